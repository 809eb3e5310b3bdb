"""Tables of rows and cells, and lists of definitions."""

from dataclasses import dataclass, field

from lxml.etree import _Element

from articles.importing import cues
from articles.importing.markup.inline import gather
from articles.importing.markup.styles import Declarations, Style
from articles.importing.rich import Marks, Rich

WIDEST = 40
LONGEST_CELL = 600  # characters; more is a page laid out in a table
FLOWING = ("h1", "h2", "h3", "h4", "h5", "h6", "table", "details", "blockquote", "dl")


@dataclass
class Table:
    rows: list[list[Rich]] = field(default_factory=list)
    headed: bool | None = None
    caption: list[Rich] = field(default_factory=list)


def is_layout(table: _Element) -> bool:
    """Whether a table only arranges a page: then its cells are read one after the other."""
    if table.get("role") in ("presentation", "none"):
        return True
    if next((e for e in table.iter(*FLOWING) if e is not table), None) is not None:
        return True
    rows = list(table.iter("tr"))
    widths = [sum(cell.tag in ("td", "th") for cell in row) for row in rows]
    if len(rows) < 2 or max(widths, default=0) < 2:
        return True
    if not _holds_all(table, ("td", "th", "caption")):
        return True  # words beside the cells would be lost
    return any(len("".join(cell.itertext())) > LONGEST_CELL for cell in table.iter("td", "th"))


def _holds_all(element: _Element, tags: tuple[str, ...]) -> bool:
    """Whether every word stands in one of these, and in one only."""
    within = sum(_length(part) for part in element.iter(*tags))
    return within == _length(element)


def _length(element: _Element) -> int:
    return sum(len("".join(text.split())) for text in element.itertext())


def is_plain(dl: _Element) -> bool:
    return _holds_all(dl, ("dt", "dd"))


def read(table: _Element, rules: dict[str, Declarations]) -> Table:
    read = Table()
    for caption in table.iter("caption"):
        read.caption += gather(caption, rules)
    heads = []
    for row in table.iter("tr"):
        cells: list[Rich] = []
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            cells.append(_one(gather(cell, rules, Style())))
            cells += [Rich()] * min(_span(cell) - 1, WIDEST)
        if any(cell.text for cell in cells):
            read.rows.append(cells)
            above = row.getparent()
            named = all(cell.tag == "th" for cell in row if cell.tag in ("td", "th"))
            heads.append(named or (above is not None and above.tag == "thead"))
    width = max(map(len, read.rows), default=0)
    read.rows = [row + [Rich()] * (width - len(row)) for row in read.rows]
    if heads:
        read.headed = True if heads[0] else None
        if read.headed is None and all(c.is_bold for c in read.rows[0] if c.text):
            read.headed = True
        if read.headed:
            read.rows[0] = [Rich([(c.text, Marks())]) if c.text else c for c in read.rows[0]]
    return read


def take_head(table: Table) -> Rich | None:
    """The only cell of a first row that says what the rows below hold, taken out of the table."""
    first, *others = table.rows or [[]]
    said = [cell for cell in first if cell.text]
    if len(said) != 1 or not others:
        return None
    named = (cues.takeaways, cues.summary, cues.questions)
    if not any(cue.says(said[0].text) for cue in named):
        return None
    table.rows, table.headed = others, False
    return said[0]


def _span(cell: _Element) -> int:
    said = cell.get("colspan") or "1"
    return int(said) if said.isdigit() and len(said) < 3 else 1


def _one(lines: list[Rich]) -> Rich:
    cell = Rich()
    for line in lines:
        if cell.pieces:
            cell.add(" ")
        cell.pieces += line.pieces
    return cell


def definitions(dl: _Element, rules: dict[str, Declarations]) -> list[tuple[Rich, Rich]]:
    """Terms, each in bold with a colon, and their meanings; words beside them stand alone."""
    found: list[tuple[Rich, Rich]] = []
    for element in dl.iter("dt", "dd"):
        lines = gather(element, rules)
        if element.tag == "dt":
            text = " ".join(line.joined().text for line in lines)
            if text:
                end = "" if text[-1] in ":.!?" else ":"
                found.append((Rich([(f"{text}{end}", Marks(bold=True))]), Rich()))
        elif lines:
            meaning = _one([line.joined() for line in lines])
            if found and not found[-1][1].pieces:
                found[-1] = (found[-1][0], Rich([(" ", Marks()), *meaning.pieces]))
            else:
                found.append((Rich(), meaning))
    return found
