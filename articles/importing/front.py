"""The lines above the first paragraph: which is the title, who wrote it, what is furniture."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain

from django.utils.translation import gettext as _

from articles.importing import cues
from articles.importing.blocks import Block
from articles.importing.notes import Notes
from articles.importing.proposal import TITLE_LIMIT

DEEPEST = 40  # blocks that may stand above the first paragraph
LONGEST_TITLE = 18  # words
LONGEST_SHELF = 2
BYLINE = re.compile(
    r"(?:(?:written |words |posted )?by:?|author:?|von:?|text:|autor(?:in)?:?|por:?)\s+"
    r"([^|·•,()0-9]{3,60})",
    re.IGNORECASE,
)
READING_TIME = re.compile(
    r"[0-9]{1,3}[ -]?(?:min|mins|minutes?|minuten|minutos?)\b(?: (?:read|to read|reading time"
    r"|lesezeit|lesedauer|de lectura))?$|(?:reading time|lesezeit|lesedauer|lectura)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
DAY = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}\b")
PARTED = re.compile(r"\s*[|·•]\s*")
CRUMB = re.compile(r" (?:[/>›»|]|::) ")


@dataclass(frozen=True)
class Front:
    title: str
    where: int
    author: str
    rest: list[Block]  # from the introduction on


def read_front(blocks: list[Block], notes: Notes) -> Front:
    zone = _zone(blocks)
    author, lines, dated = "", [], None
    for block in blocks[:zone]:
        kind, name = _what(block)
        author = author or name
        if kind and dated is None and lines and lines[-1].whole.count(" ") > 1:
            dated = lines[-1]
        if kind in (_("a reading time"), _("a trail of links")):
            notes.drop(block.whole, block.where, kind)
        elif kind:
            notes.leave(block.pieces, kind)
        else:
            lines.append(block)
    title, confidence, why = _title(lines, blocks[zone:], dated)
    if title is None:
        return _untitled(lines + blocks[zone:], author, notes)
    text = _without_prefix(title, notes)
    notes.decide(
        "title", _("The title is “%(text)s”.") % {"text": text}, title.where, confidence, why
    )
    rest = _below(title, text, lines + blocks[zone:], notes)
    return Front(text, title.where, author, rest)


def _zone(blocks: list[Block]) -> int:
    for place, block in enumerate(blocks[:DEEPEST]):
        if block.is_prose or _opens_part(block):
            return place
    return min(len(blocks), DEEPEST)


def _opens_part(block: Block) -> bool:
    text = block.whole
    return cues.takeaways.says(text) or cues.contents.is_exactly(text)


def _what(block: Block) -> tuple[str, str]:
    """What a line beside the title is, in words, or nothing; and the author it names."""
    text = block.whole
    if len(text) > 120 or block.level:
        return "", ""
    several = [part for part in PARTED.split(text) if part.strip()]
    found = [_what_part(part) for part in several] if len(several) > 1 else []
    kinds = [kind for kind, _name in found if kind]
    # “Recovery | 8 min read”: a shelf beside what no title says.
    labels = [part for part, (kind, _name) in zip(several, found, strict=False) if not kind]
    if kinds and all(len(label.split()) <= LONGEST_SHELF for label in labels):
        return kinds[0], next((name for _kind, name in found if name), "")
    return _what_part(text)


def _what_part(text: str) -> tuple[str, str]:
    byline = BYLINE.match(text)
    if byline and (name := _name(byline[1])):
        return _("a byline"), name
    if len(text.split()) <= 10 and YEAR.search(text) and (_names_month(text) or DAY.search(text)):
        return _("a date"), ""
    if READING_TIME.match(text):
        return _("a reading time"), ""
    crumbs = CRUMB.split(text)
    if len(crumbs) > 2 or (len(crumbs) == 2 and cues.edge_furniture.is_exactly(crumbs[0])):
        return _("a trail of links"), ""
    return "", ""


def _name(text: str) -> str:
    """The name a byline goes on with; empty when it is no name."""
    name = re.split(r" [–—-] | on | am | el ", text)[0].strip(" .")
    parts = name.split()
    named = 2 <= len(parts) <= 4 and parts[0][0].isupper() and parts[-1][0].isupper()
    return name if named else ""


def _names_month(text: str) -> bool:
    return not cues.month_words.isdisjoint(cues.words(text))


def _title(
    lines: list[Block], below: list[Block], dated: Block | None
) -> tuple[Block | None, float, str]:
    """The block that is the title, how sure, and why. `dated` stands above a byline or a date."""
    likely = [b for b in lines if b.heading > 0 or not b.ends_sentence]
    likely = [b for b in likely if len(b.whole) <= TITLE_LIMIT and cues.key(b.whole)]
    counts = Counter(cues.key(_unprefixed(b)[1]) for b in [*likely, *_lines(below)])
    near = likely or [b for b in below[:DEEPEST] if len(b.whole) <= TITLE_LIMIT]
    if stated := [b for b in near if b.level == 1 and cues.key(b.whole)]:
        return stated[0], 0.98, _("the text states it as its first heading")
    if prefixed := [b for b in likely if _unprefixed(b)[0]]:
        return prefixed[0], 0.98, _("the line says so itself")
    repeated = [b for b in likely if counts[cues.key(b.whole)] > 1 and b.whole.count(" ")]
    if repeated:
        # The last: what a shop repeats above its title is an offer or a menu.
        longer = [b for b in repeated if b.whole.count(" ") > 1]
        key = cues.key((longer or repeated)[-1].whole)
        first = next(b for b in repeated if cues.key(b.whole) == key)
        return first, 0.97, _("it stands there more than once")
    if dated in likely:
        return dated, 0.8, _("a byline or a date stands below it")
    if likely:
        return _first_of(likely)
    return _short_beginning([*lines, *below])


def _lines(blocks: list[Block]) -> list[Block]:
    return [b for b in blocks if b.kind == "line" and b.length <= TITLE_LIMIT]


def _first_of(likely: list[Block]) -> tuple[Block, float, str]:
    first = likely[0]
    longer = [b for b in likely if len(b.whole.split()) > 2]
    if len(first.whole.split()) > 2 or not longer:
        return first, 0.9, _("the first line that reads like a heading")
    if likely.index(longer[0]) == 1 and first.where == 1:
        return first, 0.5, _("the first line; the longer one below it may be the title instead")
    return longer[0], 0.6, _("the first longer line above the text")


def _short_beginning(blocks: list[Block]) -> tuple[Block | None, float, str]:
    first = blocks[0] if blocks else None
    if first is None or first.kind != "line" or not 0 < len(cues.key(first.whole)) <= TITLE_LIMIT:
        return None, 0.0, ""
    if len(blocks) == 1:
        return first, 0.6, _("there is nothing else")
    short = len(first.whole) <= 120 and len(first.whole.split()) <= LONGEST_TITLE
    if short and blocks[1].length > first.length and not first.level:
        return first, 0.5, _("a short sentence above the text")
    return None, 0.0, ""


def _untitled(blocks: list[Block], author: str, notes: Notes) -> Front:
    """A title made of the text's first words, which stay in the text too."""
    said = (text for block in blocks for _where, text in block.pieces)
    words = next(filter(cues.key, chain(said, notes.words()))).split()
    title = words[0][:TITLE_LIMIT]
    for word in words[1:]:
        if len(title) + len(word) > 60 or (len(title) > 15 and title[-1] in ".,;:!?…"):
            break
        title = f"{title} {word}"
    title = title.rstrip(" .,;:!?…")
    notes.decide(
        "title",
        _("The title is “%(text)s”.") % {"text": title},
        0,
        0.2,
        _("no line reads like a title, so these are the first words"),
    )
    return Front(title, 0, author, blocks)


def _unprefixed(block: Block) -> tuple[str, str]:
    """“Article: Squat well” as prefix and title."""
    prefix, colon, title = block.whole.partition(":")
    if colon and title.strip() and cues.title_prefix.is_exactly(prefix):
        return f"{prefix}:", title.strip()
    return "", block.whole


def _without_prefix(title: Block, notes: Notes) -> str:
    prefix, text = _unprefixed(title)
    notes.drop(prefix, title.where, _("page furniture"))
    return text


def _below(title: Block, text: str, blocks: list[Block], notes: Notes) -> list[Block]:
    """What stands below the title, without its repeats; what stands above is left over."""
    key, rest, reached = cues.key(text), [], False
    telling = text.count(" ") >= 3  # a title of few words may well head a section, too
    for block in blocks:
        short = block.kind == "line" and block.length <= TITLE_LIMIT + 20
        if block is title:
            reached = True
        elif short and cues.key(_unprefixed(block)[1]) == key and (telling or not rest):
            notes.drop(block.whole, block.where, _("a repeated title"))
        elif reached or block.is_prose:
            rest.append(block)
        else:
            notes.leave(block.pieces, _("above the title"))
    return rest
