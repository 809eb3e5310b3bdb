"""Documents of every format become the outline that lies beside them, and no word is lost."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.importing import formats
from articles.importing.documents import propose
from articles.importing.score import cases_in
from articles.importing.words import words_of
from articles.management.commands.score_import import reaches

DOCUMENTS = Path(__file__).parent / "documents"
CASES = list(cases_in(DOCUMENTS))


def test_every_format_reaches_the_goals():
    said = StringIO()

    call_command("score_import", DOCUMENTS, stdout=said)

    assert "all" in said.getvalue()


def test_below_the_goals_the_command_fails(tmp_path):
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "a.html").write_text("<h1>Hips</h1><p>They move.</p>")
    (tmp_path / "html" / "a.outline").write_text("title: Knees\n## They bend\n")

    with pytest.raises(CommandError, match="Below the goals: html, all"):
        call_command("score_import", tmp_path, stdout=StringIO())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_words_in_are_words_placed_and_words_listed(case):
    assert words_of(case.proposal, case.numbers) == case.words


@pytest.mark.parametrize("kind", ["html", "markdown", "word", "docs", "text"])
def test_each_format_has_four_awkward_documents(kind):
    assert len([case for case in CASES if case.kind == kind]) >= 4


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_format_is_told_by_its_content(case):
    assert case.proposal.source == case.kind


def test_a_name_decides_only_where_the_content_does_not():
    assert formats.told("Hips move. They like it.", "a.md") == "markdown"
    assert formats.told("<p>Hips</p>", "a.txt") == "html"
    assert formats.told("Hips < knees", "a.txt") == "text"


def test_reaching_the_goals_needs_every_word():
    from articles.importing.score import Score

    assert reaches(Score(words=100, lost=1))
    assert not reaches(Score(words=100, lost=2))


def page(body: str):
    return propose("a.html", f"<!doctype html><h1>Hips</h1><p>They move.</p>{body}").proposal


def test_what_is_dropped_is_named():
    proposal = page('<nav>Shop</nav><div class="cookie-banner">We set some</div>')

    assert [(w.text, w.why) for w in proposal.dropped] == [
        ("Shop", "site navigation"),
        ("We set some", "a cookie notice"),
    ]


def test_a_class_that_sounds_like_furniture_keeps_what_says_much():
    story = "Sharing the load between both legs is the whole point of this exercise. " * 8

    proposal = page(f'<div class="social-proof"><p>{story}</p></div>')

    assert not proposal.dropped
    assert "Sharing the load" in proposal.introduction


def test_links_lose_the_detour_through_the_program():
    proposal = page(
        '<p>See <a href="https://www.google.com/url?q=https://a.org/x?y%3D1&sa=D">a</a>'
    )

    assert '<a href="https://a.org/x?y=1">a</a>' in proposal.introduction


def test_scripts_in_addresses_are_no_links():
    proposal = page('<p>See <a href="java\nscript:alert(1)">here</a>')

    assert "<p>See here</p>" in proposal.introduction


def test_pictures_and_embeds_are_listed_with_their_addresses():
    proposal = page(
        '<figure><img src="https://a.org/b.jpg" alt="A hip"><figcaption>Ours</figcaption></figure>'
        '<iframe src="https://video.example/1" title="How to"></iframe>'
    )

    found = [(m.kind, m.address, m.alt, m.caption) for m in proposal.media]
    assert found == [
        ("picture", "https://a.org/b.jpg", "A hip", "Ours"),
        ("embed", "https://video.example/1", "How to", ""),
    ]


def test_a_lazy_picture_has_its_real_address():
    proposal = page('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/b.jpg">')

    assert [m.address for m in proposal.media] == ["/b.jpg"]


def test_the_page_around_the_article_is_not_the_guide():
    text = "The hips carry the whole body and nobody thanks them for it. " * 9

    proposal = propose(
        "a.html",
        f"<body><div><h2>Our shop</h2></div><article><h1>Hips</h1><p>{text}</p></article>"
        "<div><h2>Opening hours</h2></div></body>",
    ).proposal

    assert not proposal.sections
    assert {w.text for w in proposal.dropped} == {"Our shop", "Opening hours"}
