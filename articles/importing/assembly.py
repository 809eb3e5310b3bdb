"""Blocks → a Proposal, whatever format the blocks were read from.

Headings may be stated by the format (`Block.level`) or are weighed here.
"""

import re

from django.utils.translation import gettext as _

from articles.importing import cues
from articles.importing.answers import take_questions
from articles.importing.blocks import Block
from articles.importing.citations import take_sources
from articles.importing.contents import without_contents
from articles.importing.front import read_front
from articles.importing.headings import settle, weigh
from articles.importing.html import render
from articles.importing.kinds import set_kinds, set_steps
from articles.importing.levels import fold_strangers, set_levels
from articles.importing.notes import Notes
from articles.importing.passages import Passage, part
from articles.importing.points import take_points
from articles.importing.proposal import EXCERPT_LIMIT, Hint, Proposal, Section

SENTENCE = re.compile(r"""(?<=[.!?…])(["”’»)]*)\s+(?=[^\sa-zäöüß])""")
EXCERPT_ENOUGH = 110  # characters after which no further sentence is added


def assemble(
    blocks: list[Block], related: list[Hint], notes: Notes, source: str = "text", author: str = ""
) -> Proposal:
    """The proposal, with what was noted on the way to the blocks.

    `author` is whom the document names outside of its words.
    """
    weigh(blocks)
    front = read_front(blocks, notes)
    blocks = without_contents(front.rest, notes)
    settle(blocks)
    passages = part(blocks)
    _take_introduction(passages, notes)
    _take_subtitle(passages, front.title)
    sources = take_sources(passages, notes)
    takeaways_heading, takeaways = take_points(passages, notes)
    faq_heading, faq = take_questions(passages, notes)
    beginning, *chapters = passages
    _decide_introduction(beginning, bool(chapters or takeaways or faq), notes)
    sections = _sections(chapters, front.title, notes)
    return Proposal(
        title=front.title,
        title_where=front.where,
        excerpt=_excerpt(beginning.body, notes),
        author=front.author or author,
        introduction=render(beginning.body),
        takeaways_heading=takeaways_heading,
        takeaways=takeaways,
        sections=sections,
        faq_heading=faq_heading,
        faq=faq,
        sources=sources,
        related=_related(related, notes),
        dropped=sorted(notes.dropped, key=lambda words: words.where),
        leftovers=sorted(notes.leftovers, key=lambda words: words.where),
        decisions=notes.decisions,
        source=source,
    )


def _take_introduction(passages: list[Passage], notes: Notes) -> None:
    """A heading that only says “Introduction” needs none on a guide's page."""
    first = passages[1] if len(passages) > 1 else None
    if first and first.body and cues.introduction.is_exactly(first.words):
        notes.drop(first.words, first.where, _("the heading of the introduction"))
        passages[0].body += first.body
        del passages[1]


def _take_subtitle(passages: list[Passage], title: str) -> None:
    """A first line in small letters among headings in capitals says more about the title."""
    beginning, *others = passages
    if beginning.body or len(others) < 3 or others[0].heading.level or not title.isupper():
        return
    capitals = [passage.words.isupper() for passage in others]
    if not capitals[0] and capitals.count(True) > 1:
        others[0].heading.heading = 0.0
        beginning.body += [others[0].heading, *others[0].body]
        del passages[1]


def _decide_introduction(beginning: Passage, parted: bool, notes: Notes) -> None:
    if not beginning.body:
        what, confidence, why = (
            _("There is no introduction."),
            0.8,
            _("nothing stands between the title and the first heading"),
        )
    elif parted:
        what, confidence, why = (
            _("What stands above the first heading is the introduction."),
            0.9,
            _("that is where one stands"),
        )
    else:
        what, confidence, why = (
            _("All of the text is the introduction."),
            0.4,
            _("no heading was found"),
        )
    where = beginning.body[0].where if beginning.body else 0
    notes.decide("introduction", what, where, confidence, why)


def _sections(chapters: list[Passage], title: str, notes: Notes) -> list[Section]:
    fold_strangers(chapters, title, notes)
    set_kinds(chapters)
    set_levels(chapters, title)
    set_steps(chapters, notes)
    sections = []
    for number, passage in enumerate(chapters):
        section = Section(
            passage.words, passage.level, passage.kind, render(passage.body), passage.where
        )
        sections.append(section)
        name = {"heading": section.heading, "level": section.level, "kind": section.kind}
        path, where, heading = f"sections.{number}", section.where, passage.heading
        notes.decide(
            f"{path}.heading",
            _("“%(heading)s” is a heading.") % name,
            where,
            heading.heading,
            heading.why,
        )
        notes.decide(
            f"{path}.level",
            _("“%(heading)s” is of level %(level)s.") % name,
            where,
            passage.level_sure,
            passage.level_why,
        )
        notes.decide(
            f"{path}.kind",
            _("“%(heading)s” is of the kind %(kind)s.") % name,
            where,
            passage.kind_sure,
            passage.kind_why or _("nothing says otherwise"),
        )
    return sections


def _related(hints: list[Hint], notes: Notes) -> list[Hint]:
    for number, hint in enumerate(hints):
        notes.decide(
            f"related.{number}",
            _("“%s” is another guide.") % hint.title,
            hint.where,
            0.9 if hint.excerpt else 0.75,
            _("a card or link below the guide"),
        )
    return hints


def _excerpt(body: list[Block], notes: Notes) -> str:
    """The introduction's first sentences, as many as say enough and fit."""
    first = next((block for block in body if block.kind == "line"), None)
    if first is None:
        return ""
    excerpt = ""
    for sentence in SENTENCE.sub(r"\1\n", first.whole[: 3 * EXCERPT_LIMIT]).split("\n"):
        if excerpt and (
            len(excerpt) >= EXCERPT_ENOUGH or len(excerpt) + len(sentence) >= EXCERPT_LIMIT
        ):
            break
        excerpt = f"{excerpt} {sentence}".strip()
    if len(excerpt) > EXCERPT_LIMIT:
        excerpt = f"{excerpt[: EXCERPT_LIMIT - 1].rsplit(' ', 1)[0]}…"
    notes.decide(
        "excerpt",
        _("The excerpt is “%s”.") % excerpt,
        first.where,
        0.5,
        _("the introduction's first sentences"),
    )
    return excerpt
