"""Lists of guides: all, by topic, by tag, by author."""

import pytest
from django.test import Client

from articles.lists import PAGE_SIZE
from articles.models import Tag
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


def titles(client: Client, path: str) -> list[str]:
    return Markup.of(client.get(path)).texts("h3", class_="card__title")


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

        cards = page.texts("h2", class_="lead__title") + page.texts("h3", class_="card__title")
        assert cards == newest_first

    def test_goes_on_to_a_second_page(self, client, path):
        publish_many(PAGE_SIZE + 2, tags=["Bar"])

        page = Markup.of(client.get(path))

        assert page.one("a", rel="next")["href"] == "?page=2"
        assert titles(client, f"{path}?page=2")[-1] == "Guide no. 0"

    @pytest.mark.parametrize("number", ["0", "-1", "2", "abc", "", "1.5", "9" * 40])
    def test_has_no_page_that_is_not_there(self, client, path, number):
        publish_article(tags=["Bar"])

        assert client.get(path, {"page": number}).status_code == 404

    def test_tells_its_second_page_from_the_first(self, client, path):
        publish_many(PAGE_SIZE + 2, tags=["Bar"])

        first, second = (Markup.of(client.get(path + query)) for query in ("", "?page=2"))

        assert first.one("title").text != second.one("title").text
        assert first.meta("description") != second.meta("description")
        assert first.one("link", rel="canonical")["href"] == f"http://testserver{path}"
        assert second.one("link", rel="canonical")["href"] == f"http://testserver{path}?page=2"

    def test_costs_five_queries_at_most(self, client, path, django_assert_max_num_queries):
        publish_many(PAGE_SIZE + 2, tags=["Bar", "Grip"])

        with django_assert_max_num_queries(5):
            client.get(path)


def test_a_topic_leads_with_its_newest_guide_and_fills_the_page_below_it(client):
    newest_first = publish_many(PAGE_SIZE + 3)

    page = Markup.of(client.get("/topics/strength/"))

    assert page.texts("h2", class_="lead__title") == newest_first[:1]
    assert page.texts("h3", class_="card__title") == newest_first[1 : PAGE_SIZE + 1]
    assert titles(client, "/topics/strength/?page=2") == newest_first[PAGE_SIZE + 1 :]


def test_the_last_page_of_a_topic_is_never_empty(client):
    publish_many(PAGE_SIZE + 1)

    assert not Markup.of(client.get("/topics/strength/")).all("nav", class_="pager")
    assert client.get("/topics/strength/?page=2").status_code == 404


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

    assert [image["loading"] for image in page.all("img")] == ["eager"] * 3 + ["lazy"]
