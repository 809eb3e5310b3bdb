"""The checkout's form sent: what is shown is ordered once, or the page says why not."""

from decimal import Decimal

import pytest
from django.urls import reverse

from shop.addressing.addresses import Address
from shop.models import Order, Payment, Variant
from tests.factories import (
    make_delivery_method,
    make_discount,
    make_product,
    make_tax_rate,
    make_variant,
)
from tests.markup import Markup
from tests.shop.checking_out import CHECKOUT, Payer, errors, fields_of, sentences, sums
from tests.shop.conftest import CART

pytestmark = pytest.mark.django_db


@pytest.fixture
def payer() -> Payer:
    """With one kettlebell for $40 in the cart."""
    make_variant(make_product("Kettlebell"), title="16 kg", sku="BELL", price="40.00")
    payer = Payer()
    payer.add("BELL")
    return payer


def test_an_order_is_made_as_it_was_shown(payer):
    standard = make_delivery_method(price=Decimal("6.00"))
    make_tax_rate("US", "8")

    answer = payer.order(phone="612 555 0142", line2="2nd floor")

    order = Order.objects.get()
    assert answer.status_code == 303
    assert answer["Location"].endswith(reverse("shop:order_back", args=[order.token]))
    assert order.total == Decimal("49.68")
    assert order.delivery_title == standard.title
    assert order.email == "maya.osei@postbox.example"
    assert order.deliver_to == order.bill_to
    assert order.deliver_to == Address(
        *("Maya Osei", "418 Linden Street", "Minneapolis", "US", "2nd floor", "MN", "55401"),
        phone="612 555 0142",
    )
    assert order.origin == "http://testserver"
    assert Payment.objects.get().provider == "invoice"
    assert payer.quantities == {}


def test_a_price_that_changed_is_shown_before_it_is_paid(payer):
    form = payer.form()
    Variant.objects.update(price="45.00")

    page = payer.order(form)

    assert page.status_code == 409
    assert "Kettlebell, 16 kg costs $45.00 now instead of $40.00." in sentences(page)
    assert "It comes to $45.00 now" in sentences(page)
    assert sums(page)["Total"] == "$45.00"
    assert not Order.objects.exists()
    assert payer.order(fields_of(page)).status_code == 303
    assert Order.objects.get().total == Decimal("45.00")


def test_a_sold_out_line_is_said_and_the_rest_can_be_ordered(payer):
    make_variant(make_product("Rope"), sku="ROPE", price="18.00")
    payer.add("ROPE")
    form = payer.form()
    Variant.objects.filter(sku="BELL").update(stock=0)

    page = payer.order(form)

    assert "Kettlebell, 16 kg is sold out." in sentences(page)
    assert sums(page)["Total"] == "$18.00"
    payer.order(fields_of(page))
    assert Order.objects.get().total == Decimal("18.00")
    assert payer.quantities == {"BELL": 1}
    assert payer.cookies["cart"].value == "1"


def test_fewer_left_than_wanted_is_said_and_leads_to_the_cart(payer):
    payer.change(4)
    form = payer.form()
    Variant.objects.update(stock=3)

    page = payer.order(form)

    assert "Only 3 of Kettlebell, 16 kg are left." in sentences(page)
    assert "Only 3 left: fewer than you have here." in page.content.decode()
    assert [a["href"] for a in Markup.of(page).all("a") if a.text == "Change your cart"] == [CART]


def test_another_way_of_delivery_than_shown_is_confirmed(payer):
    make_delivery_method("Standard", price=Decimal(6))
    express = make_delivery_method("Express", price=Decimal(12), position=1)

    page = payer.order(delivery=str(express.pk))

    assert page.status_code == 409
    assert "Delivery costs $12.00 now instead of $6.00." in sentences(page)
    assert payer.order(fields_of(page)).status_code == 303
    assert Order.objects.get().delivery_title == "Express"


@pytest.mark.parametrize("shown", ["", "nonsense", "a:b:c", "é" * 5000, "\x00"])
def test_a_form_without_our_statement_orders_nothing(payer, shown):
    page = payer.order(shown=shown)

    assert page.status_code in {200, 409}
    assert not Order.objects.exists()
    assert fields_of(page)["name"] == "Maya Osei"


def test_a_statement_of_an_older_cart_orders_nothing(payer):
    form = payer.form()
    payer.change(2)

    page = payer.order(form)

    assert "Kettlebell, 16 kg: 2 now instead of 1." in sentences(page)
    assert not Order.objects.exists()


def test_a_statement_of_another_cart_orders_nothing(payer):
    form = payer.form()
    other = Payer()
    other.post(reverse("shop:cart_add"), {"sku": "BELL"})

    page = other.order(form)

    assert page.status_code == 409
    assert "This page showed another cart." in sentences(page)
    assert not Order.objects.exists()


def test_the_same_form_twice_is_one_order(payer):
    form = payer.form()

    first, second = payer.order(form), payer.order(form)

    assert first.status_code == second.status_code == 303
    assert first["Location"] == second["Location"]
    assert Order.objects.get().token in first["Location"]
    assert Payment.objects.count() == 1


def test_the_same_page_with_another_address_is_not_ordered_again(payer):
    form = payer.form()
    payer.order(form)

    page = payer.order(form | {"line1": "1 Other Street"})

    order = Order.objects.get()
    assert page.status_code == 409
    assert "You have ordered this already" in page.content.decode()
    assert order.get_absolute_url() in [a["href"] for a in Markup.of(page).all("a")]


@pytest.mark.parametrize("makes_a_cart", [True, False])
def test_an_empty_cart_has_no_checkout(makes_a_cart):
    payer = Payer()
    if makes_a_cart:
        make_variant(sku="BELL")
        payer.add("BELL")
        payer.change(0)

    page = payer.get(CHECKOUT, follow=True)

    assert page.redirect_chain[0][0] == CART
    assert "Your cart is empty" in page.content.decode()
    if makes_a_cart:
        assert "There is nothing in your cart that can be ordered." in page.content.decode()


def test_a_cart_of_sold_out_goods_has_no_checkout(payer):
    Variant.objects.update(stock=0)

    page = payer.get(CHECKOUT, follow=True)

    assert "There is nothing in your cart that can be ordered." in payer.told(page)


def test_a_code_that_is_refused_says_why_and_stays_to_be_mended(payer):
    page = payer.look_again(code="SUNDAY1O")

    assert errors(page) == {"code": "We have no code “SUNDAY1O”."}
    assert fields_of(page)["code"] == "SUNDAY1O"
    assert payer.cart.discount is None


def test_a_code_that_is_refused_orders_nothing(payer):
    make_discount("SUNDAY10", minimum=Decimal(100))

    page = payer.order(code="SUNDAY10")

    assert page.status_code == 409
    assert errors(page)["code"] == "This code needs goods for $100.00 or more."
    assert not Order.objects.exists()
    assert payer.order(fields_of(page) | {"code": ""}).status_code == 303


def test_goods_for_nothing_are_ordered_and_paid_at_once(payer):
    make_discount("ALL", value=100)

    answer = payer.order(payer.form(payer.look_again(code="ALL"), code="ALL"))

    order = Order.objects.get()
    assert answer["Location"] == order.get_absolute_url()
    assert order.state == Order.State.PAID


def test_an_order_costs_40_queries_at_most(payer, django_assert_max_num_queries):
    make_delivery_method()
    make_tax_rate()
    for _ in range(4):
        payer.add(make_variant().sku)
    form = payer.form()

    with django_assert_max_num_queries(48):
        assert payer.order(form).status_code == 303
