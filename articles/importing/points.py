"""The key takeaways: found by their heading, each parted into a label and its text."""

import re
from dataclasses import dataclass
from itertools import takewhile

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.importing import cues
from articles.importing.blocks import Block, Item
from articles.importing.lines import STRONG
from articles.importing.notes import Notes
from articles.importing.passages import Passage
from articles.importing.proposal import (
    LABEL_LIMIT,
    PART_HEADING_LIMIT,
    TEXT_LIMIT,
    Takeaway,
)

MOST = 12  # more points than these are a list, not what to take away
MOST_PARAGRAPHS = 8
SHORT_BODY = 200  # characters of a text that may be a takeaway below its own heading
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
        return "", []
    passage = passages[place]
    first, last, points, inner = found
    heading = "" if passage.heading.made_up else passage.words
    notes.decide(
        "takeaways_heading",
        _("“%s” heads the takeaways.") % passage.words,
        passage.where,
        0.6 if passage.heading.made_up else passage.heading.heading,
        _("its words say what it heads"),
    )
    for number, point in enumerate(points):
        notes.decide(
            f"takeaways.{number}",
            _("“%s” is a takeaway.") % point.takeaway.label,
            point.takeaway.where,
            point.confidence,
            point.why,
        )
    for block in passage.body[:first]:
        notes.leave(block.pieces, _("between the takeaways' heading and the takeaways"))
    for item in (item for block in passage.body[first:last] for item in block.items):
        notes.drop(item.mark if item.ordinal else "", item.where, _("a takeaway's number"))
    passages[place - 1].body += passage.body[last:]
    del passages[place : place + 1 + inner]
    return heading, [point.takeaway for point in points]


Found = tuple[int, int, list[Point], int]


def _place(passages: list[Passage]) -> tuple[int | None, Found]:
    """Where the takeaways are; in the body from, to; the points; how many passages they take up."""
    for cue in (cues.takeaways, cues.summary):
        for place, passage in enumerate(passages):
            headed = passage.heading and len(passage.words) <= PART_HEADING_LIMIT
            early = cue is cues.takeaways or place <= len(passages) / 2
            if headed and early and cue.says(passage.words):
                found = _in_list(passage.body)
                if not found and cue is cues.takeaways:
                    found = _in_lines(passage.body) or _in_passages(passages, place)
                if found:
                    return place, found
    return None, (0, 0, [], 0)


def _in_list(body: list[Block]) -> Found | None:
    place = next((i for i, block in enumerate(body) if block.kind == "list"), None)
    if place is None or place > 2 or len(body[place].items) > MOST:
        return None
    items = body[place].items
    if any(item.depth for item in items):
        return None
    points = [_point(item) for item in items]
    return (place, place + 1, points, 0) if all(points) else None


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
    points = []
    for passage in passages[place + 1 : place + 1 + MOST]:
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
