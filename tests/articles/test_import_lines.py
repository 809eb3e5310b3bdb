"""Lines as an editor counts them: what stands at their beginning, and which were one line."""

import pytest

from articles.importing.lines import read_lines

WRAPPED = """\
A paragraph whose lines were broken by hand at some sixty
characters, as mail programs and old editors do it, and
which therefore has to be put together again before any
heading can be told from it.

Another one follows, so that there is enough to see that
every line holds as many words as fit on it.
"""


def texts(text: str) -> list[str]:
    return [line.text for line in read_lines(text)]


def test_blank_lines_are_counted_and_left_out():
    lines = read_lines("One\n\n  \t\nTwo\n")

    assert [(line.number, line.text) for line in lines] == [(1, "One"), (4, "Two")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0c"])
def test_every_kind_of_line_end_ends_a_line(end):
    assert texts(f"One{end}Two") == ["One", "Two"]


@pytest.mark.parametrize("nothing", ["\ufeff", "\u00ad", "\u200b", "\u2060"])
def test_what_takes_no_room_is_gone(nothing):
    assert texts(f"Dead{nothing}lift") == ["Deadlift"]


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u3000", "\t", "\x01"])
def test_every_kind_of_space_is_one_space(space):
    assert texts(f"one{space} two") == ["one two"]


def test_a_gap_is_a_blank_line_above():
    assert [line.gap for line in read_lines("One\nTwo\n\nThree")] == [True, False, True]


@pytest.mark.parametrize("bullet", ["•", "-", "*", "–", "—", "+", "▪", "◦", "✓", "·"])
def test_bullets_are_marks(bullet):
    line = read_lines(f"  {bullet} Hang every day")[0]

    assert (line.mark, line.text, line.indent, line.is_bullet) == (
        bullet,
        "Hang every day",
        2,
        True,
    )


@pytest.mark.parametrize("text", ["-5 degrees", "*Prices include tax", "–", "well-known"])
def test_a_sign_that_touches_a_word_is_no_bullet(text):
    line = read_lines(text)[0]

    assert line.whole == text


@pytest.mark.parametrize(
    ("text", "number"),
    [("1. Grip", 1), ("12) Grip", 12), ("(3) Grip", 3), ("4: Grip", 4), ("2 – Grip", 2)],
)
def test_numbers_are_marks(text, number):
    line = read_lines(text)[0]

    assert (line.ordinal, line.text, line.whole) == (number, "Grip", text)


@pytest.mark.parametrize(
    "text", ["3.5 kg", "7:30 in the morning", "2024. A year", "01. x", "5 x 5"]
)
def test_numbers_in_a_sentence_are_words(text):
    assert read_lines(text)[0].ordinal == 0


@pytest.mark.parametrize("mark", ["•", "1."])
def test_a_mark_alone_belongs_to_the_line_below(mark):
    line = read_lines(f"{mark}\nHang every day")[0]

    assert (line.mark, line.text, line.number) == (mark, "Hang every day", 1)


@pytest.mark.parametrize("text", ["---", "* * *", "=====", "———", "___"])
def test_a_drawn_line_is_a_rule(text):
    assert read_lines(text)[0].rule


def test_tabs_part_cells():
    assert read_lines("Day\tSets \t Reps")[0].cells == ["Day", "Sets", "Reps"]


def test_a_line_that_is_set_in_by_a_tab_has_no_cells():
    assert read_lines("\tA paragraph")[0].cells == []


@pytest.mark.parametrize("text", ["**Benefits**", "__Benefits__", "**Benefits**:"])
def test_a_line_in_bold_loses_its_stars(text):
    line = read_lines(text)[0]

    assert (line.text, line.strong) == ("Benefits", True)


def test_lines_broken_by_hand_are_joined():
    lines = read_lines(WRAPPED)

    assert [line.number for line in lines] == [1, 6]
    assert lines[0].text.endswith("before any heading can be told from it.")


def test_a_heading_above_broken_lines_stays_apart():
    assert texts(f"A Heading\n{WRAPPED}")[0] == "A Heading"


def test_a_point_goes_on_where_it_is_set_in():
    lines = texts("- Dim the lights an hour\n  before bed\n- Read something")

    assert lines == ["Dim the lights an hour before bed", "Read something"]


def test_a_broken_sentence_may_go_on_with_a_number():
    broken = WRAPPED.replace("before any\nheading", "before set\n10. heading")

    assert "before set 10. heading" in texts(broken)[0]


def test_a_word_broken_at_its_hyphen_is_one_again():
    broken = "The movement has a low risk and a reasonable reward, a high-\nquality rep at least. "
    broken += "The movement has a low risk and a reasonable\nreward, if done well every time and"
    broken += " not too often\nin one week or the other, as they say."

    assert "high-quality rep" in texts(broken)[0]


def test_paragraphs_that_are_one_line_each_are_not_joined():
    text = "A first paragraph that ends here.\nA second one that ends there.\nand a third one."

    assert len(read_lines(text)) == 3


def test_a_title_above_its_label_is_not_joined():
    text = "Good movements for the hips and for the knees\nfitness guide\n\n" + "Long text. " * 30

    assert texts(text)[:2] == ["Good movements for the hips and for the knees", "fitness guide"]
