"""Clean HTML as Markdown (CommonMark with tables), so that the words go anywhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Union

BLOCKS = {"p", "ul", "ol", "blockquote", "h4", "table"}
# Escaped wherever they stand: each may begin something.
MARKS = re.compile(r"([\\`*_\[\]<>&|~])")
# Escaped where a line begins with them: heading, list, rule, underline.
BEGINNINGS = re.compile(r"^(\s*)([#+=-]|\d{1,9}(?=[.)]))", re.MULTILINE)
IN_ADDRESS = re.compile(r"[\\<>]")


@dataclass
class Node:
    tag: str = ""
    href: str = ""
    inside: list[Union["Node", str]] = field(default_factory=list)


def from_html(html: str) -> str:
    """What `fitblog.lib.html.clean` let through, as Markdown; "" for no words. Linear."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n\n".join(_blocks(reader.root))


def escape(text: str) -> str:
    """Plain words that no reader of Markdown takes for a mark."""
    return _at_beginnings(_everywhere(text))


def _everywhere(text: str) -> str:
    return MARKS.sub(r"\\\1", " ".join(text.split("\n")))


def _at_beginnings(text: str) -> str:
    return BEGINNINGS.sub(_escape_beginning, text)


def _escape_beginning(found: re.Match[str]) -> str:
    space, mark = found.groups()
    # Of a number it is the point behind it that makes a list; a backslash stands before that.
    return f"{space}{mark}\\" if mark[0].isdigit() else f"{space}\\{mark}"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node()
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs).get("href") or "")
        self.open[-1].inside.append(node)
        if tag != "br":
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def _blocks(node: Node) -> Iterator[str]:
    """Its blocks, and its loose words as paragraphs between them."""
    loose = Node()
    for one in node.inside:
        if isinstance(one, Node) and one.tag in BLOCKS:
            yield from _paragraph(loose)
            loose = Node()
            yield from _block(one)
        else:
            loose.inside.append(one)
    yield from _paragraph(loose)


def _paragraph(node: Node) -> Iterator[str]:
    if words := _words(node):
        yield words


def _block(node: Node) -> Iterator[str]:
    match node.tag:
        case "p":
            yield from _paragraph(node)
        case "h4":
            if words := _words(node).replace("\\\n", " "):
                yield f"#### {words}"
        case "ul" | "ol":
            yield from _list(node)
        case "blockquote":
            if inside := "\n\n".join(_blocks(node)):
                yield _before_each(inside, "> ", "> ")
        case "table":
            yield from _table(node)


def _list(node: Node) -> Iterator[str]:
    items = [one for one in node.inside if isinstance(one, Node)]
    said = []
    for number, item in enumerate(items, start=1):
        mark = f"{number}. " if node.tag == "ol" else "- "
        inside = "\n\n".join(_blocks(item))
        said.append(_before_each(inside, mark, " " * len(mark)))
    # Loose where an item holds more than one paragraph, as Markdown has it.
    gap = "\n\n" if any("\n\n" in item for item in said) else "\n"
    if said:
        yield gap.join(said)


def _table(node: Node) -> Iterator[str]:
    """A caption becomes the paragraph above it: Markdown has none."""
    for caption in _inside(node, "caption"):
        yield from _paragraph(caption)
    rows = [
        [_words(cell).replace("\\\n", " ") for cell in row.inside if isinstance(cell, Node)]
        for row in _inside(node, "tr")
    ]
    if rows and (width := max(map(len, rows))):
        lines = [_row(cells + [""] * (width - len(cells))) for cells in rows]
        yield "\n".join([lines[0], _row(["---"] * width), *lines[1:]])


def _inside(node: Node, tag: str) -> Iterator[Node]:
    for one in node.inside:
        if isinstance(one, Node):
            if one.tag == tag:
                yield one
            elif one.tag in {"thead", "tbody"}:
                yield from _inside(one, tag)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _words(node: Node) -> str:
    return _at_beginnings("".join(_inline(one) for one in node.inside).strip())


def _inline(one: Node | str) -> str:
    if isinstance(one, str):
        return _everywhere(one)
    if one.tag == "br":
        return "\\\n"
    inside = "".join(_inline(child) for child in one.inside)
    words = inside.strip()
    if not words:
        return inside
    # Spaces stand outside the marks, where Markdown wants them.
    before = inside[: len(inside) - len(inside.lstrip())]
    after = inside[len(inside.rstrip()) :]
    match one.tag:
        case "strong":
            words = f"**{words}**"
        case "em":
            words = f"*{words}*"
        case "a" if one.href:
            address = IN_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", one.href)
            words = f"[{words}](<{address}>)"
    return f"{before}{words}{after}"


def _before_each(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *((rest + line).rstrip() for line in lines[1:])])
