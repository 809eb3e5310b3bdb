"""Which single lines are headings: by length, punctuation, letters, place and neighbours."""

import re
from itertools import pairwise

from django.utils.translation import gettext_noop as _

from articles.importing import cues, patience
from articles.importing.blocks import Block
from articles.importing.proposal import HEADING_LIMIT

LONGEST = 120  # characters
MOST_WORDS = 18
ENOUGH = 0.5
TOO_MANY = 4  # headings in a row with nothing between them
BREAK = re.compile(r"\w{4}[.…]['\"”’»)]?\s+\w")
NEVER_FIRST = '"“„«‘[–—-*'


def weigh(blocks: list[Block]) -> None:
    """Note on every line how likely it is a heading, seen by itself and with what is below."""
    for block, below in pairwise([*blocks, None]):
        patience.check()
        if block.kind == "line":
            block.heading, block.why = _weight(block, below)


def settle(blocks: list[Block]) -> None:
    """Take back what cannot all be true: long runs of headings, headings above nothing."""
    run: list[Block] = []
    for above, block, below in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        headed = above is not None and above.heading >= ENOUGH
        if block.heading < ENOUGH or (headed and _is_caption(block, below)):
            block.heading = 0.0
    for block in [*blocks, None]:
        if block is not None and block.heading >= ENOUGH:
            run.append(block)
            continue
        if block is None:  # nothing below
            for place, last in enumerate(run, start=1):
                if not (last.level or (_is_cue(last) and place < len(run))):
                    last.heading = 0.0
        elif len(run) >= TOO_MANY:
            _thin(run)
        run = []


def _is_caption(block: Block, below: Block | None) -> bool:
    """A line between a heading and a table names the table."""
    return below is not None and below.kind == "table" and not block.level


def _thin(run: list[Block]) -> None:
    *others, last = run
    for block in others:
        if not (block.level or _is_cue(block) or block.ordinal):
            block.heading = 0.0
    if last.tight and last.heading < 0.9:
        last.heading = 0.0


def _is_cue(block: Block) -> bool:
    text = block.whole
    named = (cues.takeaways, cues.questions, cues.conclusion, cues.summary, cues.introduction)
    return any(cue.says(text) for cue in named) or cues.sources.is_exactly(text)


def _weight(block: Block, below: Block | None) -> tuple[float, str]:
    text = block.whole
    if block.level:
        states = len(text) <= HEADING_LIMIT and bool(cues.key(text))
        return (0.98, _("the text states it")) if states else (0.0, "")
    if len(text) > LONGEST or text.count(" ") >= MOST_WORDS or not _may_be(text):
        return 0.0, ""
    if block.plain and not (_is_cue(block) and not block.role):
        return 0.0, ""
    if block.role:
        return 0.0, ""
    if _is_cue(block) and not block.tight:
        return 0.97, _("its words say what it heads")
    weight, why = _by_letters(block)
    if not text.isupper() and text.count(" ") >= 9:
        weight -= 0.15
    weight -= 0.15 * ("," in text and weight < 0.8)
    weight += _by_end(text, below)
    if block.tight:
        weight -= 0.4
    elif below and below.tight and not (below.is_prose or below.ends_sentence):
        weight -= 0.3  # the first of several short lines, such as an address
    if below is None or (below.kind == "line" and below.length < min(len(text), 40)):
        weight -= 0.1
    return max(0.0, weight), why


def _may_be(text: str) -> bool:
    """Whether nothing about the line speaks against a heading."""
    letters = sum(map(str.isalpha, text))
    if letters < 0.5 * len(text.replace(" ", "")) or letters < 2:
        return False
    if text[0].islower() or text[0] in NEVER_FIRST or text.rstrip('"”’)»')[-1:] in ".,;…":
        return False
    return not BREAK.search(text)


def _by_letters(block: Block) -> tuple[float, str]:
    text = block.whole
    words = [word for word in re.split(r"[\s/–—-]+", text) if word[:1].isalpha()]
    if block.strong:
        return 0.92, _("a line of its own in bold")
    if text.isupper() and sum(map(str.isalpha, text)) >= 4:
        return 0.92, _("a line of its own in capitals")
    telling = [word for word in words[1:] if len(word) > 3]
    capitals = sum(word[0].isupper() for word in telling)
    if telling and capitals >= 0.6 * len(telling):
        return 0.9, _("a short line with capital initials and no full stop")
    if len(words) <= 2:
        return 0.78, _("one or two words on a line of their own")
    return 0.75, _("a short line without a full stop")


def _by_end(text: str, below: Block | None) -> float:
    if text.endswith(":"):
        return -0.35 if below and below.kind != "line" else -0.2
    if text.endswith("!"):
        return -0.2
    return 0.0
