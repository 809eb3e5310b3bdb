"""The key takeaways: found by their heading, each parted into a label and its text."""

import re
from dataclasses import dataclass, replace
from itertools import takewhile

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.importing import cues
from articles.importing.blocks import Block, Item
from articles.importing.lines import STRONG
from articles.importing.notes import Notes
from articles.importing.passages import Passage, capitals_of
from articles.importing.proposal import (
    LABEL_LIMIT,
    PART_HEADING_LIMIT,
    TEXT_LIMIT,
    Takeaway,
)

MOST = 12  # more points than these are a list, not what to take away
MOST_PARAGRAPHS = 8
SHORT_BODY = 200  # characters of a text that may be a takeaway below its own heading
MOST_SENTENCES = 6
SENTENCE = re.compile(r"""(?<=[.!?…])["”’»)]*\s+(?=[^\sa-zäöüß])|;\s+""")
PARTINGS = [
    (re.compile(r":\s+"), 0.95, gettext_noop("parted at the colon")),
    (re.compile(r"\s+[–—]\s+|\s+-\s+"), 0.85, gettext_noop("parted at the dash")),
    (
        re.compile(r"(?<=\w\w)(?<!\b(?:vs|dr|mr|st|no|ca|kg|eg))[.!?]\s+(?=\w)", re.IGNORECASE),
        0.65,
        gettext_noop("parted after the first sentence"),
    ),
]


@dataclass(frozen=True)
class Point:
    takeaway: Takeaway
    confidence: float
    why: str
    has_sign: bool = False  # a colon or dash parts label and text


def take_points(passages: list[Passage], notes: Notes) -> tuple[str, list[Takeaway]]:
    """The heading and the takeaways, taken out of the passages.

    What stands below the list goes back to the passage above it.
    """
    place, found = _place(passages)
    if place is None:
        return _in_introduction(passages[0].body, notes)
    passage = passages[place]
    first, last, points, inner = found
    heading = "" if passage.heading.made_up else passage.words
    number = cues.numbered(heading)
    notes.drop(number.strip(), passage.where, _("the number of a heading"))
    named = cues.takeaways.says(passage.words) or cues.summary.says(passage.words)
    sure = passage.heading.heading if named and not passage.heading.made_up else 0.6
    _decide(passage.words, passage.where, sure, points, notes)
    for block in passage.body[:first]:
        notes.leave(block.pieces, _("between the takeaways' heading and the takeaways"))
    for item in (item for block in passage.body[first:last] for item in block.items):
        notes.drop(item.mark if item.ordinal else "", item.where, _("a takeaway's number"))
    passages[place - 1].body += passage.body[last:]
    del passages[place : place + 1 + inner]
    return heading[len(number) :], [point.takeaway for point in points]


def _decide(heading: str, where: int, sure: float, points: list[Point], notes: Notes) -> None:
    what, why = _("“%s” heads the takeaways.") % heading, _("its words say what it heads")
    notes.decide("takeaways_heading", what, where, sure, why)
    for number, point in enumerate(points):
        what = _("“%s” is a takeaway.") % point.takeaway.label
        path = f"takeaways.{number}"
        notes.decide(path, what, point.takeaway.where, point.confidence, point.why)


def _in_introduction(body: list[Block], notes: Notes) -> tuple[str, list[Takeaway]]:
    """“In short: Sit less. Walk more.”, or a line in bold with a list, above the first heading."""
    for place, block in enumerate(body):
        below = body[place + 1 : place + 2]
        if block.strong and not block.is_prose and below and _tells(block.whole):
            found = _in_list(below) if below[0].kind == "list" else None
            if found and len(found[2]) > 1:
                _decide(block.whole, block.where, 0.5, found[2], notes)
                del body[place : place + 2]
                return block.whole.rstrip(" :"), [point.takeaway for point in found[2]]
        heading, colon, text = block.whole.partition(":")
        said = cues.takeaways.is_exactly(heading) or cues.summary.is_exactly(heading)
        if block.kind == "line" and colon and said and (points := _sentences(text, block.where)):
            _decide(heading, block.where, 0.6, points, notes)
            del body[place]
            return heading, [point.takeaway for point in points]
    return "", []


Found = tuple[int, int, list[Point], int]


def _place(passages: list[Passage]) -> tuple[int | None, Found]:
    """Where the takeaways are; in the body from, to; the points; how many passages they take up."""
    for cue in (cues.takeaways, cues.summary):
        for place, passage in enumerate(passages):
            headed = passage.heading and len(passage.words) <= PART_HEADING_LIMIT
            early = cue is cues.takeaways or place <= len(passages) / 2
            if headed and early and cue.says(passage.words):
                found = _in_list(passage.body) or _in_table(passage.body)
                if not found and cue is cues.takeaways:
                    found = _in_lines(passage.body) or _in_passages(passages, place)
                if found := found or _in_sentences(passage.body):
                    return place, found
    return _in_first_list(passages) or (None, (0, 0, [], 0))


def _in_first_list(passages: list[Passage]) -> tuple[int, Found] | None:
    """A heading that no table knows, above all others but perhaps one, with nothing but a list."""
    for place, passage in enumerate(passages[1:3], start=1):
        alone = len(passage.body) == 1 and place + 1 < len(passages)
        if alone and _tells(passage.words) and (found := _in_list(passage.body)):
            return (place, found) if len(found[2]) > 1 else None
        if alone and place == 1 and len(passages) > 3 and cues.conclusion.says(passage.words):
            found = _in_list(passage.body) or _in_sentences(passage.body)
            return (place, found) if found else None
    return None


def _tells(heading: str) -> bool:
    return not cues.point_words.isdisjoint(cues.words(heading))


def _in_list(body: list[Block]) -> Found | None:
    place = next((i for i, block in enumerate(body) if block.kind == "list"), None)
    if place is None or place > 2:
        return None
    items = _with_inner(body[place].items)
    points = [_point(item) for item in items]
    return (place, place + 1, points, 0) if all(points) and len(items) <= MOST else None


def _with_inner(items: list[Item]) -> list[Item]:
    """The outermost points, each with what stands below it."""
    outer: list[Item] = []
    for item in items:
        if item.depth and outer:
            above = outer[-1]
            outer[-1] = replace(above, text=f"{above.text} {item.text}")
        else:
            outer.append(item)
    return outer


def _in_table(body: list[Block]) -> Found | None:
    """Rows of a label and its text."""
    table = body[0] if body and body[0].kind == "table" else None
    if table is None or not 1 < len(table.rows) <= MOST or len(table.rows[0]) != 2:
        return None
    points = []
    for row, (label, text) in enumerate(table.rows):
        if not label or len(label) > LABEL_LIMIT or len(text) > TEXT_LIMIT:
            return None
        takeaway = Takeaway(label.rstrip(" :"), text, table.where + row)
        points.append(Point(takeaway, 0.8, _("a row of a table")))
    return 0, 1, points, 0


def _in_sentences(body: list[Block]) -> Found | None:
    """One paragraph, each sentence of which is a takeaway."""
    only = body[0] if len(body) == 1 and body[0].kind == "line" else None
    points = _sentences(only.whole, only.where) if only else []
    return (0, 1, points, 0) if points else None


def _sentences(text: str, where: int) -> list[Point]:
    said = [sentence.strip() for sentence in SENTENCE.split(text) if sentence.strip()]
    if not 2 <= len(said) <= MOST_SENTENCES:
        return []
    points = [
        Point(Takeaway(sentence, "", where), 0.6, _("a sentence of the summary"))
        if len(sentence) <= LABEL_LIMIT
        else parted(sentence, where, 0.2)
        for sentence in said
    ]
    return points if all(points) else []


def _point(item: Item) -> Point | None:
    """A point that sets its label in bold says where it ends."""
    text = item.text.replace("\n", " ")
    label = item.rich.leading_bold.replace("\n", " ").strip() if item.rich else ""
    rest = text[len(label) :].strip() if label and text.startswith(label) else ""
    rest, label = rest.lstrip(":–—- ").strip(), label.rstrip(":–—- .").strip()
    if label and rest and len(label) <= LABEL_LIMIT and len(rest) <= TEXT_LIMIT:
        return Point(Takeaway(label, rest, item.where), 0.95, _("the label stands in bold"), True)
    return parted(text, item.where)


def _in_lines(body: list[Block]) -> Found | None:
    """Paragraphs that each are one takeaway: the bullets were lost in copying."""
    lines = list(takewhile(lambda block: block.kind == "line", body))
    first = 1 if len(lines) > 2 and lines[0].text.endswith(":") else 0
    found = [parted(block.whole, block.where, 0.2) for block in lines[first:]]
    points = list(takewhile(bool, found))
    if len(points) < len(found) or any(point.has_sign for point in points[:1]):
        # Then only labels tell takeaways from the text below them.
        points = list(takewhile(lambda point: point.has_sign, points))
    if not 2 <= len(points) <= MOST_PARAGRAPHS:
        return None
    return first, first + len(points), points, 0


def _in_passages(passages: list[Passage], place: int) -> Found | None:
    """Short headings with one short text each, right below the takeaways' heading."""
    if passages[place].body:
        return None
    points, heading = [], passages[place].words
    first = passages[place + 1].words if place + 1 < len(passages) else ""
    told = capitals_of(first) != capitals_of(heading)
    for passage in passages[place + 1 : place + 1 + MOST]:
        if points and told and capitals_of(passage.words) == capitals_of(heading):
            break  # a heading again, set as the one above the takeaways
        only = passage.body[0] if len(passage.body) == 1 else None
        fits = only and only.kind == "line" and only.length <= SHORT_BODY
        if not fits or len(passage.words) > LABEL_LIMIT or cues.conclusion.says(passage.words):
            break
        takeaway = Takeaway(passage.words, only.whole, passage.where)
        points.append(Point(takeaway, 0.5, _("a short heading with one short text")))
    return (0, 0, points, len(points)) if len(points) > 1 else None


def parted(text: str, where: int, less_sure: float = 0.0) -> Point | None:
    """A label and its text, parted at the first sign of it; None where they are too long."""
    text = STRONG.sub(r"\1", text)
    signs = [
        (found.start(), found.end(), confidence, why)
        for sign, confidence, why in PARTINGS
        if (found := sign.search(text, 0, LABEL_LIMIT + 10))
    ]
    for start, end, confidence, why in sorted(signs):
        label, rest = text[:start].strip(), text[end:].strip()
        if label and rest and len(label) <= LABEL_LIMIT and len(rest) <= TEXT_LIMIT:
            takeaway = Takeaway(label, rest, where)
            return Point(takeaway, confidence - less_sure, _(why), text[start] not in ".!?")
    if len(text) <= LABEL_LIMIT:
        return Point(Takeaway(text, "", where), 0.8 - less_sure, _("one short sentence"))
    return None
