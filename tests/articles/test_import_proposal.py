"""A proposal as data: to JSON and back, its guesses, its limits."""

import json
from dataclasses import replace

import pytest

from articles import models
from articles.importing import proposal as limits
from articles.importing.proposal import (
    Decision,
    FaqItem,
    Hint,
    Proposal,
    Section,
    Takeaway,
    UnknownProposal,
    Words,
)
from articles.importing.text import NothingToRead, read_text

FULL = Proposal(
    title="Hang first",
    title_where=1,
    excerpt="Hang.",
    author="Ines Marlow",
    introduction="<p>Hang.</p>",
    takeaways_heading="Key takeaways",
    takeaways=[Takeaway("Hang", "daily.", 5)],
    sections=[Section("Grip", 2, "text", "<p>Thumbs.</p>", 7)],
    faq_heading="FAQ",
    faq=[FaqItem("Why?", "<p>Because.</p>", 9)],
    related=[Hint("Pull later", "Strength", "Ten seconds.", 12, 4)],
    dropped=[Words("Cart", 3, "page furniture")],
    leftovers=[Words("March 3, 2024", 4, "a date")],
    decisions=[Decision("title", "The title is “Hang first”.", 1, 0.9, "the first line")],
)


def test_a_proposal_survives_json():
    assert Proposal.from_json(json.loads(json.dumps(FULL.to_json()))) == FULL


def test_json_names_its_version():
    assert FULL.to_json()["version"] == limits.VERSION


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": 0},
        {"version": None},
        {"title": None},
        {"title": 5},
        {"sections": None},
        {"sections": ["Grip"]},
        {"sections": [{"heading": "Grip", "colour": "red"}]},
        {"colour": "red"},
    ],
)
def test_what_is_no_proposal_is_refused(wrong):
    with pytest.raises(UnknownProposal):
        Proposal.from_json(FULL.to_json() | wrong)


def test_a_missing_part_is_refused():
    document = FULL.to_json()
    del document["faq"]

    with pytest.raises(UnknownProposal):
        Proposal.from_json(document)


def test_reading_json_leaves_it_as_it_was():
    document = FULL.to_json()

    Proposal.from_json(document)

    assert document == FULL.to_json()


def test_decisions_that_are_not_sure_are_guesses():
    unsure = Decision("excerpt", "The excerpt is “Hang.”.", 3, 0.69, "the first sentence")
    sure = replace(unsure, confidence=limits.SURE)

    assert replace(FULL, decisions=[unsure, sure]).guesses == [unsure]


@pytest.mark.parametrize(
    ("model", "field", "limit"),
    [
        (models.Article, "title", limits.TITLE_LIMIT),
        (models.Article, "excerpt", limits.EXCERPT_LIMIT),
        (models.Article, "takeaways_heading", limits.PART_HEADING_LIMIT),
        (models.Article, "faq_heading", limits.PART_HEADING_LIMIT),
        (models.Takeaway, "label", limits.LABEL_LIMIT),
        (models.Takeaway, "text", limits.TEXT_LIMIT),
        (models.Section, "heading", limits.HEADING_LIMIT),
        (models.FaqItem, "question", limits.QUESTION_LIMIT),
    ],
)
def test_the_limits_are_those_of_the_desk(model, field, limit):
    assert model._meta.get_field(field).max_length == limit


def test_the_kinds_are_those_of_the_desk():
    proposed = {"text", "steps", "easier", "harder", "story", "conclusion"}

    assert set(models.Section.Kind.values) == proposed


@pytest.mark.parametrize("text", ["", " \n\t\n", "--- *** ---", "\ufeff", "…!?"])
def test_a_text_without_words_gives_no_proposal(text):
    with pytest.raises(NothingToRead):
        read_text(text)


@pytest.mark.parametrize("text", ["Cart", "Skip to content\n\nMenu", "Read more", "7"])
def test_any_word_gives_a_proposal_with_a_title(text):
    assert read_text(text).title
