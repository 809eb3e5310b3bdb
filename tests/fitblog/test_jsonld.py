"""Schema.org nodes and the block they are written into."""

import json

import pytest
from django.test import RequestFactory

from fitblog.lib import jsonld
from fitblog.lib.page import Crumb, Page

CRUMBS = [Crumb("Home", "/"), Crumb("Cart")]


@pytest.mark.parametrize(
    "text", ["</script>", "<!-- <script>", "<", "a & b", "]]>", "\u2028", '"\\"', "Größe"]
)
def test_no_text_ends_the_block_or_changes_in_it(text):
    block = jsonld.script([{"@type": "Thing", "name": text}])

    inner = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert "<" not in inner
    assert json.loads(inner)["@graph"] == [{"@type": "Thing", "name": text}]


def test_a_page_that_says_nothing_of_itself_is_a_page():
    request = RequestFactory().get("/cart/")

    page, crumbs = jsonld.page_nodes(request, Page("Your cart", "Yours.", crumbs=CRUMBS))

    assert (page["@type"], page["name"], page["url"]) == (
        "WebPage",
        "Your cart",
        "http://testserver/cart/",
    )
    assert crumbs["@type"] == "BreadcrumbList"


def test_one_crumb_is_no_way():
    request = RequestFactory().get("/")

    nodes = jsonld.page_nodes(request, Page("Home", crumbs=[Crumb("Home")]))

    assert [node["@type"] for node in nodes] == ["WebPage"]


def test_addresses_are_the_sites_public_ones(settings):
    settings.SITE_URL = "https://fitblog.example"
    request = RequestFactory().get("/cart/")

    assert jsonld.breadcrumbs(request, CRUMBS)["itemListElement"] == [
        {
            "@type": "ListItem",
            "position": 1,
            "name": "Home",
            "item": "https://fitblog.example/",
        },
        {"@type": "ListItem", "position": 2, "name": "Cart"},
    ]
