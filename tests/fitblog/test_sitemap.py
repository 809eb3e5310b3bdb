"""What search engines are told of the site: the map and the rules."""

from xml.etree import ElementTree

import pytest

from articles.models import Edition, PlainPage, Tag
from articles.publishing import unpublish
from fitblog.lib.sitemap import SiteMap
from fitblog.urls import SITEMAPS
from tests.factories import (
    make_article,
    make_author,
    make_picture,
    make_product,
    make_product_picture,
    make_topic,
    publish_article,
)

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"


def read(client, path: str) -> dict[str, str | None]:
    """Addresses with their last change."""
    root = ElementTree.fromstring(client.get(path).content)
    return {entry.findtext(f"{MAP}loc"): entry.findtext(f"{MAP}lastmod") for entry in root}


def listed(client) -> dict[str, str | None]:
    parts = [address.removeprefix("http://testserver") for address in read(client, "/sitemap.xml")]
    return {address: moment for part in parts for address, moment in read(client, part).items()}


def pictures(client, section: str) -> dict[str, list[str]]:
    """Of each page that shows one, without the host."""
    root = ElementTree.fromstring(client.get(f"/sitemap-{section}.xml").content)
    found = {
        entry.findtext(f"{MAP}loc"): [image.text for image in entry.iter(f"{IMAGE}loc")]
        for entry in root
    }
    host = "http://testserver"
    return {
        page.removeprefix(host): [address.removeprefix(host) for address in addresses]
        for page, addresses in found.items()
        if addresses
    }


def test_the_map_lists_every_page_that_can_be_read(client):
    publish_article("Hang", tags=["Bar"])
    make_product("Chalk")
    PlainPage.objects.create(title="Delivery", slug="delivery", text="<p>In two days.</p>")

    assert {address.removeprefix("http://testserver") for address in listed(client)} == {
        "/",
        "/guides/",
        "/guides/hang/",
        "/topics/strength/",
        "/tags/bar/",
        "/authors/ines-marlow/",
        "/pages/delivery/",
        "/shop/",
        "/shop/chalk/",
    }


def test_the_map_leaves_out_what_nobody_can_read(client):
    unpublish(publish_article("Gone").article)
    make_article("Draft", topic=make_topic("Food"), author=make_author("Abla Deku"))
    Tag.objects.create(name="Bar", slug="bar")

    assert set(listed(client)) == {
        "http://testserver/",
        "http://testserver/guides/",
        "http://testserver/shop/",
    }


def test_a_page_changed_when_its_newest_guide_did(client):
    edition = publish_article("Hang", tags=["Bar"])
    Edition.objects.filter(pk=edition.pk).update(
        published_at="2026-01-01T09:00Z", live_from="2026-02-03T09:00Z"
    )

    moments = listed(client)

    for path in ("/guides/hang/", "/topics/strength/", "/tags/bar/", "/"):
        assert moments[f"http://testserver{path}"].startswith("2026-02-03"), path


def test_pages_are_listed_with_the_pictures_that_they_show(client):
    guide = publish_article(
        "Hang", hero=make_picture(), author=make_author("Abla Deku", portrait=make_picture())
    )
    chalk = make_product("Chalk")
    shown = [make_product_picture(chalk) for _ in range(2)]

    assert pictures(client, "guides") == {"/guides/hang/": [guide.hero.url]}
    assert pictures(client, "authors") == {
        "/authors/abla-deku/": [guide.author.portrait.as_image().url]
    }
    assert pictures(client, "products") == {
        "/shop/chalk/": [picture.as_image().url for picture in shown]
    }


@pytest.mark.parametrize("number", [1, 4])
def test_pictures_cost_no_query_a_page(client, django_assert_num_queries, number):
    for _ in range(number):
        publish_article(topic=make_topic(picture=make_picture()))
        make_product_picture(make_product())

    with django_assert_num_queries(5):
        client.get("/sitemap-guides.xml")
        client.get("/sitemap-products.xml")


def test_a_long_list_is_split(client, monkeypatch):
    monkeypatch.setattr(SiteMap, "limit", 2)
    for number in range(5):
        publish_article(f"Hang {number}")

    parts = [address for address in read(client, "/sitemap.xml") if "guides" in address]

    assert [len(read(client, part)) for part in parts] == [2, 2, 1]
    assert len(listed(client)) >= 5


def test_no_file_holds_more_than_ten_thousand_addresses():
    assert {part.limit for part in SITEMAPS["sitemaps"].values()} == {10_000}


def test_the_map_speaks_of_the_site_by_its_public_name(client, settings):
    settings.SITE_URL = "https://fitblog.example"
    publish_article("Hang")

    assert "https://fitblog.example/guides/hang/" in read(client, "/sitemap-guides.xml")


def test_the_index_costs_no_query_a_guide(client, django_assert_max_num_queries):
    for _ in range(5):
        publish_article(tags=["Bar"])

    with django_assert_max_num_queries(17):
        client.get("/sitemap.xml")


def test_search_engines_may_read_all_but_the_desk(client):
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /account/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_who_asks_for_the_icon_by_its_old_name_gets_it(client):
    assert client.get("/favicon.ico").headers["Location"] == "/static/img/icon.png"


def test_the_health_page_asks_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/health/")

    assert response.content == b"ok\n"
    assert "no-store" in response.headers["Cache-Control"]
