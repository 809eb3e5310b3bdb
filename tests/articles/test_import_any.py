"""Any text and any bytes give a proposal or a clear refusal, and every word is somewhere."""

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.importing import patience
from articles.importing import proposal as limits
from articles.importing.documents import propose
from articles.importing.markdown import to_html
from articles.importing.markup.read import read_html
from articles.importing.markup.tree import TooTangled
from articles.importing.proposal import Proposal
from articles.importing.reading import Unreadable
from articles.importing.text import NothingToRead
from fitblog.lib.html import clean
from tests.articles.importing_words import letters, words_in_html, words_of
from tests.articles.test_import_words import phrases

MANY = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
TAGS = """div p h1 h2 h3 h4 ul ol li table tr td th dl dt dd details summary blockquote span b
strong em a section article main aside nav header footer form button label pre figure br img
figcaption noscript svg title style iframe video select option textarea font center caption
thead tbody o:p sup template""".split()
ATTRIBUTES = """|class=faq-question|class="key-takeaways"|class=MsoListParagraph|class=MsoTitle
hidden|class=share-bar|class="related-posts"|class=entry-content|id=comments|style="font-weight:bold"
style="font-size:20pt"|style="mso-list:Ignore"|style="mso-list:l0 level2 lfo1"|href="#fn1"
href="https://example.org"|itemprop=name|itemtype="https://schema.org/Question"|role=heading
class="lst-kix_a-1"|data-aria-level=2|style="display:none"|colspan=3|src="a.jpg" alt="pic"
class=byline|class=footnotes|role=presentation|role=main|class=toc|aria-expanded=false"""
attributes = st.sampled_from([a for line in ATTRIBUTES.split("\n") for a in line.split("|")])
openings = st.builds("<{} {}>".format, st.sampled_from(TAGS), attributes)
closings = st.sampled_from(TAGS).map("</{}>".format)
closed = st.builds("<{0} {1}>{2}</{0}>\n".format, st.sampled_from(TAGS), attributes, phrases)
MARKS = ["# ", "## ", "- ", "1. ", "\n", "\n\n", "**", "> ", "[^1]", "[^1]: ", "|", "`", "---\n"]
MARKS += ["\n|---|---|\n", "<b>", "</b>", "<details>", "title: ", "    "]
markdown_marks = st.sampled_from(MARKS)
pages = st.lists(st.one_of(closed, closed, openings, closings, phrases), max_size=50).map("".join)


def read(html: str) -> Proposal | None:
    try:
        return read_html(html).proposal
    except (NothingToRead, TooTangled):
        return None


@MANY
@given(st.one_of(pages, st.text()))
def test_words_of_html_are_words_placed_and_words_listed(html):
    proposal = read(html)

    placed = letters(words_of(proposal, numbers=False)) if proposal else {}
    assert letters(words_in_html(html)) == placed


@MANY
@given(pages)
def test_what_is_read_from_html_fits_its_column_and_its_cleaner(html):
    proposal = read(html) or Proposal(title="x")

    assert 0 < len(proposal.title) <= limits.TITLE_LIMIT
    assert len(proposal.excerpt) <= limits.EXCERPT_LIMIT
    assert all(0 < len(t.label) <= limits.LABEL_LIMIT for t in proposal.takeaways)
    assert all(0 < len(s.heading) <= limits.HEADING_LIMIT for s in proposal.sections)
    assert all(0 < len(f.question) <= limits.QUESTION_LIMIT for f in proposal.faq)
    assert [s.level for s in proposal.sections[:1]] in ([], [2])
    for section in proposal.sections:
        clean(section.body)
    assert Proposal.from_json(json.loads(json.dumps(proposal.to_json()))) == proposal


@MANY
@given(st.lists(st.one_of(phrases, markdown_marks), max_size=40).map("".join))
def test_words_of_markdown_are_words_placed_and_words_listed(text):
    try:
        proposal = propose("a.md", text, "markdown").proposal
    except Unreadable:
        return
    if any(words.where == 0 and words.why == "the file's own head" for words in proposal.dropped):
        return

    placed = letters(words_of(proposal, numbers=False))
    assert letters(words_in_html(to_html(text))) == placed


@MANY
@given(st.one_of(st.binary(max_size=400), pages.map(lambda page: page.encode("utf-16"))))
def test_any_bytes_are_proposed_or_refused_in_a_sentence(content):
    try:
        said = propose("a.bin", content).proposal.title
    except Unreadable as refusal:
        said = str(refusal).removesuffix(".")

    assert said
    assert "\n" not in said


def test_a_document_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(patience, "SECONDS", -1.0)

    with pytest.raises(Unreadable, match="takes longer than 5 seconds to read; split it"):
        propose("a.html", "<p>Hips</p>")


def test_elements_nested_without_end_are_refused():
    with pytest.raises(Unreadable, match="nests its elements too deep"):
        propose("a.html", "<div>" * 5000 + "Hips")


REPEATED = {
    "paragraphs": "<p>a paragraph of words that ends somewhere.</p>\n",
    "headings": "<h2>Some heading</h2><p>text and text</p>",
    "points": "<ul><li>a<ul><li>b</li></ul></li></ul>",
    "one list": "<li>a point of words",
    "unclosed": "<p><b>bold <i>words",
    "rows": "<table><tr><td>a<td>b<tr><td>c<td>d</table>",
    "questions": "<details><summary>Why so?</summary>Because it is.</details>",
    "links": '<p><a href="https://a.example/b">go on</a>',
    "definitions": "<dl><dt>Why?</dt><dd>So.</dd></dl>",
    "word": '<p class=MsoListParagraph style="mso-list:l0 level1 lfo1">point</p>',
}
LARGE = 160_000


@pytest.mark.parametrize("repeated", REPEATED.values(), ids=REPEATED)
def test_a_large_page_is_read_or_refused_in_time(repeated):
    def seconds(size: int) -> float:
        started = time.process_time()
        read((repeated * size)[:size])
        return time.process_time() - started

    quarter, whole = seconds(LARGE // 4), seconds(LARGE)

    # Four times the work; twice as much again would be sixteen times.
    assert whole < 8 * quarter + 0.5
