"""The head of a guide's page."""

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory

from articles.publishing import compose
from articles.reading import guide_context
from tests.factories import make_article, make_picture, publish_article
from tests.markup import Markup

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    return rf.get("/admin/preview/")


def preview(request: HttpRequest, **fields) -> Markup:
    composed = compose(make_article("Hang", **fields))
    context = guide_context(request, composed.edition, composed.tags, is_preview=True)
    return Markup(render_to_string("articles/guide.html", context, request))


def test_search_engines_read_the_words_written_for_them(client):
    publish_article("Hang", meta_title="Hanging for beginners", meta_description="Forty seconds.")

    page = Markup.of(client.get("/guides/hang/"))

    assert page.one("title").text == "Hanging for beginners | Fitblog"
    assert page.meta("description") == page.meta("og:description") == "Forty seconds."
    assert page.meta("og:title") == "Hanging for beginners"
    assert page.meta("og:type") == "article"


def test_the_canonical_address_is_the_guides_own_whatever_was_asked(client):
    publish_article("Hang")

    page = Markup.of(client.get("/guides/hang/?utm_source=letter"))

    address = "http://testserver/guides/hang/"
    assert page.one("link", rel="canonical")["href"] == page.meta("og:url") == address


def test_other_sites_show_the_guides_picture_in_their_cards(client):
    publish_article("Hang", hero=make_picture(alt="A red plate"))

    page = Markup.of(client.get("/guides/hang/"))

    assert page.meta("og:image").startswith("http://testserver/media/pictures/")
    assert page.meta("og:image:alt") == "A red plate"
    assert page.meta("twitter:card") == "summary_large_image"


def test_a_preview_shows_the_whole_guide(request_):
    page = preview(request_, sections=["Grip"], takeaways=["Hold"], faq=["Why?"], tags=["Bar"])

    assert page.one("h1").text == "Hang"
    assert {"Grip", "Key takeaways", "Questions"} <= set(page.texts("h2"))
    assert page.one("a", href="/tags/bar/")


def test_a_preview_tells_machines_nothing_but_to_look_away(request_):
    page = preview(request_)

    assert page.meta("robots") == "noindex"
    assert not page.all("link", rel="canonical")
    assert not page.all("meta", property="og:title")
    assert not page.all("script", type="application/ld+json")
