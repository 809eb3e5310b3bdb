"""Every public page, asked by five kinds of visitor: the same bytes, and nothing personal.

Which pages there are, and whose they are, is read from the table in docs/visitors.md.
"""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from articles.models import PlainPage
from tests.factories import (
    make_collection,
    make_product,
    make_product_picture,
    make_variant,
    publish_article,
)
from tests.fitblog.promises import EVERYONE, NOBODY, ONE, promises

pytestmark = pytest.mark.django_db

PROMISES = promises()
SLUGS = {
    "/guides/<slug>/": "hang",
    "/guides/<slug>.md": "hang",
    "/topics/<slug>/": "strength",
    "/tags/<slug>/": "bar",
    "/authors/<slug>/": "ines-marlow",
    "/topics/<slug>/feed/": "strength",
    "/tags/<slug>/feed/": "bar",
    "/authors/<slug>/feed/": "ines-marlow",
    "/pages/<slug>/": "about",
    "/shop/<slug>/": "ring",
    "/shop/collections/<slug>/": "shelf",
}
ASKED = {"/search/": "?q=grip", "/search/suggest/": "?q=grip"}
PUBLIC = [p for p in PROMISES if p.keeps == EVERYONE]


def path_of(address: str) -> str:
    return address.replace("<slug>", SLUGS.get(address, "")) + ASKED.get(address, "")


@pytest.fixture
def site():
    """A page of each kind, none of them empty."""
    product = make_product("Ring", description="<p>Grip it.</p>")
    make_product_picture(product)
    make_variant(product, sku="RING-1")
    make_collection(product, title="Shelf")
    PlainPage.objects.create(title="About", slug="about", text="<p>Who we are.</p>")
    publish_article("Other", tags=["Bar"])
    publish_article(
        "Hang",
        tags=["Bar"],
        sections=[{"heading": "Grip", "product": product}, "Rest"],
        takeaways=["Hang."],
        faq=["How long?"],
    )


def new() -> Client:
    return Client()


def with_a_cart() -> Client:
    client = Client()
    client.post("/cart/add/", {"sku": "RING-1"}, headers={"sec-fetch-site": "same-origin"})
    assert client.cookies
    return client


def signed_in() -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_user("maya", "maya@postbox.example"))
    return client


def editor() -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("ines", "ines@postbox.example"))
    assert client.get("/admin/").status_code == 200
    return client


def bot() -> Client:
    agent = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
    return Client(headers={"user-agent": agent, "accept": "*/*", "accept-language": "de"})


VISITORS = [new, with_a_cart, signed_in, editor, bot]


@pytest.mark.parametrize("promise", PUBLIC, ids=lambda promise: promise.address)
def test_a_public_page_is_the_same_bytes_for_everyone(site, promise):
    answers = [visitor().get(path_of(promise.address)) for visitor in VISITORS]

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1
    assert not any(answer.cookies for answer in answers)


@pytest.mark.parametrize("promise", PUBLIC, ids=lambda promise: promise.address)
def test_a_public_page_tells_caches_what_they_may_do(site, promise):
    answer = Client().get(path_of(promise.address))

    assert answer.headers["Cache-Control"] == (
        "public, max-age=0, s-maxage=30, stale-while-revalidate=30"
    )
    assert re.fullmatch(r'"[0-9a-f]{24}"', answer.headers["ETag"])
    assert answer.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    assert b"csrfmiddlewaretoken" not in answer.content


@pytest.mark.parametrize(
    "address", [p.address for p in PROMISES if p.keeps == ONE and "<" not in p.address]
)
def test_what_is_ones_own_is_kept_by_no_cache(site, address):
    answer = with_a_cart().get(address)

    assert "no-store" in answer.headers["Cache-Control"] or answer.status_code == 302


@pytest.mark.parametrize(
    "promise",
    [p for p in PUBLIC if p.queries is not None],
    ids=lambda promise: promise.address,
)
def test_a_page_asks_the_database_as_often_as_the_table_says(site, promise):
    client, path = Client(), path_of(promise.address)
    client.get(path)

    with CaptureQueriesContext(connection) as asked:
        client.get(path)

    assert len(asked) == promise.queries, [query["sql"][:90] for query in asked]


def test_the_table_names_every_public_page():
    marked = {
        re.sub(r"<\w+:(\w+)>", r"<\1>", f"/{route}")
        for route, pattern in routes(get_resolver())
        if hasattr(pattern.callback, "kept_query")
    }

    assert marked == {promise.address for promise in PUBLIC}


def test_the_table_says_of_each_page_whose_it_is():
    assert {promise.keeps for promise in PROMISES} == {EVERYONE, ONE, NOBODY}


def routes(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route, pattern
