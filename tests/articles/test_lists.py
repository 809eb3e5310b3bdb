"""Lists of guides: all, by topic, by tag, by author."""

import pytest
from django.test import Client

from articles.models import Article, Tag
from articles.publishing import unpublish
from tests.factories import (
    make_article,
    make_author,
    make_picture,
    make_topic,
    publish_article,
)
from tests.markup import Markup

pytestmark = pytest.mark.django_db
PAGE_SIZE = 4  # few, for guides take their time to be published


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch):
    monkeypatch.setattr("articles.lists.PAGE_SIZE", PAGE_SIZE)


def titles(client: Client, path: str) -> list[str]:
    return Markup.of(client.get(path)).texts("h3", class_="card__title")


def cards(page: Markup) -> list[str]:
    """Titles, that of a lead first."""
    return page.texts("h2", class_="lead__title") + page.texts("h3", class_="card__title")


def publish_many(number: int, **fields) -> list[str]:
    """Their titles, newest first."""
    return [publish_article(f"Guide no. {n}", **fields).title for n in range(number)][::-1]


@pytest.mark.parametrize(
    "path", ["/guides/", "/topics/strength/", "/tags/bar/", "/authors/ines-marlow/"]
)
class TestEveryList:
    def test_shows_the_live_guides_newest_first(self, client, path):
        newest_first = publish_many(3, tags=["Bar"])
        gone = publish_article("Gone", tags=["Bar"])
        unpublish(gone.article)
        make_article("Draft", tags=["Bar"])

        page = Markup.of(client.get(path))

        assert cards(page) == newest_first

    def test_goes_on_and_comes_back(self, client, path):
        publish_many(3 * PAGE_SIZE, tags=["Bar"])
        first = Markup.of(client.get(path))

        second = Markup.of(client.get(path + first.one("a", rel="next")["href"]))
        third = Markup.of(client.get(path + second.one("a", rel="next")["href"]))
        again = Markup.of(client.get(path + third.one("a", rel="prev")["href"]))
        back = Markup.of(client.get(path + again.one("a", rel="prev")["href"]))

        shown = cards(first) + cards(second) + cards(third)
        assert shown == [f"Guide no. {n}" for n in reversed(range(3 * PAGE_SIZE))]
        assert cards(again) == cards(second)
        assert cards(back) == cards(first)
        assert not third.all("a", rel="next")
        assert not back.all("a", rel="prev")

    @pytest.mark.parametrize("key", ["0", "-1", "999999", "abc", "", "1.5", "9" * 40])
    def test_has_no_page_that_is_not_there(self, client, path, key):
        publish_article(tags=["Bar"])

        assert client.get(path, {"before": key}).status_code == 404
        assert client.get(path, {"after": key}).status_code == (200 if key == "999999" else 404)

    def test_is_whole_where_guides_went_from_the_way_back(self, client, path):
        publish_many(2 * PAGE_SIZE, tags=["Bar"])
        first = Markup.of(client.get(path))
        second = Markup.of(client.get(path + first.one("a", rel="next")["href"]))
        unpublish(Article.objects.get(title=cards(first)[3]))

        back = Markup.of(client.get(path + second.one("a", rel="prev")["href"]))

        assert cards(back) == cards(Markup.of(client.get(path)))
        assert back.one("link", rel="canonical")["href"] == f"http://testserver{path}"

    def test_keeps_its_order_where_all_came_out_at_once(self, client, path, time_machine):
        time_machine.move_to("2026-11-01 09:00Z", tick=False)
        newest_first = publish_many(2 * PAGE_SIZE, tags=["Bar"])

        first = Markup.of(client.get(path))
        second = Markup.of(client.get(path + first.one("a", rel="next")["href"]))
        back = Markup.of(client.get(path + second.one("a", rel="prev")["href"]))

        assert cards(first) + cards(second) == newest_first
        assert cards(back) == cards(first)

    def test_tells_its_second_page_from_the_first(self, client, path):
        publish_many(PAGE_SIZE + 2, tags=["Bar"])
        first = Markup.of(client.get(path))
        further = first.one("a", rel="next")["href"]

        second = Markup.of(client.get(path + further))

        assert first.one("title").text != second.one("title").text
        assert first.meta("description") != second.meta("description")
        assert first.one("link", rel="canonical")["href"] == f"http://testserver{path}"
        assert second.one("link", rel="canonical")["href"] == f"http://testserver{path}{further}"

    def test_costs_three_queries_on_each_page(self, client, path, django_assert_max_num_queries):
        publish_many(3 * PAGE_SIZE, tags=["Bar", "Grip"])

        with django_assert_max_num_queries(3):
            further = Markup.of(client.get(path)).one("a", rel="next")["href"]
        with django_assert_max_num_queries(3):
            second = Markup.of(client.get(path + further))
        with django_assert_max_num_queries(3):
            client.get(path + second.one("a", rel="prev")["href"])


def test_a_topic_leads_with_its_newest_guide_and_fills_the_page_below_it(client):
    newest_first = publish_many(PAGE_SIZE + 3)

    page = Markup.of(client.get("/topics/strength/"))

    assert page.texts("h2", class_="lead__title") == newest_first[:1]
    assert page.texts("h3", class_="card__title") == newest_first[1 : PAGE_SIZE + 1]
    further = "/topics/strength/" + page.one("a", rel="next")["href"]
    assert titles(client, further) == newest_first[PAGE_SIZE + 1 :]


def test_the_last_page_of_a_topic_is_never_empty(client):
    publish_many(PAGE_SIZE + 1)

    assert not Markup.of(client.get("/topics/strength/")).all("nav", class_="pager")


@pytest.mark.parametrize("path", ["/", "/topics/strength/", "/tags/bar/"])
def test_more_guides_than_anybody_counts_are_said_to_be_more(client, monkeypatch, path):
    monkeypatch.setattr("articles.models.topics.MOST_COUNTED", 2)
    publish_many(3, tags=["Bar"])

    assert "2+ guides" in Markup.of(client.get(path)).one("main").text


def test_a_topic_without_guides_says_so(client):
    make_topic("Engine")

    response = client.get("/topics/engine/")

    assert "No guide stands here yet." in response.content.decode()


def test_a_topic_offers_the_tags_of_the_guides_it_shows(client):
    publish_article(tags=["Bar"])
    publish_article(topic=make_topic("Food"), tags=["Lunch"])

    page = Markup.of(client.get("/topics/strength/"))

    links = {link["href"] for link in page.all("a")}
    assert "/tags/bar/" in links
    assert "/tags/lunch/" not in links


def test_a_tag_that_no_live_guide_has_is_not_found(client):
    Tag.objects.create(name="Bar", slug="bar")

    assert client.get("/tags/bar/").status_code == 404


def test_an_author_is_introduced_above_their_guides(client):
    make_author("Abla Deku", role="Strength coach", credentials="BSc", bio="Eleven years.")

    page = Markup.of(client.get("/authors/abla-deku/"))

    assert page.one("h1").text == "Abla Deku"
    assert page.one("div", class_="profile").text == "Abla Deku Strength coach BSc Eleven years."


@pytest.mark.parametrize("path", ["/topics/x/", "/tags/x/", "/authors/x/"])
def test_a_list_of_nothing_we_know_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_the_topic_that_is_read_is_marked_in_the_menu(client):
    make_topic("Food")
    publish_article()

    page = Markup.of(client.get("/topics/strength/"))

    marked = [link.text for link in page.all("a") if link.attributes.get("aria-current") == "true"]
    assert marked == ["Strength"]


def test_pictures_in_the_first_view_do_not_wait(client):
    publish_many(4, hero=make_picture())

    page = Markup.of(client.get("/guides/"))

    assert [image["loading"] for image in page.all("img")] == ["eager"] * 2 + ["lazy"] * 2
