import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shop.models import Product, Variant
from tests.factories import make_product, make_product_picture, make_variant
from tests.shop.conftest import ADD, CART, CHANGE

pytestmark = pytest.mark.django_db

DRAWER = reverse("shop:cart_drawer")
BY_SCRIPT = {"X-Requested-With": "drawer"}


def body(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize("address", [CART, DRAWER])
def test_an_empty_cart_says_so_and_shows_a_way_on(shopper, address):
    page = body(shopper.get(address))

    assert "Your cart is empty" in page
    assert f'<a class="button" href="{reverse("shop:catalogue")}">Browse the shop</a>' in page


@pytest.mark.parametrize("address", [CART, DRAWER])
def test_looking_makes_neither_cart_nor_session_nor_cookie(shopper, address):
    shopper.get(address)

    assert not shopper.left_a_trace()


@pytest.mark.parametrize("address", [CART, DRAWER])
def test_nobody_keeps_a_copy_of_a_cart(shopper, address):
    kept = shopper.get(address).headers["Cache-Control"]

    assert "no-store" in kept
    assert "private" in kept


def test_page_and_drawer_show_the_same(shopper):
    make_variant(make_product("Heel wedges"), sku="WEDGE", price="28.00")
    shopper.add("WEDGE", 2)

    drawer = body(shopper.get(DRAWER)).strip()

    assert "Heel wedges" in drawer
    assert drawer in body(shopper.get(CART))


def test_a_line_shows_the_price_of_today(shopper):
    make_variant(sku="WEDGE", price="28.00")
    shopper.add("WEDGE", 2)
    Variant.objects.update(price="30.00", compare_at_price="35.00")

    page = body(shopper.get(CART))

    assert "$30.00 each" in page
    assert "</span>$60.00<s>" in page
    assert "<dt>Subtotal, 2 items</dt><dd>$60.00</dd>" in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"stock": 0}, "Sold out. It is not counted in the subtotal."),
        ({"product__withdrawn_at": timezone.now()}, "No longer sold. It is not counted"),
    ],
)
def test_what_can_no_longer_be_had_is_marked_and_not_counted(shopper, change, words):
    variant = make_variant(sku="WEDGE")
    shopper.add("WEDGE")
    if "stock" in change:
        Variant.objects.update(**change)
    else:
        Product.objects.filter(pk=variant.product_id).update(withdrawn_at=timezone.now())

    page = body(shopper.get(CART))

    assert words in page
    assert "<dd>$0.00</dd>" in page
    assert "One more of" not in page
    assert "Remove<span" in page


def test_fewer_left_than_in_the_cart_is_said(shopper):
    make_variant(sku="WEDGE", stock=5)
    shopper.add("WEDGE", 4)
    Variant.objects.update(stock=3)

    assert "Only 3 left: fewer than you have here." in body(shopper.get(CART))


def test_each_form_names_its_line_and_the_version_that_is_shown(shopper):
    make_variant(sku="WEDGE")
    shopper.add("WEDGE")
    line, version = shopper.cart.lines.get(), shopper.cart.version

    page = body(shopper.get(CART))

    assert page.count(f'name="line" value="{line.pk}"') == 2
    assert page.count(f'name="version" value="{version}"') == 2


def test_a_script_gets_the_changed_cart_in_the_same_round_trip(shopper):
    make_variant(make_product("Heel wedges"), sku="WEDGE")

    answer = shopper.post(ADD, {"sku": "WEDGE", "quantity": 2}, headers=BY_SCRIPT)

    assert answer.status_code == 200
    assert 'data-version="1" data-count="2"' in body(answer)
    assert "Heel wedges added. 2 items in your cart." in body(answer)
    assert "<html" not in body(answer)


def test_a_script_is_told_of_a_refusal_with_the_cart_as_it_stands(shopper):
    make_variant(sku="MAT")
    shopper.add("MAT")

    answer = shopper.post(ADD, {"sku": "NOTHING"}, headers=BY_SCRIPT)

    assert answer.status_code == 409
    assert "We do not know these goods" in body(answer)
    assert 'data-count="1"' in body(answer)


def test_what_a_script_was_told_is_not_told_again(shopper):
    make_variant(sku="WEDGE")
    shopper.post(ADD, {"sku": "WEDGE"}, headers=BY_SCRIPT)

    assert shopper.told() == []


def test_the_count_is_kept_where_scripts_can_read_it(shopper):
    make_variant(sku="WEDGE")

    cookie = shopper.post(ADD, {"sku": "WEDGE", "quantity": 3}).cookies["cart"]

    assert cookie.value == "3"
    assert cookie["samesite"] == "Lax"
    assert not cookie["httponly"]


def test_the_count_goes_when_the_cart_is_empty(shopper):
    make_variant(sku="WEDGE")
    shopper.add("WEDGE")

    shopper.change(0)

    assert shopper.cookies["cart"].value == ""
    assert shopper.cookies["cart"]["max-age"] == 0


def test_a_right_count_is_not_sent_again(shopper):
    make_variant(sku="WEDGE")
    shopper.add("WEDGE")

    assert "cart" not in shopper.get(CART).cookies


def test_a_count_without_a_cart_is_put_right(shopper):
    shopper.cookies["cart"] = "7"

    assert shopper.get(DRAWER).cookies["cart"].value == ""


def test_a_key_of_a_cart_cannot_be_guessed(shopper):
    make_variant(sku="WEDGE")
    shopper.add("WEDGE")

    key = shopper.cart.key

    assert re.fullmatch("[0-9a-f]{64}", key)
    assert shopper.session.session_key not in key


def test_a_cart_that_was_deleted_is_made_anew(shopper):
    make_variant(sku="WEDGE")
    shopper.add("WEDGE")
    shopper.cart.delete()

    shopper.add("WEDGE")

    assert shopper.quantities == {"WEDGE": 1}


def test_another_site_cannot_fill_a_cart():
    make_variant(sku="WEDGE")
    browser = Client(enforce_csrf_checks=True)

    statuses = [
        browser.post(
            address, {"sku": "WEDGE", "quantity": 1}, headers={"Sec-Fetch-Site": site}
        ).status_code
        for address in (ADD, CHANGE)
        for site in ("cross-site", "same-site", "none")
    ]

    assert statuses == [403] * 6


def test_our_own_pages_fill_a_cart_without_a_token():
    make_variant(sku="WEDGE")
    browser = Client(enforce_csrf_checks=True)

    answer = browser.post(ADD, {"sku": "WEDGE"}, headers={"Sec-Fetch-Site": "same-origin"})

    assert answer.status_code == 302


def test_the_drawer_costs_four_queries_with_any_number_of_lines(shopper, django_assert_num_queries):
    for sku in ("A", "B", "C"):
        make_product_picture(make_variant(sku=sku).product)
        shopper.add(sku)
    shopper.get(DRAWER)

    with django_assert_num_queries(4):  # session, cart, lines, ways of delivery
        shopper.get(DRAWER)


def test_a_cart_with_an_owner_is_no_page_for_search_engines(shopper):
    empty = body(shopper.get(CART))
    make_variant(sku="WEDGE")

    assert "noindex" in body(shopper.add("WEDGE"))
    assert "noindex" not in empty
