"""Lines → blocks: single lines, lists and tables, before anybody asks what they mean."""

import re
from dataclasses import dataclass, field
from typing import Literal

from articles.importing import cues, patience
from articles.importing.lines import LIST_GLYPHS, ORDINAL, SENTENCE_END, SUB_GLYPHS, Line, is_prose
from articles.importing.rich import Rich

STATED = re.compile(r"(#{1,6}) (?=[^#\s])")
UNDERLINES = {"=": 1, "-": 2, "~": 3, "^": 4, ".": 4, "*": 4, "+": 4, '"': 4, "'": 4, "`": 4}
LABELLED = re.compile(
    r"(([^\W\d_]{3,12}) (?:#|no\. ?)?([1-9][0-9]?))(?:$| ?[.:)–—|-]+(?: |$))", re.IGNORECASE
)
STEP = re.compile(rf"(({'|'.join(cues.step_words)}) ([1-9][0-9]?))(?: |$)", re.IGNORECASE)
NUMBERED = r"(?::|[0-9]{1,2} ?[:.)])"
ASKS = re.compile(
    rf"((?:question|frage|pregunta) ?[0-9]{{0,2}} ?:|[qfp] ?{NUMBERED}|Q[.)])\s+(?=\S)",
    re.IGNORECASE,
)
ANSWERS = re.compile(
    rf"((?:answer|antwort|respuesta) ?[0-9]{{0,2}} ?:|[ar] ?{NUMBERED})\s+(?=\S)", re.IGNORECASE
)


@dataclass(slots=True)
class Item:
    """A point of a list."""

    text: str
    where: int
    depth: int = 0
    mark: str = ""
    ordinal: int = 0
    rich: Rich | None = None


@dataclass(slots=True)
class Block:
    kind: Literal["line", "list", "table"]
    where: int
    text: str = ""  # of a line, without its mark
    mark: str = ""  # "1.", "Step 2:", "Q:", as written
    ordinal: int = 0
    label: str = ""  # the word before the number: "step", "day"
    role: Literal["", "asks", "answers"] = ""
    strong: bool = False  # the text sets all of it in bold
    tight: bool = False  # hangs on the line above, in a text that parts its blocks by blank lines
    level: int = 0  # of a heading, where the source states one
    heading: float = 0.0  # how sure it is that this is a heading
    why: str = ""
    items: list[Item] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    # What only a markup document knows.
    rich: Rich | None = None  # the line with its emphasis and links
    cells: list[list[Rich]] = field(default_factory=list)  # the rows likewise
    headed: bool | None = None  # whether the first row names the columns, where it is said
    quoted: bool = False
    plain: bool = False  # the document says otherwise what its headings are
    made_up: bool = False  # stands for a name that the document shows in no words

    @property
    def whole(self) -> str:
        return f"{self.mark} {self.text}".strip()

    @property
    def ends_sentence(self) -> bool:
        return bool(SENTENCE_END.search(self.text))

    @property
    def length(self) -> int:
        """Characters of all its words."""
        return (
            len(self.text)
            + sum(len(item.text) for item in self.items)
            + sum(len(cell) for row in self.rows for cell in row)
        )

    @property
    def is_prose(self) -> bool:
        """Whether it reads as running text, so that a heading may stand above it."""
        return self.kind != "line" or is_prose(self.text)

    @property
    def is_question(self) -> bool:
        return self.kind == "line" and self.text.rstrip('"”’)').endswith("?")

    @property
    def pieces(self) -> list[tuple[int, str]]:
        """Its words line by line, as they were written."""
        if self.kind == "list":
            return [(item.where, f"{item.mark} {item.text}".strip()) for item in self.items]
        if self.kind == "table":
            return [(self.where + place, " ".join(row)) for place, row in enumerate(self.rows)]
        return [(self.where, self.whole)]


def group(lines: list[Line]) -> list[Block]:
    parted = _parts_by_blank_lines(lines)
    blocks: list[Block] = []
    place = 0
    while place < len(lines):
        patience.check()
        line = lines[place]
        if items := _points(lines, place):
            blocks.append(Block("list", line.number, items=items))
            place = _after(lines, place, items[-1])
        elif rows := _rows(lines, place):
            blocks.append(Block("table", line.number, rows=rows))
            place += len(rows)
        else:
            if line.rule:
                _underline(blocks, line)
            elif line.whole:
                blocks.append(_single(line, tight=parted and not line.gap))
            place += 1
    return blocks


def _parts_by_blank_lines(lines: list[Line]) -> bool:
    plain = [line for line in lines if not line.mark]
    return sum(line.gap for line in plain) >= 0.5 * len(plain)


def _single(line: Line, tight: bool) -> Block:
    block = Block("line", line.number, line.text, line.mark, line.ordinal)
    block.strong, block.tight = line.strong, tight
    if line.ordinal:
        return block
    if line.mark:  # a dash that begins no list
        block.text, block.mark = line.whole, ""
    elif line.level:
        block.level = line.level
    elif stated := STATED.match(line.text):
        block.level, block.text = len(stated[1]), line.text[stated.end() :].rstrip("# ")
    take_mark(block)
    return block


def take_mark(block: Block) -> None:
    """Part “2.”, “Step 2:”, “Q:” or “A:” from the words that follow it."""
    text = block.text
    if ordinal := ORDINAL.match(text):
        block.mark, block.ordinal = ordinal[1], int(ordinal[2] or ordinal[3])
        block.text = text[ordinal.end() :]
    elif labelled := LABELLED.match(text) or STEP.match(text):
        block.mark, block.label = labelled[0].strip(), labelled[2].casefold()
        block.ordinal, block.text = int(labelled[3]), text[labelled.end() :]
    elif asks := ASKS.match(text):
        block.role, block.mark, block.text = "asks", asks[1], text[asks.end() :]
    elif answers := ANSWERS.match(text):
        block.role, block.mark, block.text = "answers", answers[1], text[answers.end() :]


def _underline(blocks: list[Block], rule: Line) -> None:
    """A line of one sign, repeated, right below a short line states a heading."""
    above = blocks[-1] if blocks else None
    short = above and above.kind == "line" and above.length <= 120 and not above.tight
    if not short or rule.gap or len(set(rule.text)) > 1 or above.text.endswith("."):
        return
    level = UNDERLINES.get(rule.text[0], 0)
    if level < 3 or 2 * len(rule.text) > len(above.whole):
        above.level = level


def _points(lines: list[Line], start: int) -> list[Item]:
    """The points of a list that begins here; empty where none does."""
    first = lines[start]
    if not first.mark or first.ordinal > 1 or not first.text:
        return []
    items: list[Item] = []
    more: list[list[str]] = []  # the lines that go on with each point
    depths = [(first.indent, first.mark in SUB_GLYPHS)]
    top = 0
    for place in range(start, len(lines)):
        line = lines[place]
        if line.mark and line.text:
            if line.indent <= first.indent + 1 and not _follows(line, first, top):
                break
            depth = _depth(depths, line)
            top += depth == 0
            items.append(Item(line.text, line.number, depth, line.mark, line.ordinal))
            more.append([line.text])
        elif _belongs(lines, place, first, top):
            more[-1].append(line.text)
        else:
            break
    if top < 2 and first.mark not in LIST_GLYPHS:
        return []
    for item, pieces in zip(items, more, strict=True):
        item.text = "\n".join(pieces)
    return items


def _follows(line: Line, first: Line, top: int) -> bool:
    """Whether a line at the list's own indent is its next point."""
    return line.ordinal == top + 1 if first.ordinal else line.is_bullet


def _depth(depths: list[tuple[int, bool]], line: Line) -> int:
    step = (line.indent, line.mark in SUB_GLYPHS)
    while len(depths) > 1 and (step[0] < depths[-1][0] - 1 or (depths[-1][1] and not step[1])):
        depths.pop()
    indent, hollow = depths[-1]
    if step[0] > indent + 1 or (step[1] and not hollow):
        depths.append(step)
    return len(depths) - 1


def _belongs(lines: list[Line], place: int, first: Line, top: int) -> bool:
    """Whether a line without a mark goes on with the point above: set in, and not the last."""
    line = lines[place]
    if line.rule or line.cells or line.mark or line.indent <= first.indent:
        return False
    below = lines[place + 1] if place + 1 < len(lines) else None
    goes_on = below and below.mark and _follows(below, first, top)
    return not line.gap or bool(goes_on)


def _after(lines: list[Line], start: int, last: Item) -> int:
    """The place of the first line below the list."""
    place = start
    while lines[place].number < last.where:
        place += 1
    return place + 1 + last.text.count("\n")


def _rows(lines: list[Line], start: int) -> list[list[str]]:
    """The rows of a table that begins here: two or more lines of cells, all made equally wide."""
    end = start
    while end < len(lines) and lines[end].cells:
        end += 1
    if end < start + 2:
        return []
    rows = [line.cells for line in lines[start:end]]
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    set_in = not any(row[0] for row in rows)
    return [row[1:] for row in rows] if set_in else rows
