"""What a document shows without saying it: headings by their size, points by their bullet."""

import re
from collections import Counter
from itertools import pairwise

from django.utils.translation import gettext as _

from articles.importing import patience
from articles.importing.blocks import Block, Item
from articles.importing.lines import LIST_GLYPHS
from articles.importing.markup.lists import number
from articles.importing.notes import Notes

LARGER = 1.12  # than the text, for a heading
LARGER_IN_BOLD = 1.04
LONGEST = 120
SHORT = 70
FEWEST = 2  # headings by which a document says how it marks them
GLYPH = re.compile(rf"([{LIST_GLYPHS}])\s*(?=\w|[\"“„«(¿¡])")
DASH = re.compile(r"([-*–—+»›])\s+(?=\S)")


def shape(blocks: list[Block], sizes: dict[int, float], notes: Notes) -> list[Block]:
    _head_by_size(blocks, sizes)
    _head_by_slant(blocks)
    blocks = _fake_lists(blocks, notes)
    _settle_plain(blocks)
    for block in blocks:
        if block.kind == "list":
            number(block.items)
    return blocks


def _stated(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if block.level > 1 and not block.made_up]


def _head_by_size(blocks: list[Block], sizes: dict[int, float]) -> None:
    """Lines in larger letters than the text are headings, where the document states none."""
    if len([b for b in blocks if b.level and not b.made_up]) >= FEWEST:
        return
    lines = [b for b in blocks if b.kind == "line" and not b.level]
    weights: Counter[float] = Counter()
    for block in lines:
        weights[sizes.get(id(block), 0.0)] += len(block.text)
    if len(weights) < 2:
        return
    usual = max(weights, key=lambda size: weights[size]) or 12.0
    larger = [
        block
        for block in lines
        if sizes.get(id(block), 0.0) > (LARGER_IN_BOLD if block.strong else LARGER) * usual
        and len(block.whole) <= LONGEST
    ]
    ranks = sorted({sizes[id(block)] for block in larger}, reverse=True)
    if not ranks:
        return
    largest = [block for block in larger if sizes[id(block)] == ranks[0]]
    titled = any(block.level == 1 for block in blocks)
    is_title = not titled and len(ranks) > 0 and len(largest) == 1 and largest[0] in blocks[:6]
    for block in larger:
        rank = ranks.index(sizes[id(block)])
        block.level = min(rank + (1 if is_title else 2), 6)
    bold = [block for block in _above_text(blocks) if block.strong and not block.is_question]
    if len(bold) >= FEWEST and len(larger) > FEWEST:
        for block in bold:
            block.level = min(len(ranks) + (1 if is_title else 2), 6)


def _above_text(blocks: list[Block]) -> list[Block]:
    """Lines that may head what stands below them."""
    return [
        block
        for block, below in pairwise(blocks)
        if _may_head(block) and (below.is_prose or (below.kind == "line" and below.ends_sentence))
    ]


def _head_by_slant(blocks: list[Block]) -> None:
    """Lines in italics below lines in bold, where the document shows its headings by both."""
    if _stated(blocks):
        return
    bold = [b for b in blocks if b.strong and _may_head(b)]
    slanted = [
        block
        for block in _above_text(blocks)
        if not block.strong and block.rich and block.rich.is_italic
    ]
    asking = sum(block.is_question for block in slanted)
    if len(bold) < FEWEST or len(slanted) < FEWEST or asking:
        return
    first = slanted[0]
    if any(block.where < first.where for block in bold):
        for block in bold:
            block.level = block.level or 2
        for block in slanted:
            block.level = 3


def _may_head(block: Block) -> bool:
    short = block.kind == "line" and not block.level and len(block.whole) <= SHORT
    return short and not (block.quoted or block.tight or block.role or block.text.endswith("."))


def _settle_plain(blocks: list[Block]) -> None:
    """Where a document shows what its headings are, no other short line is one."""
    stated = len(_stated(blocks))
    bold = sum(b.strong and not b.level and not b.is_prose for b in blocks if b.kind == "line")
    for block in blocks:
        if block.kind == "line" and not block.level:
            block.plain = stated >= FEWEST or (bold >= FEWEST and not block.strong)
            block.plain = block.plain or block.quoted


def _fake_lists(blocks: list[Block], notes: Notes) -> list[Block]:
    kept: list[Block] = []
    place = 0
    while place < len(blocks):
        patience.check()
        run = _run(blocks, place)
        if len(run) > 1 or (run and run[0][1] in LIST_GLYPHS):
            items = []
            for block, mark, start in run:
                if any(map(str.isalnum, mark)):
                    notes.drop(mark, block.where, _("the mark of a point"))
                text = block.whole[start:]
                rich = block.rich.of(text) if block.rich else None
                ordinal = int(bool(block.ordinal))
                items.append(Item(text, block.where, 0, "", ordinal, rich))
            kept.append(Block("list", run[0][0].where, items=items, quoted=run[0][0].quoted))
            place += len(run)
        else:
            kept.append(blocks[place])
            place += 1
    return kept


def _run(blocks: list[Block], place: int) -> list[tuple[Block, str, int]]:
    """Lines from here on that each begin with a bullet, or count from 1; with their marks."""
    run: list[tuple[Block, str, int]] = []
    for block in blocks[place:]:
        if block.kind != "line" or block.level or block.role == "asks":
            break
        if block.ordinal and not block.label:
            if block.ordinal != len(run) + 1 or block.strong or block.is_question:
                break
            if run and not run[-1][0].ordinal:
                break
            run.append((block, block.mark, len(block.whole) - len(block.text)))
            continue
        found = GLYPH.match(block.text) or DASH.match(block.text)
        if not found or block.mark or (run and run[-1][0].ordinal):
            break
        run.append((block, found[1], found.end()))
    return run
