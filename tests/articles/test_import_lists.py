"""Lists, tables and short lines keep their shape."""

import pytest

from tests.articles.imported import read

ABOVE = "A Title of Words\n\nWhat stands above the list, in a whole sentence.\n\n"


def introduction(text: str) -> str:
    """The HTML of what stands below the first paragraph."""
    html = read(ABOVE + text).introduction
    return html.removeprefix("<p>What stands above the list, in a whole sentence.</p>")


@pytest.mark.parametrize("bullet", ["•", "-", "*", "–", "+"])
def test_bullets_become_a_list(bullet):
    html = introduction(f"{bullet} Water\n{bullet} Salt\n")

    assert html == "<ul><li>Water</li><li>Salt</li></ul>"


def test_blank_lines_between_points_do_not_part_a_list():
    assert introduction("- Water\n\n- Salt\n\n- Bread\n").count("<ul>") == 1


def test_numbers_from_1_become_a_numbered_list():
    html = introduction("1. Stand\n2. Sit\n3. Stand again\n")

    assert html == "<ol><li>Stand</li><li>Sit</li><li>Stand again</li></ol>"


def test_numbers_that_do_not_begin_at_1_stay_words():
    html = introduction("4. Stand\n5. Sit\n6. Stand again, and do not sit down.\n")

    assert "4. Stand" in html
    assert "<ol>" not in html


def test_a_list_inside_a_list():
    html = introduction("- Water\n  - still\n  - sparkling\n- Salt\n")

    assert html == "<ul><li>Water<ul><li>still</li><li>sparkling</li></ul></li><li>Salt</li></ul>"


def test_a_hollow_bullet_is_one_level_deeper():
    html = introduction("• Water\n◦ still\n• Salt\n")

    assert html == "<ul><li>Water<ul><li>still</li></ul></li><li>Salt</li></ul>"


def test_bullets_inside_a_numbered_list():
    html = introduction("1. Warm up\n   - jog\n   - skip\n2. Lift\n")

    assert html == "<ol><li>Warm up<ul><li>jog</li><li>skip</li></ul></li><li>Lift</li></ol>"


def test_one_bullet_glyph_is_a_list_but_one_dash_is_a_dash():
    assert introduction("• Only water\n") == "<ul><li>Only water</li></ul>"
    assert introduction("– Only water, he said.\n") == "<p>– Only water, he said.</p>"


def test_a_line_set_in_between_two_points_belongs_to_the_first():
    html = introduction("- Card\n\n  (no cheques)\n\n- Cash\n")

    assert html == "<ul><li>Card<br>(no cheques)</li><li>Cash</li></ul>"


def test_tabs_become_a_table_with_heads():
    html = introduction("Day\tSets\nMonday\t3\nFriday\t4\n")

    assert html == (
        '<table><thead><tr><th scope="col">Day</th><th scope="col">Sets</th></tr></thead>'
        "<tbody><tr><td>Monday</td><td>3</td></tr><tr><td>Friday</td><td>4</td></tr></tbody></table>"
    )


def test_a_table_of_figures_from_the_first_row_on_has_no_heads():
    html = introduction("Adult\t8\nStudent\t5\n")

    assert "<th" not in html
    assert html.count("<td>") == 4


def test_an_empty_corner_of_a_table_stays_empty():
    html = introduction("\tSets\tReps\nMonday\t3\t8\n")

    assert '<th scope="col"></th><th scope="col">Sets</th>' in html


def test_a_short_row_is_filled_up():
    html = introduction("Day\tSets\tReps\nMonday\t3\n")

    assert "<td>Monday</td><td>3</td><td></td>" in html


def test_short_lines_below_one_another_keep_their_breaks():
    html = introduction("The hall\n12 Mill Lane\nLeeds\n")

    assert html == "<p>The hall<br>12 Mill Lane<br>Leeds</p>"


def test_a_drawn_line_is_no_text():
    assert introduction("One more sentence that stands here.\n\n* * *\n") == (
        "<p>One more sentence that stands here.</p>"
    )


def test_words_between_stars_are_strong():
    assert introduction("Move **slowly** and 2 ** 3 is eight, is it not?\n") == (
        "<p>Move <strong>slowly</strong> and 2 ** 3 is eight, is it not?</p>"
    )


def test_markup_is_words():
    assert introduction('Write <b>bold</b> & "quoted" in the text, if you must.\n') == (
        '<p>Write &lt;b&gt;bold&lt;/b&gt; &amp; "quoted" in the text, if you must.</p>'
    )
