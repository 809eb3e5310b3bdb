"""Which heading stands below which."""

import pytest

from articles.importing.levels import announced
from tests.articles.imported import headings, read

TEXT = "What stands below it is a text of some length that ends with a full stop."


def levels(*lines: str, title: str = "A Title of Words") -> list[str]:
    """“2 Heading” for each; a line that ends with / has no text below it."""
    pieces = [title, TEXT]
    for line in lines:
        pieces += [line.rstrip("/")] if line.endswith("/") else [line, TEXT]
    return [f"{section.level} {section.heading}" for section in read("\n\n".join(pieces)).sections]


def test_headings_stand_side_by_side_unless_something_says_otherwise():
    assert levels("One Thing", "Another Thing") == ["2 One Thing", "2 Another Thing"]


def test_numbers_below_a_heading_without_text_stand_below_it():
    assert levels("How to Hang/", "1. Grip", "2. Let Go", "When to Stop") == [
        "2 How to Hang",
        "3 Grip",
        "3 Let Go",
        "2 When to Stop",
    ]


def test_numbers_below_a_heading_that_says_how():
    assert levels("How to hang", "1. Grip", "2. Let go")[1:] == ["3 Grip", "3 Let go"]


def test_numbers_below_a_heading_that_announces_as_many():
    assert levels("Two mistakes", "1. Pulling", "2. Swinging")[1:] == [
        "3 1. Pulling",
        "3 2. Swinging",
    ]


def test_numbers_of_a_title_that_announces_as_many_are_the_chapters():
    found = levels("Why bother", "1. Carry", "2. Crawl", title="2 Exercises for Everybody")

    assert found == ["2 Why bother", "2 1. Carry", "2 2. Crawl"]


def test_numbers_from_the_first_heading_on_are_the_chapters():
    assert levels("1. Carry", "2. Crawl", "And then?") == [
        "2 1. Carry",
        "2 2. Crawl",
        "2 And then?",
    ]


def test_numbers_below_any_other_heading_are_a_guess():
    proposal = read(
        f"A Title\n\n{TEXT}\n\nThe bar\n\n{TEXT}\n\n1. Grip\n\n{TEXT}\n\n2. Hang\n\n{TEXT}"
    )

    guess = next(d for d in proposal.guesses if d.part == "sections.1.level")

    assert proposal.sections[1].level == 3
    assert guess.confidence == 0.55


def test_one_number_alone_is_part_of_its_heading():
    assert levels("The bar", "1. Grip", "After it") == ["2 The bar", "2 1. Grip", "2 After it"]


def test_headings_between_numbers_stand_below_them_where_there_are_many():
    found = levels("1. Strength", "Squat", "Press", "2. Endurance", "Row", "Run", "3. Rest")

    assert found[0] == "2 1. Strength"
    assert "2 2. Endurance" in found
    assert "2 3. Rest" in found


def test_a_single_heading_between_numbers_stays_in_the_text():
    lines = ["How to hang", "1. Grip", "If you swing", "2. Let go", "3. Step down"]

    proposal = read("\n\n".join(["A Title", TEXT] + [p for line in lines for p in (line, TEXT)]))

    assert [s.heading for s in proposal.sections] == ["How to hang", "Grip", "Let go", "Step down"]
    assert "<h4>If you swing</h4>" in proposal.sections[1].body
    assert any("If you swing" in guess.what for guess in proposal.guesses)


def test_decimals_say_their_level():
    assert levels("1. Strength", "1.1 Squat", "1.2 Press", "2. Rest") == [
        "2 1. Strength",
        "3 1.1 Squat",
        "3 1.2 Press",
        "2 2. Rest",
    ]


def test_weeks_keep_their_number_in_the_heading():
    found = levels("The plan/", "Week 1: Walk", "Week 2: Run", "Later")

    assert found == ["2 The plan", "3 Week 1: Walk", "3 Week 2: Run", "2 Later"]


def test_capitals_stand_above_small_letters():
    assert levels("THE STROKE", "Catch", "Drive", "THE NUMBERS", "Split") == [
        "2 THE STROKE",
        "3 Catch",
        "3 Drive",
        "2 THE NUMBERS",
        "3 Split",
    ]


def test_variations_stand_below_what_they_vary():
    found = levels("The squat", "On a chair (easier)", "With a pause (harder)", "How often")

    assert found == [
        "2 The squat",
        "3 On a chair (easier)",
        "3 With a pause (harder)",
        "2 How often",
    ]


def test_a_heading_without_text_has_the_next_ones_below_it():
    found = levels("Common Mistakes/", "Looking up", "Lifting with the arms", "How Often to Swing")

    assert found == [
        "2 Common Mistakes",
        "3 Looking up",
        "3 Lifting with the arms",
        "2 How Often to Swing",
    ]


def test_as_many_stand_below_as_were_announced():
    found = levels("Two mistakes/", "Looking up", "Looking down", "Looking away")

    assert [line[0] for line in found] == ["2", "3", "3", "2"]


def test_a_question_among_statements_is_a_chapter_again():
    found = levels("Where to get it/", "Animal sources", "Plant sources", "How much is too much?")

    assert [line[0] for line in found] == ["2", "3", "3", "2"]


def test_a_conclusion_closes_the_whole_guide():
    assert levels("Mistakes/", "Looking up", "Conclusion")[-1] == "2 Conclusion"


def test_the_first_heading_is_never_below_another():
    assert levels("On a chair (easier)", "Then")[0] == "2 On a chair (easier)"
    assert levels("1.1 Squat", "1.2 Press")[0] == "2 1.1 Squat"


@pytest.mark.parametrize(
    ("heading", "count"),
    [
        ("Three mistakes", 3),
        ("The 7 Best Core Exercises", 7),
        ("Drei Fehler", 3),
        ("Cinco consejos", 5),
        ("One mistake", 0),
        ("Three weeks in Leeds", 0),
        ("Mistakes", 0),
        ("100 Ways", 0),
    ],
)
def test_a_heading_may_announce_how_many(heading, count):
    assert announced(heading) == count


def test_every_kind_of_number_makes_steps():
    for first, second in (
        ("1.", "2."),
        ("1)", "2)"),
        ("Step 1:", "Step 2:"),
        ("Schritt 1", "Schritt 2"),
    ):
        text = (
            f"A Title\n\n{TEXT}\n\nHow to hang\n\n{first} Grip\n\n{TEXT}\n\n{second} Hang\n\n{TEXT}"
        )

        assert headings(read(text)) == ["H2 text How to hang", "H3 steps Grip", "H3 steps Hang"]
