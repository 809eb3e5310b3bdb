"""A section that lists sources → the guide's sources, where its lines are links or citations."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.importing import cues
from articles.importing.blocks import Block
from articles.importing.notes import Notes
from articles.importing.passages import Passage
from articles.importing.proposal import SOURCE_LIMIT, SOURCE_URL_LIMIT, Reference
from articles.importing.rich import Rich

ENOUGH = 0.5  # of the lines
NUMBER = re.compile(r"(?:\[\d{1,3}\]|\(?\d{1,3}[.)])\s*")
ADDRESS = re.compile(
    r"https?://[^\s<>\"”]{1,900}[^\s<>\"”.,;:)\]]|www\.[^\s<>\"”]{1,900}[^\s<>\"”.,;:)\]]", re.I
)
DOI = re.compile(r"\b(?:doi:?\s*)?(10\.\d{4,9}/[^\s<>\"”]{1,300}[^\s<>\"”.,;)\]])", re.IGNORECASE)
CITES = re.compile(
    r"\b(?:1[6-9]|20)\d\d[a-z]?\b|\bet al\b|\bISBN\b|\bdoi\b|\bu\. ?a\.|\by cols\b", re.I
)
STRAY = re.compile(r"\s*[,:(<[]?\s+([.;)>\]])")  # what stood around an address that was taken out
LAST_YEAR = re.compile(r"[\s,(]{1,3}((?:19|20)\d\d)\)?\.?$")


@dataclass
class Cited:
    text: str
    where: int
    url: str = ""
    is_below: bool = False  # an address alone on a line, which may be that of the line above

    @property
    def cites(self) -> bool:
        return bool(self.url or CITES.search(self.text))


def take_sources(passages: list[Passage], notes: Notes) -> list[Reference]:
    """The sources, taken out of the passages with their heading."""
    for place, passage in enumerate(passages):
        if not passage.heading or not cues.sources.says(passage.words):
            continue
        cited = [one for block in passage.body for one in _cited(block, notes=None)]
        found = sum(one.cites for one in cited)
        if not found or found < ENOUGH * len(cited):
            continue
        cited = [one for block in passage.body for one in _cited(block, notes)]
        notes.drop(passage.heading.whole, passage.where, _("the heading of the sources"))
        what, why = _("“%s” lists the sources.") % passage.words, _("its lines are links or cite")
        notes.decide("sources", what, passage.where, 0.8, why)
        del passages[place]
        return _references(cited, notes)
    return []


def _cited(block: Block, notes: Notes | None) -> list[Cited]:
    if block.kind == "list":
        pieces = [(item.where, item.text.replace("\n", " "), item.rich) for item in block.items]
        marks = [(item.where, item.mark) for item in block.items if item.ordinal]
    else:
        pieces = [(where, text, block.rich) for where, text in block.pieces]
        marks = []
    found = []
    for where, words, rich in pieces:
        number = NUMBER.match(words)
        said = words[number.end() :] if number else words
        url, address = _address(said, rich)
        rest = STRAY.sub(
            r"\1", " ".join((said.replace(address, " ", 1) if address else said).split())
        )
        is_bare = bool(address) and not cues.key(rest)
        dropped = (number and number[0].strip(), "" if is_bare else address)
        marks += [(where, mark) for mark in dropped if mark]
        text = address if is_bare else rest.strip(" –—-:,")
        found.append(Cited(text, where, url, is_bare and block.kind != "list"))
    if notes:
        for where, mark in marks:
            notes.drop(mark, where, _("kept with its source"))
    return found


def _address(text: str, rich: Rich | None) -> tuple[str, str]:
    """Where a line leads, and the words of it that say so."""
    linked = (
        next((m.href for _text, m in rich.pieces if m.href.startswith("http")), "") if rich else ""
    )
    if address := ADDRESS.search(text):
        said = address[0] if "://" in address[0] else f"https://{address[0]}"
        return linked or said, address[0]
    if not linked and (doi := DOI.search(text)):
        return f"https://doi.org/{doi[1]}", doi[0]
    return linked, ""


def _references(cited: list[Cited], notes: Notes) -> list[Reference]:
    references: list[Reference] = []
    for one in cited:
        above = references[-1] if references else None
        if one.is_below and above and not above.url:
            references[-1] = Reference(above.title, one.url, above.year, above.where)
            notes.drop(one.text, one.where, _("kept with its source"))
            continue
        year = LAST_YEAR.search(one.text)
        title = one.text[: year.start()].rstrip(" ,;(") if year else one.text
        if not cues.key(title):
            title, year = one.text, None
        if (
            not (one.cites or one.url)
            or len(title) > SOURCE_LIMIT
            or len(one.url) > SOURCE_URL_LIMIT
        ):
            notes.leave([(one.where, one.text)], _("among the sources, and none"))
            continue
        references.append(Reference(title, one.url, int(year[1]) if year else None, one.where))
    return references
