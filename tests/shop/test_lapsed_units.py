"""What an order holds that was not paid in time can be had: every page says so, no job ran."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shop import filling
from shop.models import Cart, Order, Product, Variant
from shop.ordering.orders import State
from tests.factories import make_product, make_variant
from tests.shop.checking_out import Payer
from tests.shop.conftest import Shopper
from tests.shop.ordering import make_order
from tests.shop.till import cart_of

pytestmark = pytest.mark.django_db


def later():
    return time_machine.travel(timezone.now() + timedelta(hours=1), tick=False)


@pytest.fixture
def rope() -> Variant:
    """The last two, held by an order that waits for its payment."""
    rope = make_variant(make_product("Rope"), sku="ROPE", price="18.00", stock=2)
    make_order((rope, 2))
    return rope


def words(client, address: str) -> str:
    return client.get(address).content.decode()


def test_as_long_as_the_order_may_be_paid_it_is_sold_out(client, rope):
    assert "Sold out" in words(client, rope.product.get_absolute_url())
    assert "Sold out" in words(client, "/shop/")


def test_product_page_and_lists_say_that_it_can_be_had_again(client, rope):
    with later():
        product = words(client, rope.product.get_absolute_url())
        lists = [words(client, address) for address in ("/shop/", "/shop/?stock=1", "/")]

    assert "Only 2 left" in product
    assert "Add to cart" in product
    assert "https://schema.org/InStock" in product or "LimitedAvailability" in product
    for page in lists:
        assert "Only 2 left" in page
        assert "Sold out" not in page


def test_it_can_be_put_into_a_cart(rope):
    shopper = Shopper()

    with later():
        shopper.add("ROPE", 3)

        assert shopper.quantities == {"ROPE": 2}
        page = shopper.get("/cart/").content.decode()
        assert "Sold out" not in page
        assert "<dd>$36.00</dd>" in page


def test_it_can_be_set_in_a_cart(rope):
    cart = cart_of((rope, 1))

    with later():
        change = filling.set_quantity(cart.key, cart.lines.get().pk, 2, cart.version)

    assert (change.done, change.is_refused) == (2, False)


def test_it_can_be_ordered(rope):
    payer = Payer()

    with later():
        payer.add("ROPE", 2)
        answer = payer.order()

    assert answer.status_code == 303
    assert set(Order.objects.values_list("state", flat=True)) == {State.PLACED, State.EXPIRED}
    rope.refresh_from_db()
    assert rope.stock == 0


def test_the_cheapest_that_is_there_counts_what_lapsed_orders_hold():
    product = make_product()
    cheap = make_variant(product, price="10.00", stock=1)
    make_variant(product, price="20.00", stock=5)
    make_order((cheap, 1))

    assert Product.objects.with_offer().get().price == Decimal(20)
    with later():
        offer = Product.objects.with_offer().get()
    assert (offer.price, offer.stock, offer.units) == (Decimal(10), 6, 6)


def test_what_was_paid_is_not_counted(rope):
    Order.objects.update(state=State.PAID)

    with later():
        assert not Variant.objects.with_lapsed().get().availability.can_be_bought


def test_what_is_owed_on_back_order_is_set_off_first():
    rope = make_variant(stock=1, backorder_limit=5)
    make_order((rope, 4))

    with later():
        there = Variant.objects.with_lapsed().get().availability
        offer = Product.objects.with_offer().get()

    assert (there.stock, there.units) == (1, 6)
    assert (offer.stock, offer.units) == (1, 6)


def test_telling_costs_no_query_more(client, rope):
    address = rope.product.get_absolute_url()
    Cart.objects.all().delete()

    with CaptureQueriesContext(connection) as before:
        client.get(address), client.get("/shop/")
    with later(), CaptureQueriesContext(connection) as after:
        client.get(address), client.get("/shop/")

    assert len(after) == len(before)
