"""What the shop's pages tell machines in JSON-LD."""

import pytest

from tests.factories import make_product, make_product_picture, make_variant
from tests.markup import Markup

pytestmark = pytest.mark.django_db


def page(client, path: str) -> Markup:
    return Markup.of(client.get(path))


def test_a_product_is_offered_at_the_price_on_the_page(client):
    chalk = make_product("Chalk", description="<p>One size.</p>")
    make_variant(chalk, sku="CH-1", price="7.50", stock=14)

    read = page(client, "/shop/chalk/")

    node = read.node("Product")
    assert (node["name"], node["description"], node["sku"]) == ("Chalk", "One size.", "CH-1")
    assert node["offers"]["price"] == "7.50"
    assert node["offers"]["priceCurrency"] == "USD"
    assert node["offers"]["availability"] == "https://schema.org/InStock"
    assert "ProductGroup" not in [node["@type"] for node in read.graph]


def test_variants_are_products_of_a_group_each_at_its_own_price(client):
    bell = make_product("Kettlebell", option_name="Weight / Grip", description="<p>Steel.</p>")
    make_variant(bell, title="16 kg / Wide", sku="KB-16", price="72.00", stock=14)
    make_variant(bell, title="24 kg / Wide", sku="KB-24", price="96.50", stock=0)

    read = page(client, "/shop/kettlebell/")

    group, *products = read.graph[:3]
    assert (group["@type"], group["name"], group["description"]) == (
        "ProductGroup",
        "Kettlebell",
        "Steel.",
    )
    assert group["variesBy"] == ["Weight", "Grip"]
    assert group["hasVariant"] == [{"@id": product["@id"]} for product in products]
    assert [(p["@type"], p["isVariantOf"]["@id"]) for p in products] == [
        ("Product", group["@id"])
    ] * 2
    assert [(p["sku"], p["name"], p["offers"]["price"]) for p in products] == [
        ("KB-16", "Kettlebell, 16 kg / Wide", "72.00"),
        ("KB-24", "Kettlebell, 24 kg / Wide", "96.50"),
    ]
    assert [p["offers"]["availability"].rpartition("/")[2] for p in products] == [
        "InStock",
        "OutOfStock",
    ]
    assert products[0]["additionalProperty"] == [
        {"@type": "PropertyValue", "name": "Weight", "value": "16 kg"},
        {"@type": "PropertyValue", "name": "Grip", "value": "Wide"},
    ]


def test_a_price_has_as_many_decimals_as_its_currency(client, settings):
    settings.CURRENCY = "JPY"
    make_variant(make_product("Chalk"), price="900")

    offer = page(client, "/shop/chalk/").node("Product")["offers"]

    assert (offer["price"], offer["priceCurrency"]) == ("900", "JPY")


def test_the_last_few_are_said_to_be_few(client):
    make_variant(make_product("Chalk"), stock=3)

    offer = page(client, "/shop/chalk/").node("Product")["offers"]

    assert offer["availability"] == "https://schema.org/LimitedAvailability"


def test_pictures_are_whole_addresses_and_the_sites_own_where_there_is_none(client):
    pictured, bare = make_product("Chalk"), make_product("Tin")
    make_variant(pictured)
    make_variant(bare)
    make_product_picture(pictured)

    (own,) = page(client, "/shop/chalk/").node("Product")["image"]
    (ours,) = page(client, "/shop/tin/").node("Product")["image"]

    assert own.startswith("http://testserver/media/pictures/")
    assert ours == "http://testserver/static/img/share.png"


def test_a_name_cannot_end_the_block(client):
    make_variant(make_product("</script><script>", slug="chalk"))

    assert page(client, "/shop/chalk/").node("Product")["name"] == "</script><script>"


def test_the_catalogue_lists_its_products_in_the_order_of_the_page(client):
    for position, title in enumerate(("Chalk", "Tin")):
        make_variant(make_product(title, position=position))

    read = page(client, "/shop/")

    listed = read.node("ItemList")["itemListElement"]
    assert read.node("CollectionPage")["mainEntity"] == {"@id": read.node("ItemList")["@id"]}
    assert [item["url"] for item in listed] == [
        "http://testserver/shop/chalk/",
        "http://testserver/shop/tin/",
    ]


@pytest.mark.parametrize("path", ["/shop/", "/shop/chalk/"])
def test_every_page_of_the_shop_says_how_to_get_there(client, path):
    make_variant(make_product("Chalk"))

    steps = page(client, path).node("BreadcrumbList")["itemListElement"]

    assert len(steps) >= 2
