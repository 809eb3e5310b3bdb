"""A contents list in the text: dropped, because a guide's page makes its own."""

from collections import Counter

from django.utils.translation import gettext as _

from articles.importing import cues, patience
from articles.importing.blocks import Block
from articles.importing.notes import Notes

FEWEST = 3  # entries that make a contents list without a heading that says so
LONGEST = 160  # characters of an entry


def without_contents(blocks: list[Block], notes: Notes) -> list[Block]:
    to_come = Counter(_entry(block) for block in blocks)
    kept: list[Block] = []
    place = 0
    while place < len(blocks):
        patience.check()
        said = blocks[place].kind == "line" and cues.contents.is_exactly(blocks[place].whole)
        end = place + said
        own = Counter(_entry(block) for block in blocks[place:end])
        while end < len(blocks) and _is_named_below(blocks[end], to_come, own, said):
            own[_entry(blocks[end])] += 1
            end += 1
        entries = sum(max(1, len(block.items)) for block in blocks[place + said : end])
        if entries >= (1 if said else FEWEST):
            for entry in blocks[place:end]:
                _drop(entry, notes)
        else:
            end = place + 1
            kept.append(blocks[place])
        to_come.subtract(_entry(block) for block in blocks[place:end])
        place = end
    return kept


def _entry(block: Block) -> str:
    return cues.key(block.text) if block.kind == "line" and block.length <= LONGEST else ""


def _is_named_below(block: Block, to_come: Counter[str], own: Counter[str], said: bool) -> bool:
    """Whether each entry comes again as a line of its own. A stated list may miss a third.

    `to_come` counts the lines from the list's beginning on, `own` those of the list so far.
    """
    if block.kind == "list":
        entries = [cues.key(item.text) for item in block.items if len(item.text) <= LONGEST]
        found = sum(to_come[entry] > own[entry] for entry in entries)
        return bool(entries) and found >= (0.67 if said else 1.0) * len(block.items)
    return (
        bool(_entry(block))
        and not block.is_prose
        and to_come[_entry(block)] > own[_entry(block)] + 1
    )


def _drop(block: Block, notes: Notes) -> None:
    for where, text in block.pieces:
        notes.drop(text, where, _("a contents list"))
