"""The page that the importer was asked for. None of its text is ours to keep in this repository,
so its parts are named by the lines they stand on.

SHARED_INPUT names the folder it lies in; without it, the one beside the repository is tried.
"""

import os
from html import unescape
from pathlib import Path

import pytest

from articles.importing.text import read_text
from tests.articles.importing_words import words_in, words_of

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "input"
PAGE = Path(os.environ.get("SHARED_INPUT") or BESIDE) / "leg-lifts.txt"
TITLE = 9
SECTIONS = [
    (24, 2, "text"),
    (30, 2, "text"),
    (32, 3, "steps"),
    (36, 3, "steps"),
    (40, 3, "steps"),
    (44, 2, "text"),
    (46, 3, "easier"),
    (50, 3, "harder"),
    (54, 2, "story"),
    (62, 2, "conclusion"),
]
QUESTIONS = (68, 72, 76)
CARDS = ((82, 83, 87), (90, 91, 95))  # lines of title, label and excerpt


@pytest.fixture(scope="module")
def page() -> str:
    if not PAGE.is_file():
        pytest.skip(f"{PAGE} is not there; set SHARED_INPUT to the folder that holds it")
    return PAGE.read_text()


@pytest.fixture(scope="module")
def lines(page) -> list[str]:
    """Line n is lines[n]."""
    return ["", *page.splitlines()]


@pytest.fixture(scope="module")
def proposal(page):
    return read_text(page)


def paragraphs(html: str) -> list[str]:
    return unescape(html).removeprefix("<p>").removesuffix("</p>").split("</p><p>")


def test_the_title_is_taken_once(proposal, lines):
    assert proposal.title == lines[TITLE]
    assert proposal.title_where == 7


def test_the_introduction_has_two_paragraphs(proposal, lines):
    assert paragraphs(proposal.introduction) == [lines[13], lines[15]]


def test_the_takeaways_have_a_heading_labels_and_texts(proposal, lines):
    assert proposal.takeaways_heading == lines[17]
    assert [f"• {point.label}: {point.text}" for point in proposal.takeaways] == [
        line.strip() for line in lines[19:23]
    ]


def test_the_sections_nest_as_they_did(proposal):
    assert [(s.where, s.level, s.kind) for s in proposal.sections] == SECTIONS


def test_headings_keep_their_words_but_steps_lose_their_number(proposal, lines):
    for section in proposal.sections:
        heading = lines[section.where]
        assert section.heading == (heading[3:] if section.kind == "steps" else heading)


def test_only_the_two_parent_sections_have_no_text(proposal):
    assert [section.where for section in proposal.sections if not section.body] == [30, 44]


def test_the_story_has_its_three_paragraphs(proposal, lines):
    story = next(section for section in proposal.sections if section.kind == "story")

    assert paragraphs(story.body) == [lines[56], lines[58], lines[60]]


def test_there_are_three_questions_with_answers(proposal, lines):
    assert proposal.faq_heading == lines[66]
    assert [(item.question, paragraphs(item.answer)) for item in proposal.faq] == [
        (lines[where], [lines[where + 2]]) for where in QUESTIONS
    ]


def test_the_cards_below_are_kept_as_hints(proposal, lines):
    assert [(hint.title, hint.label, hint.excerpt) for hint in proposal.related] == [
        tuple(lines[where] for where in card) for card in CARDS
    ]


def test_the_furniture_of_the_page_is_dropped(proposal, lines):
    dropped = [words.where for words in proposal.dropped]

    assert dropped == [1, 3, 5, 7, 9, 11, 32, 36, 40, 80, 85, 89, 93, 97]
    assert not proposal.leftovers


def test_every_other_word_is_kept(page, proposal):
    assert words_of(proposal) == words_in(page)


def test_only_the_excerpt_is_a_guess(proposal, lines):
    assert [guess.part for guess in proposal.guesses] == ["excerpt"]
    assert lines[13].startswith(proposal.excerpt)
