import re

import pytest
from django.utils import timezone

from shop.models import ProductDetail
from tests.factories import make_product, make_product_picture, make_variant

pytestmark = pytest.mark.django_db


def body(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_product_page_shows_what_is_sold(client):
    product = make_product("Kettlebell", summary="One size", description="<p>Swing it.</p>")
    make_variant(product, price="72.00", compare_at_price="84.00")
    make_product_picture(product, alt="A black kettlebell")
    ProductDetail.objects.create(product=product, label="Height", value="28 cm")

    page = body(client.get(product.get_absolute_url()))

    for words in ("<h1>Kettlebell</h1>", "One size", "<p>Swing it.</p>", "A black kettlebell"):
        assert words in page
    assert "<dt>Height</dt><dd>28 cm</dd>" in page
    assert '<ins><span class="visually-hidden">now </span>$72.00</ins>' in page
    assert '<s><span class="visually-hidden">was </span>$84.00</s>' in page
    assert "Save $12.00" in page


def test_a_single_variant_is_not_asked_for(client):
    variant = make_variant(sku="WEDGE")

    page = body(client.get(variant.product.get_absolute_url()))

    assert '<input type="hidden" name="sku" value="WEDGE">' in page
    assert "<fieldset" not in page


def test_several_variants_are_chosen_from_by_radio(client):
    product = make_product(option_name="Weight")
    make_variant(product, sku="KB-8", title="8 kg", stock=0)
    make_variant(product, sku="KB-12", title="12 kg", stock=3)
    make_variant(product, sku="KB-16", title="16 kg", stock=30)

    page = body(client.get(product.get_absolute_url()))

    assert "<legend>Weight</legend>" in page
    assert 'value="KB-8" required disabled>' in page
    assert '8 kg</span><span class="visually-hidden">, Sold out</span>' in page
    assert 'value="KB-12" required checked>' in page
    assert '12 kg</span> <span class="options__note">Only 3 left</span>' in page
    assert 'value="KB-16" required>' in page


def test_prices_that_differ_stand_beside_their_variants(client):
    product = make_product(option_name="Weight")
    make_variant(product, title="8 kg", price="58.00")
    make_variant(product, title="16 kg", price="72.00")

    page = body(client.get(product.get_absolute_url()))

    assert '<span class="price__from">From</span> $58.00' in page
    assert '16 kg</span> <span class="options__note">$72.00</span>' in page


def test_a_sold_out_product_cannot_be_added(client):
    variant = make_variant(stock=0)

    page = body(client.get(variant.product.get_absolute_url()))

    assert '<button class="button" disabled>Sold out</button>' in page
    assert "Add to cart" not in page


def test_a_product_without_variants_is_sold_out(client):
    response = client.get(make_product().get_absolute_url())

    assert "disabled>Sold out</button>" in body(response)


def test_headings_in_the_description_follow_the_pages(client):
    product = make_product(description="<h4>Which weight?</h4><p>Eight.</p>")

    assert "<h3>Which weight?</h3>" in body(client.get(product.get_absolute_url()))


def test_a_withdrawn_product_is_gone_and_shows_a_way_on(client):
    product = make_product("Old mat", withdrawn_at=timezone.now())
    make_variant(product)

    response = client.get(product.get_absolute_url())

    assert response.status_code == 410
    assert "Old mat is no longer sold" in body(response)
    assert "Browse the shop" in body(response)


def test_an_unknown_product_is_not_found(client):
    assert client.get("/shop/nothing-of-the-kind/").status_code == 404


def test_the_page_sets_no_cookie_and_is_the_same_for_everyone(client):
    variant = make_variant()

    response = client.get(variant.product.get_absolute_url())

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["Cache-Control"].startswith("public")
    assert "csrf" not in response.content.decode()


@pytest.mark.parametrize("count", [1, 7])
def test_a_product_costs_the_same_with_any_number_of_variants(
    client, django_assert_max_num_queries, count
):
    product = make_product()
    for number in range(count):
        make_variant(product)
        make_product_picture(product)
        ProductDetail.objects.create(product=product, label=f"Figure {number}", value="1")

    with django_assert_max_num_queries(7):
        client.get(product.get_absolute_url())
