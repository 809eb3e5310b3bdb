"""What surrounds a guide: the text importer's rules, told of blocks instead of lines."""

from articles.importing import page
from articles.importing.blocks import Block
from articles.importing.cards import read_end
from articles.importing.lines import Line
from articles.importing.notes import Notes
from articles.importing.proposal import Hint


def without_page(
    blocks: list[Block], related: list[tuple[int, str]], notes: Notes
) -> tuple[list[Block], list[Hint]]:
    """The guide's blocks, and hints to the guides that the rest points to."""
    lines, owners = _lines(blocks)
    kept, end = page.cut_end(lines)
    first = owners[len(kept)] if end else len(blocks)
    if end and len(kept) and owners[len(kept) - 1] == first:
        first, end = len(blocks), []  # inside a list: no page ends there
    if any(blocks[i].role for i in range(first, len(blocks))):
        first, end = len(blocks), []
    end += [Line(where, text, gap=True) for where, text in related]
    hints = read_end(end, notes)
    inner, pointers = _without_furniture(blocks[:first], notes)
    return inner, pointers + hints


def _lines(blocks: list[Block]) -> tuple[list[Line], list[int]]:
    lines, owners = [], []
    for place, block in enumerate(blocks):
        for where, text in block.pieces:
            line = Line(where, text, gap=True)
            line.mark = "•" if block.kind == "list" else ""
            lines.append(line)
            owners.append(place)
    return lines, owners


def _without_furniture(blocks: list[Block], notes: Notes) -> tuple[list[Block], list[Hint]]:
    kept, hints = [], []
    first_prose = next((i for i, block in enumerate(blocks) if block.is_prose), len(blocks))
    for place, block in enumerate(blocks):
        if block.kind == "line" and not block.level and not block.role and not block.ordinal:
            line = Line(block.where, block.whole, gap=True)
            left, pointers = page.without_furniture([line], notes, place < first_prose)
            hints += pointers
            if not left:
                continue
        kept.append(block)
    return kept, hints
