"""Blocks → the HTML that a rich field takes. Every word is escaped."""

from html import escape

from articles.importing.blocks import Block, Item
from articles.importing.lines import STRONG
from articles.importing.passages import INNER


def render(blocks: list[Block]) -> str:
    pieces: list[str] = []
    run: list[str] = []
    for block in [*blocks, None]:
        if block is not None and block.kind == "line" and block.tight and run and _short(block):
            run.append(_text(block.whole))
            continue
        if run:
            pieces.append(f"<p>{'<br>'.join(run)}</p>")
            run = []
        if block is None:
            break
        if block.kind == "list":
            pieces.append(_list(block.items))
        elif block.kind == "table":
            pieces.append(_table(block.rows))
        elif block.level == INNER:
            pieces.append(f"<h4>{_text(block.whole)}</h4>")
        else:
            run.append(_text(block.whole))
    return "".join(pieces)


def _short(block: Block) -> bool:
    return block.length < 80 and not block.is_prose


def _text(text: str) -> str:
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
        rows.append(f"<li>{_text(words)}{_list(inner) if inner else ''}</li>")
    return f"<{tag}>{''.join(rows)}</{tag}>"


def _table(rows: list[list[str]]) -> str:
    """The first row names the columns, unless it holds figures as the others do."""
    figures = [any(cell[:1].isdigit() for cell in row) for row in rows]
    top = "".join(f'<th scope="col">{_text(cell)}</th>' for cell in rows[0])
    head = "" if figures[0] else f"<thead><tr>{top}</tr></thead>"
    body = rows[1:] if head else rows
    cells = ["".join(f"<td>{_text(cell)}</td>" for cell in row) for row in body]
    return f"<table>{head}<tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>"
