"""Blocks → the HTML that a rich field takes. Every word is escaped."""

from html import escape
from itertools import groupby

from articles.importing import patience
from articles.importing.blocks import Block, Item
from articles.importing.lines import STRONG
from articles.importing.passages import INNER
from articles.importing.rich import Rich


def render(blocks: list[Block]) -> str:
    pieces: list[str] = []
    for quoted, together in groupby(blocks, key=lambda block: block.quoted):
        written = _rendered(list(together))
        pieces.append(f"<blockquote>{written}</blockquote>" if quoted else written)
    return "".join(pieces)


def _rendered(blocks: list[Block]) -> str:
    pieces: list[str] = []
    run: list[str] = []
    for block in [*blocks, None]:
        patience.check()
        if block is not None and block.kind == "line" and block.tight and run and _short(block):
            run.append(_text(block.whole, block.rich))
            continue
        if run:
            pieces.append(f"<p>{'<br>'.join(run)}</p>")
            run = []
        if block is None:
            break
        if block.kind == "list":
            pieces.append(_list(block.items))
        elif block.kind == "table":
            pieces.append(_table(block))
        elif block.level == INNER:
            pieces.append(f"<h4>{_text(block.whole)}</h4>")
        else:
            run.append(_text(block.whole, block.rich))
    return "".join(pieces)


def _short(block: Block) -> bool:
    return block.length < 80 and not block.is_prose


def _text(text: str, rich: Rich | None = None) -> str:
    if rich and (part := rich.of(text)):
        return part.to_html()
    return STRONG.sub(r"<strong>\1</strong>", escape(text, quote=False)).replace("\n", "<br>")


def _list(items: list[Item]) -> str:
    """Points of one depth with the deeper ones inside; numbers only where they count from 1."""
    depth = items[0].depth
    points: list[tuple[Item, list[Item]]] = []
    for item in items:
        if item.depth <= depth or not points:
            points.append((item, []))
        else:
            points[-1][1].append(item)
    ordinals = [item.ordinal for item, _ in points]
    tag = "ol" if ordinals == list(range(1, len(points) + 1)) else "ul"
    rows = []
    for item, inner in points:
        words = item.text if tag == "ol" or not item.ordinal else f"{item.mark} {item.text}"
        rows.append(f"<li>{_text(words, item.rich)}{_list(inner) if inner else ''}</li>")
    return f"<{tag}>{''.join(rows)}</{tag}>"


def _table(block: Block) -> str:
    """The first row names the columns, unless it holds figures as the others do."""
    rows = block.rows
    written = [
        [_text(cell, block.cells[y][x] if block.cells else None) for x, cell in enumerate(row)]
        for y, row in enumerate(rows)
    ]
    headed = block.headed
    if headed is None:
        headed = not any(cell[:1].isdigit() for cell in rows[0])
    top = "".join(f'<th scope="col">{cell}</th>' for cell in written[0])
    head = f"<thead><tr>{top}</tr></thead>" if headed else ""
    body = written[1:] if head else written
    cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in body]
    return f"<table>{head}<tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>"
