"""A copywriter's brief states titles, levels and what search engines are told."""

import pytest

from tests.articles.imported import headings, read

INTRODUCTION = "Hanging looks like nothing, and the forearms find out within ten seconds."
BRIEF = f"""Working title: Hang First
Meta description: What a bar teaches.
Author: Ines Marlow
Keyword: hanging

H1: Hang Before You Pull

{INTRODUCTION}

H2: The grip

Thumbs around.
"""


def test_its_entries_are_no_part_of_the_guide():
    found = read(BRIEF)

    assert found.title == "Hang Before You Pull"
    assert (found.author, found.excerpt) == ("Ines Marlow", "What a bar teaches.")
    assert found.introduction == f"<p>{INTRODUCTION}</p>"
    assert "Keyword: hanging" in [words.text for words in found.leftovers]


def test_without_a_stated_heading_its_title_is_the_guides():
    assert read(BRIEF.replace("H1: Hang Before You Pull\n", "")).title == "Hang First"


@pytest.mark.parametrize(
    "line", ["H2: The grip", "[H2] The grip", "(h2) The grip", "<h2>The grip</h2>", "The grip (H2)"]
)
def test_a_mark_states_a_heading(line):
    found = read(f"Hang\n\n{INTRODUCTION}\n\n{line}\n\nThumbs around.\n\nH3: Thumbs\n\nAround.")

    assert headings(found) == ["H2 text The grip", "H3 text Thumbs"]


@pytest.mark.parametrize(
    ("outer", "inner"), [("* The grip *", "** Thumbs **"), ("== The grip ==", "=== Thumbs ===")]
)
def test_signs_around_a_line_state_a_heading(outer, inner):
    found = read(f"Hang\n\n{INTRODUCTION}\n\n{outer}\nAround.\n\n{inner}\nAround, too.")

    assert headings(found) == ["H2 text The grip", "H3 text Thumbs"]


def test_entries_may_stand_in_brackets():
    found = read(f"(Title) Hang Before You Pull\n[Author] Ines Marlow\n\n{INTRODUCTION}")

    assert (found.title, found.author) == ("Hang Before You Pull", "Ines Marlow")


def test_one_line_with_a_colon_is_no_brief():
    text = f"Hang\n\nAuthor: nobody you know\n\n{INTRODUCTION}"

    assert "Author: nobody you know" in str(read(text))
