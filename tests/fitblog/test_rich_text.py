"""How a page sets the HTML that editors wrote."""

import pytest
from django.utils.safestring import mark_safe

from fitblog.lib.richtext import plain, set_in_page

TABLE = "<table><tbody><tr><td>5</td></tr></tbody></table>"
CAPTIONED = "<table><caption>Minutes</caption><tbody></tbody></table>"


def shown(html: str, below: int = 2) -> str:
    return set_in_page(mark_safe(html), below=below, name="The plan", anchor="plan")


def test_a_table_scrolls_in_a_frame_that_its_caption_names():
    assert shown(f"<p>Before.</p>{CAPTIONED}<p>After.</p>") == (
        "<p>Before.</p>"
        '<div class="table" role="region" tabindex="0" aria-labelledby="plan-1">'
        '<table><caption id="plan-1">Minutes</caption><tbody></tbody></table></div>'
        "<p>After.</p>"
    )


def test_a_table_without_a_caption_is_named_after_the_heading_above():
    assert shown(TABLE).startswith(
        '<div class="table" role="region" tabindex="0" aria-label="The plan"><table>'
    )


def test_two_tables_have_two_names():
    html = shown(CAPTIONED + CAPTIONED)

    assert html.count('id="plan-1"') == html.count('id="plan-2"') == 1


def test_a_table_in_a_table_has_no_frame_of_its_own():
    html = shown(TABLE.replace("5", TABLE))

    assert html.count('class="table"') == 1
    assert html.count("<table>") == html.count("</table>") == 2


def test_a_name_cannot_leave_its_attribute():
    html = set_in_page(mark_safe(TABLE), below=2, name='"><b>', anchor="plan")

    assert "<b>" not in html


@pytest.mark.parametrize(("below", "level"), [(1, 2), (2, 3), (3, 4)])
def test_a_small_heading_follows_the_one_above_it(below, level):
    html = shown("<h4>When it slips</h4>", below)

    assert html == f"<h{level}>When it slips</h{level}>"


def test_what_nobody_cleaned_is_escaped():
    assert set_in_page("<b>Hi</b>", below=2, name="", anchor="") == "&lt;b&gt;Hi&lt;/b&gt;"


def test_nothing_stays_nothing():
    assert shown("") == ""


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Yes, <strong>always</strong>.</p>", "Yes, always."),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("<ul><li>One</li><li>Two</li></ul>", "One Two"),
        ("<p>Salt &amp; chalk&nbsp;&lt;3</p>", "Salt & chalk <3"),
        ("One<br>Two", "One Two"),
    ],
)
def test_the_words_alone(html, words):
    assert plain(html) == words
