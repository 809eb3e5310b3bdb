"""What the cart says before the checkout: its code, delivery and tax."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shop.models import Cart, Discount, Variant
from tests.factories import (
    make_collection,
    make_delivery_method,
    make_discount,
    make_product,
    make_tax_rate,
    make_variant,
)
from tests.markup import Markup
from tests.shop.checking_out import sums
from tests.shop.conftest import ADD, CART, Shopper

pytestmark = pytest.mark.django_db

CODE, COUNTRY = reverse("shop:cart_code"), reverse("shop:cart_country")
DRAWER = reverse("shop:cart_drawer")
BY_SCRIPT = {"X-Requested-With": "drawer"}


@pytest.fixture
def shopper() -> Shopper:
    """With goods for $40 in the cart."""
    make_variant(make_product("Kettlebell"), sku="BELL", price="40.00")
    shopper = Shopper()
    shopper.add("BELL")
    return shopper


def body(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def statements(queries: CaptureQueriesContext) -> int:
    """Without the savepoints that stand for the test's own transaction."""
    return sum("SAVEPOINT" not in query["sql"] for query in queries.captured_queries)


def test_the_subtotal_names_as_many_items_as_it_counts(shopper):
    gone = make_variant(price="9.00", stock=2)
    shopper.add(gone.sku)
    Variant.objects.filter(pk=gone.pk).update(stock=0)

    assert "Subtotal, 1 item<" in body(shopper.get(CART))


def test_a_code_is_applied_and_shown(shopper):
    make_discount("SUNDAY10")

    page = shopper.post(CODE, {"code": " sunday10 "}, follow=True)

    assert shopper.told(page) == ["The code was applied."]
    assert sums(page) == {
        "Subtotal, 1 item": "$40.00",
        "SUNDAY10, 10 % off": "-$4.00",
        "Total before delivery and tax": "$36.00",
    }
    assert "<strong>SUNDAY10</strong>, 10 % off" in body(page)


def test_a_code_is_taken_off_again(shopper):
    make_discount("SUNDAY10")
    shopper.post(CODE, {"code": "SUNDAY10"})

    page = shopper.post(CODE, {"code": ""}, follow=True)

    assert shopper.told(page) == ["The code was taken off."]
    assert sums(page) == {"Subtotal, 1 item": "$40.00"}
    assert shopper.cart.discount is None


@pytest.mark.parametrize("headers", [{}, BY_SCRIPT])
def test_a_code_that_is_refused_says_why_beside_the_field(shopper, headers):
    answer = shopper.post(CODE, {"code": "SUNDAY1O"}, headers=headers)

    assert answer.status_code == 409
    field = Markup.of(answer).one("input", name="code")
    assert (field["value"], field["aria-invalid"]) == ("SUNDAY1O", "true")
    assert "We have no code “SUNDAY1O”." in Markup.of(answer).texts("label")[0]
    assert shopper.cart.discount is None


def test_a_code_that_is_no_longer_good_says_why_and_stays(shopper):
    make_discount("SUNDAY10", minimum=Decimal(40))
    shopper.post(CODE, {"code": "SUNDAY10"})
    shopper.cart.lines.get().variant.__class__.objects.update(price="39.00")

    page = shopper.get(CART)

    assert "This code needs goods for $40.00 or more." in body(page)
    assert sums(page) == {"Subtotal, 1 item": "$39.00"}
    assert shopper.cart.discount.code == "SUNDAY10"


def test_a_code_that_the_shop_deletes_is_gone_from_the_cart(shopper):
    make_discount("SUNDAY10")
    shopper.post(CODE, {"code": "SUNDAY10"})

    Discount.objects.all().delete()

    assert sums(shopper.get(CART)) == {"Subtotal, 1 item": "$40.00"}


def test_a_country_brings_delivery_and_tax(shopper):
    make_delivery_method("Express", price=Decimal(12), countries=["US"])
    make_delivery_method("Standard", price=Decimal(6), countries=["US"])
    make_delivery_method("Parcel", price=Decimal(1), countries=["CA"])
    make_tax_rate("US", "8")

    page = shopper.post(COUNTRY, {"country": "US"}, follow=True)

    assert sums(page) == {
        "Subtotal, 1 item": "$40.00",
        "Delivery, from": "$6.00",
        "Tax 8 %": "$3.68",
        "Estimated total": "$49.68",
    }
    assert "Delivery to United States" in body(page)
    assert 'value="US" selected' in body(page)


def test_taxes_inside_the_prices_stand_below_the_total(shopper, settings):
    settings.PRICES_INCLUDE_TAX = True
    make_tax_rate("DE", "19", label="VAT 19 %")
    Cart.objects.update(country="DE")

    assert list(sums(shopper.get(CART)).items()) == [
        ("Subtotal, 1 item", "$40.00"),
        ("Estimated total", "$40.00"),
        ("Included: VAT 19 %", "$6.39"),
    ]


def test_the_rate_of_today_is_the_one_that_began_last(shopper):
    make_tax_rate("US", "7", valid_from="2020-01-01")
    make_tax_rate("US", "8.875", valid_from="2021-01-01", label="Sales tax")
    make_tax_rate("US", "9", valid_from="2999-01-01")
    make_tax_rate("CA", "5", valid_from="2022-01-01")
    Cart.objects.update(country="US")

    assert sums(shopper.get(CART))["Sales tax"] == "$3.55"


def test_how_much_is_missing_for_free_delivery_is_said(shopper):
    make_delivery_method(price=Decimal(6), free_from=Decimal(75))
    Cart.objects.update(country="US")

    assert "Goods for $35.00 more, and delivery is free." in body(shopper.get(CART))


def test_free_delivery_is_called_free(shopper):
    make_delivery_method(price=Decimal(6), free_from=Decimal(40))
    Cart.objects.update(country="US")

    page = shopper.get(CART)

    assert sums(page)["Delivery, from"] == "Free"
    assert "delivery is free" not in body(page)


@pytest.mark.parametrize("country", ["DE", "", "??", "us", "\x00", "x" * 5000])
def test_a_country_that_nothing_travels_to_is_refused(shopper, country):
    make_delivery_method(countries=["US"])

    answer = shopper.post(COUNTRY, {"country": country}, headers=BY_SCRIPT)

    assert answer.status_code == 409
    assert shopper.told(answer) == ["Choose a country from the list."]
    assert shopper.cart.country == ""


def test_a_country_that_is_no_longer_served_is_said(shopper):
    make_delivery_method(countries=["US"])
    Cart.objects.update(country="DE")

    assert "Nothing travels to Germany at the moment." in body(shopper.get(CART))


@pytest.mark.parametrize("code", ["", "\x00", "é" * 5000, "<b>", "'; drop", "１０"])
def test_nonsense_for_a_code_never_breaks_anything(shopper, code):
    answer = shopper.post(CODE, {"code": code}, headers=BY_SCRIPT)

    assert answer.status_code in {200, 409}
    assert "<b>" not in answer.content.decode()


@pytest.mark.parametrize("address", [CODE, COUNTRY])
def test_without_a_cart_nothing_is_made(address):
    shopper = Shopper()

    answer = shopper.post(address, {"code": "SUNDAY10", "country": "US"}, follow=True)

    assert "Your cart is empty" in body(answer)
    assert not shopper.left_a_trace()


@pytest.mark.parametrize("address", [CODE, COUNTRY])
def test_another_site_changes_nothing(address):
    browser = Client(enforce_csrf_checks=True)

    assert browser.post(address, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_a_script_gets_the_cart_in_the_same_round_trip(shopper):
    make_discount("SUNDAY10")

    answer = shopper.post(CODE, {"code": "SUNDAY10"}, headers=BY_SCRIPT)

    assert answer.status_code == 200
    assert "The code was applied." in body(answer)
    assert sums(answer)["SUNDAY10, 10 % off"] == "-$4.00"


def remember_everything(**fields) -> None:
    make_delivery_method()
    make_tax_rate("US")
    Cart.objects.update(country="US", discount=make_discount("SUNDAY10", **fields))


def test_the_drawer_costs_four_queries_with_code_and_country(shopper):
    remember_everything()

    with CaptureQueriesContext(connection) as queries:
        shopper.get(DRAWER)

    assert statements(queries) == 4


def test_adding_by_script_costs_eight_queries_with_code_and_country(shopper):
    remember_everything()

    with CaptureQueriesContext(connection) as queries:
        assert shopper.post(ADD, {"sku": "BELL"}, headers=BY_SCRIPT).status_code == 200

    assert statements(queries) == 8


def test_a_code_for_chosen_goods_costs_one_query_more(shopper):
    remember_everything(scope="chosen")
    Discount.objects.get().collections.add(make_collection())

    with CaptureQueriesContext(connection) as queries:
        shopper.get(DRAWER)

    assert statements(queries) == 5
