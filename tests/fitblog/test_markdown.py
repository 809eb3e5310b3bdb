"""Clean HTML becomes Markdown that means the same."""

import pytest
from django.utils.html import escape as escape_html
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from fitblog.lib.html import clean
from fitblog.lib.markdown import escape, from_html

READER = MarkdownIt("commonmark").enable("table")


def there_and_back(html: str) -> str:
    """As a reader of Markdown understands it, tidied as our own HTML is."""
    read = READER.render(from_html(html)).replace("<pre><code>", "<pre>")
    return clean(read.replace("<th>", '<th scope="col">'))


@pytest.mark.parametrize(
    "html",
    [
        "<p>One</p><p>Two, with a<br>break</p>",
        "<p>A <strong>bold</strong> and an <em>odd</em> word, <em><strong>both</strong></em></p>",
        '<p><a href="/guides/grip/">Grip</a>, <a href="https://e.org/a(b)">brackets [1]</a></p>',
        "<ul><li>one</li><li>two</li></ul>",
        "<ol><li>one</li><li>two</li></ol><p>After</p>",
        "<blockquote><p>Said</p><p>by her</p></blockquote>",
        "<h4>Small</h4><p>text</p>",
        '<table><thead><tr><th scope="col">Day</th><th scope="col">Sets | reps</th></tr></thead>'
        "<tbody><tr><td>Mon</td><td>3 × 5</td></tr></tbody></table>",
    ],
)
def test_the_same_comes_back(html):
    assert there_and_back(html) == clean(html)


@pytest.mark.parametrize(
    "words",
    [
        "# no heading",
        "1. no list",
        "- no list",
        "+ no list",
        "* no list",
        "> no quotation",
        "--- no rule",
        "=== no underline",
        "2 * 3 * 4, snake_case_word, `code`, [1], <b>, &amp; and a \\ backslash",
        "~~~ no fence",
        "![no picture](x.png)",
    ],
)
def test_plain_words_are_no_marks(words):
    assert READER.render(escape(words)) == READER.render("").join(
        ["<p>", words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"), "</p>\n"]
    )


def test_spaces_stand_outside_the_marks():
    assert from_html("<p>a<strong> bold </strong>word</p>") == "a **bold** word"


def test_a_caption_stands_above_its_table():
    html = "<table><caption>Week</caption><tbody><tr><td>1</td></tr></tbody></table>"

    assert from_html(html) == "Week\n\n| 1 |\n| --- |"


def test_a_list_in_a_list():
    html = "<ol><li>one<ul><li>in</li></ul></li><li>two</li></ol>"

    assert "<ul>" in there_and_back(html)
    assert from_html(html) == "1. one\n\n   - in\n\n2. two"


def test_nothing_is_nothing():
    assert from_html("") == from_html("<p></p>") == ""


LETTERS = st.characters(categories=["L", "N", "P", "S"], max_codepoint=0x2FF)


@given(st.lists(st.text(LETTERS, min_size=1, max_size=12), max_size=5))
def test_no_word_is_lost(chosen):
    html = clean("".join(f"<p>{escape_html(one)}</p>" for one in chosen))

    assert there_and_back(html) == html
