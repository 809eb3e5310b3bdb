"""Which lines are headings, and which only look like one."""

import pytest

from tests.articles.imported import headings, read

TEXT = "What stands below it is a text of some length that ends with a full stop."


def found(*lines: str) -> list[str]:
    """The headings of a text in which these lines stand, each with a blank line around it."""
    proposal = read("\n\n".join(["A Title of Words", TEXT, *lines]))
    return [section.heading for section in proposal.sections]


@pytest.mark.parametrize(
    "line",
    [
        "Why the Swing Works",
        "Why the swing works",
        "Conclusion",
        "ROWING",
        "Rest vs. More Work",
        "How much do you need?",
        "Stop It Now!",
        "Twenty Minutes (Or Less)",
        "Where it began: a hall in Leeds",
        "**Benefits**",
        "Die Hüfte zuerst",
        "¿Cuánto dura?",
        "90/90 Sitting",
    ],
)
def test_a_short_line_above_a_text_is_a_heading(line):
    assert found(line, TEXT) == [line.strip("*")]


@pytest.mark.parametrize(
    "line",
    [
        "It hurts.",
        "and then some more",
        "“The core is the powerhouse of the body”",
        "— Joseph Pilates",
        "1234 5678",
        "3 x 10",
        "Nobody asked for it, and yet it came about that all had to stand up and do it again",
        "He sat down. Then he stood up",
        "[1] A source",
        "x",
    ],
)
def test_a_line_that_reads_on_is_none(line):
    assert found(line, TEXT) == []


def test_a_heading_needs_something_below_it():
    assert found(TEXT, "The End of It") == []


def test_the_colon_at_the_end_of_a_heading_is_dropped():
    assert found("What You Need:", "• a bell\n• a floor") == ["What You Need"]


def test_a_line_that_leads_into_a_list_is_none():
    assert found("you will need a bell, a floor and:", "• a bell\n• a floor") == []


def test_a_line_right_below_another_is_no_heading_where_blank_lines_part_the_text():
    assert found(TEXT, "The hall\nMill Lane\nLeeds", TEXT) == []


def test_a_heading_may_stand_right_above_its_text():
    assert found(f"Why the Swing Works\n{TEXT}", TEXT) == ["Why the Swing Works"]


def test_many_short_lines_in_a_row_are_no_headings():
    assert found("Kettlebell", "Mat", "Bottle", "Towel", "Bring them all", TEXT) == [
        "Bring them all"
    ]


def test_two_headings_in_a_row_are_a_chapter_and_its_first_part():
    proposal = read("\n\n".join(["A Title of Words", TEXT, "Mistakes", "Looking up", TEXT]))

    assert headings(proposal) == ["H2 text Mistakes", "H3 text Looking up"]


@pytest.mark.parametrize(
    "line", ["Heading\n=======", "Heading\n-------", "## Heading", "# Heading"]
)
def test_a_text_may_state_its_headings(line):
    proposal = read(f"A Title of Words\n\n{TEXT}\n\n{line}\n\n{TEXT}")

    decision = next(d for d in proposal.decisions if d.part == "sections.0.heading")
    assert headings(proposal) == ["H2 text Heading"]
    assert decision.why == "the text states it"


def test_levels_that_a_text_states_are_kept():
    lines = ["A Title of Words", TEXT, "# One", TEXT, "## Two", TEXT, "# Three", TEXT]

    assert headings(read("\n\n".join(lines))) == ["H2 text One", "H3 text Two", "H2 text Three"]


def test_deeper_headings_than_level_3_stay_in_the_text():
    proposal = read(f"# Title\n\n{TEXT}\n\n## Two\n\n### Three\n\n#### Four\n\n{TEXT}")

    assert headings(proposal) == ["H2 text Two", "H3 text Three"]
    assert proposal.sections[1].body == f"<h4>Four</h4><p>{TEXT}</p>"


def test_a_line_between_a_heading_and_a_table_names_the_table():
    assert found("What to do", "Sets in each session", "Day\tSets\nMonday\t3") == ["What to do"]


def test_a_decision_says_how_sure_and_why():
    proposal = read(f"A Title of Words\n\n{TEXT}\n\nWhy it works\n\n{TEXT}")

    decision = next(d for d in proposal.decisions if d.part == "sections.0.heading")

    assert (decision.where, decision.confidence) == (5, 0.75)
    assert decision.why == "a short line without a full stop"


def test_a_contents_list_is_dropped_with_or_without_its_heading():
    entries = "The Catch\nThe Drive\nThe Recovery"
    parts = [f"{entry}\n\n{TEXT}" for entry in entries.split("\n")]
    for above in ("Table of contents\n\n", "On this page:\n\n", ""):
        proposal = read("\n\n".join(["A Title of Words", TEXT, above + entries, *parts]))

        assert [section.heading for section in proposal.sections] == entries.split("\n")
        assert len(proposal.dropped) == 3 + bool(above)


def test_a_contents_list_with_bullets_is_dropped():
    text = f"A Title of Words\n\nContents\n\n• The Catch\n• The Drive\n\n{TEXT}\n\n"
    proposal = read(f"{text}The Catch\n\n{TEXT}\n\nThe Drive\n\n{TEXT}")

    assert [words.text for words in proposal.dropped] == ["Contents", "• The Catch", "• The Drive"]
