"""The head of a guide's page."""

import pytest
from django.core.files.storage import default_storage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory

from articles import typesetting
from articles.models import Topic
from articles.publishing import compose
from articles.reading import guide_context
from fitblog.lib.images.cards import Card
from tests.factories import make_article, make_picture, make_topic, publish_article
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
    assert page.meta("og:image:alt") == page.meta("twitter:image:alt") == "A red plate"
    assert (page.meta("og:image:width"), page.meta("og:image:height")) == ("120", "63")
    assert page.meta("twitter:card") == "summary_large_image"


def test_a_guide_without_a_picture_has_one_drawn_when_it_is_published(
    client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        publish_article("Hang first", topic=make_topic("Food", colour="blue"))

    page = Markup.of(client.get("/guides/hang-first/"))

    card = Card("Hang first", "Food", "blue")
    assert page.meta("og:image") == f"http://testserver{card.shared.path}"
    assert page.meta("og:image:alt") == "Hang first"
    assert (page.meta("og:image:width"), page.meta("og:image:height")) == ("1200", "630")
    assert page.node("Article")["image"] == [page.meta("og:image")]
    assert default_storage.exists(card.name)


def test_nothing_is_drawn_while_writers_wait():
    edition = publish_article("Never drawn before the commit")

    assert not default_storage.exists(typesetting.card_of(edition).name)


def test_a_topic_of_another_colour_has_its_guides_drawn_anew(client):
    topic = publish_article("Hang in another colour").topic
    Topic.objects.filter(pk=topic.pk).update(colour="green")

    page = Markup.of(client.get("/guides/hang-in-another-colour/"))

    card = Card("Hang in another colour", topic.name, "green")
    assert page.meta("og:image") == f"http://testserver{card.shared.path}"
    assert default_storage.exists(card.name)


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
