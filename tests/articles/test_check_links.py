from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, ExternalLink, FormerSlug
from articles.publishing import publish, unpublish
from tests.articles.checked import found, said
from tests.factories import make_article, make_product, make_topic, publish_article

pytestmark = pytest.mark.django_db

PLACE = ["id_sections-0-body"]


def linking(href: str, words: str = "How to grip") -> Article:
    body = f'<p>See <a href="{href}">{words}</a>.</p>'
    return make_article(sections=[{"heading": "Grip", "anchor": "grip", "body": body}])


def external(href: str, outcome: str) -> None:
    ExternalLink.objects.create(url=href, outcome=outcome, seen_on=timezone.localdate())


@pytest.mark.parametrize(
    "href",
    [
        "/nowhere/",
        "/guides/nowhere/",
        "/topics/nowhere/",
        "/shop/nowhere/",
        "nowhere/",
        "http://testserver/nowhere",
    ],
)
def test_a_link_to_no_page_of_this_site_is_broken(href):
    assert found("broken_link", linking(href)) == PLACE


@pytest.mark.parametrize(
    "href",
    [
        "/",
        "/guides/",
        "/guides",
        "/guides/pull/",
        "../pull/",
        "/guides/pull/#grip",
        "/guides/pulling/",
        "/topics/strength/",
        "/shop/bar/?size=1",
        "/static/leaflet.pdf",
        "https://testserver/guides/pull/",
        "#grip",
        "mailto:desk@example.org",
        "https://example.org/nowhere/",
    ],
)
def test_a_link_to_a_page_or_to_elsewhere_is_not(href):
    FormerSlug.objects.create(slug="pulling", article=publish_article("Pull").article)
    make_product("Bar")
    make_topic("Strength")

    assert found("broken_link", linking(href)) == []


def test_a_broken_link_is_found_in_the_introduction_an_answer_and_a_source():
    link = '<p><a href="/nowhere/">Nowhere</a></p>'
    article = make_article(introduction=link, faq=["Where?"])
    article.faq_items.update(answer=link)
    article.sources.create(title="On grip", url="http://testserver/nowhere/")

    assert found("broken_link", article) == [
        "id_introduction",
        "id_faq_items-0-answer",
        "id_sources-0-url",
    ]


def test_an_address_that_cannot_be_read_is_broken():
    article = make_article()
    article.sources.create(title="On grip", url="http://[")

    assert found("broken_link", article) == ["id_sources-0-url"]


def test_a_guide_may_lead_to_a_part_of_itself_before_readers_see_it():
    article = make_article("Pull")
    article.introduction = '<p><a href="/guides/pull/#grip">Grip</a></p>'
    article.save()

    assert found("broken_link", article) == found("unpublished_guide", article) == []


def test_a_link_into_a_page_finds_its_part():
    assert found("lost_anchor", linking("#thumb")) == PLACE
    assert found("lost_anchor", linking("#grip")) == []
    assert found("lost_anchor", linking("#takeaways")) == []


def test_a_link_to_a_draft_leads_readers_nowhere():
    make_article("Pull")

    assert found("unpublished_guide", linking("/guides/pull/")) == PLACE
    assert "“Pull”" in said("unpublished_guide", Article.objects.latest("pk"))


def test_nor_does_one_to_a_guide_that_is_due_or_was_taken_back():
    publish(make_article("Due"), at=timezone.now() + timedelta(days=1))
    unpublish(publish_article("Over").article)

    assert found("unpublished_guide", linking("/guides/due/")) == PLACE
    assert found("unpublished_guide", linking("/guides/over/")) == PLACE


def test_a_link_to_a_live_guide_is_fine_by_each_of_its_addresses():
    FormerSlug.objects.create(slug="pulling", article=publish_article("Pull").article)

    assert found("unpublished_guide", linking("/guides/pull/")) == []
    assert found("unpublished_guide", linking("/guides/pulling/")) == []


@pytest.mark.parametrize("words", ["here", "Click here", "Hier", "aquí", "<strong>here</strong>."])
def test_a_link_is_named_after_what_it_leads_to(words):
    assert found("vague_link", linking("/", words)) == PLACE


def test_a_link_that_says_where_it_leads_is_fine():
    assert found("vague_link", linking("/", "here is how to grip")) == []


@pytest.mark.parametrize("outcome", ["gone", "refused"])
def test_a_page_elsewhere_that_is_gone_is_told(outcome):
    external("https://example.org/grip", outcome)

    assert found("dead_external_link", linking("https://example.org/grip")) == PLACE


def test_a_page_elsewhere_that_did_not_answer_is_a_hint():
    external("https://example.org/grip", "silent")
    article = linking("https://example.org/grip")

    assert found("silent_external_link", article) == PLACE
    assert found("dead_external_link", article) == []


@pytest.mark.parametrize("outcome", ["fine", ""])
def test_of_a_page_that_answers_or_was_never_asked_there_is_nothing_to_say(outcome):
    external("https://example.org/grip", outcome)
    article = linking("https://example.org/grip")

    assert found("dead_external_link", article) == []
    assert found("silent_external_link", article) == []
