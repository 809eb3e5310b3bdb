"""How deep a text nests, as lib/nesting.py reads it without building a tree."""

import re
import time

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitblog.lib.nesting import RAW, VOID, is_tangled

LEVELS = 1_000_000


def depth(html: str) -> int:
    """The smallest depth at which the text passes."""
    return next(d for d in range(1_000) if not is_tangled(html, d, LEVELS))


@pytest.mark.parametrize(
    ("html", "levels"),
    [
        ("no tags at all", 0),
        ("<p>one</p><p>two</p>", 1),
        ("<p>one<p>two<p>three", 1),
        ("a<br>b<br/>c<hr>d<img src=x>", 0),
        ("<ul><li>a<li>b<li>c</ul>", 2),
        ("<ul><li><p>a<li><p>b</ul><p>c", 3),
        ("<p>a<ul><li>b</ul><p>c<h4>d</h4>", 2),
        ("<dl><dt>a<dd>b<dt>c<dd>d</dl>", 2),
        ("<table><tr><td>a<td>b<tr><td>c</table><p>d", 3),
        ("<table><thead><tr><th>a<tbody><tr><td>b</table>", 4),
        ("<ul><li>a<ul><li>b</ul></ul>", 4),
        ("<p><strong>a <em>b</em></strong></p>", 3),
    ],
)
def test_ordinary_text_counts_as_deep_as_it_is(html, levels):
    assert depth(html) == levels


@pytest.mark.parametrize(
    "unit",
    ["<p>x", "<li>x", "<br>", "<p>x<br>", "<hr>", "<tr><td>x", "<dt>x<dd>y", "<p><b>x</b>", "</p>"],
)
def test_no_end_tag_is_needed_where_html_needs_none(unit):
    assert depth(unit * 500) <= 2


@pytest.mark.parametrize(
    "hidden",
    [
        '<p title="<b><b><b>">x</p>',
        "<p title='>'>x</p>",
        "<!-- <b><b><b> -->",
        "<!-- <b><b><b>",
        "<!DOCTYPE <b>",
        "<?php <b> ?>",
        "<script>'<b><b><b>'</script>",
        "<style><b><b><b></style>",
        "<textarea><b><b><b></textarea>",
        "1 <2 <3 <4",
    ],
)
def test_what_only_looks_like_a_tag_counts_nothing(hidden):
    assert depth(hidden) <= 1


@pytest.mark.parametrize(
    "trick",
    [
        "<b><!--</b>-->",
        "<b><x title='</b>'></x>",
        "<b><script></b></script>",
        "<b><script><!--<script></script></b>--></script>",
        "<svg><g><![CDATA[></g>]]>",
        "<svg><td>",
        "<svg><input>",
        "<select><xmp></select><b></xmp>",
        "<select><a title='</select>'><b>",
        "<div><script></\u017fcript></div></script>",
        "<lin\u212a>",
        "<template><b></template>",
        "<html a=1></html>",
        "<b></i>",
        "<b a=1><p>",
    ],
)
def test_no_trick_hides_the_depth(trick):
    assert is_tangled(trick * 150, 100, LEVELS)


def test_a_hundred_unclosed_tags_over_many_paragraphs_are_too_much():
    opened_again = "<p>" + "".join(f"<b x={n}>" for n in range(90)) + "</p>" + "<p>x</p>" * 50_000

    assert is_tangled(opened_again, 100, LEVELS)


NAMES = (
    "p b a div li ul dl dt dd td tr tbody table caption br hr object button svg math select title "
    "template form h4 font textarea script noscript html body foreignObject"
).split()
TAGS = st.builds(
    "<{}{}{}>".format,
    st.sampled_from(["", "", "/"]),
    st.sampled_from(NAMES),
    st.sampled_from(["", "", "/", " x=1", " x='>'", ' x="</b>"']),
)
NOISE = st.sampled_from(["x", "<!--", "-->", "--!>", "<![CDATA[", "]]>", '"', "'", "<?", "<"])


def real_depth(html: str) -> int:
    """How deep the tree is that nh3 makes of it, read from its well-formed answer."""
    kept = nh3.clean(html, tags=set(NAMES) - RAW, clean_content_tags=set(RAW & set(NAMES)))
    depth = deepest = 0
    for end, name in re.findall(r"<(/?)([a-z0-9]+)", kept):
        if end:
            depth -= 1
        elif name not in VOID:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


@settings(derandomize=True, deadline=None, max_examples=400)
@given(st.lists(TAGS | NOISE, max_size=4), st.lists(TAGS | NOISE, min_size=1, max_size=8))
def test_the_tree_is_never_much_deeper_than_was_counted(before, unit):
    html = "".join(before) + "".join(unit) * 40

    real = real_depth(html)

    # Twice: a cell brings its row and its group along.
    assert not real > 6 or is_tangled(html, (real - 4) // 2 - 1, LEVELS)


@pytest.mark.parametrize(
    "unit",
    ["<b", "<br>", "<p>", "<!---->", "<!--", "<!-- -- ", "<a a='", "<a =", "</p>", "<", "<script>"],
)
def test_half_a_megabyte_is_read_in_one_pass(unit):
    text = unit * (512 * 1024 // len(unit))
    began = time.process_time()

    is_tangled(text, 100, LEVELS)

    assert time.process_time() - began < 3
