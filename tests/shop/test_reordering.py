"""The goods of an order that came to nothing go into the cart again, as far as they are there."""

import pytest
from django.urls import reverse

from shop.models import Cart, Variant
from shop.ordering.orders import State
from tests.factories import make_product, make_variant
from tests.shop.ordering import make_order

pytestmark = pytest.mark.django_db


def again(shopper, order):
    return shopper.post(reverse("shop:order_again", args=[order.token]), follow=True)


def test_all_that_is_there_goes_into_the_cart(shopper):
    rope, mat = make_variant(sku="ROPE"), make_variant(sku="MAT")
    order = make_order((rope, 2), (mat, 1), state=State.EXPIRED)

    response = again(shopper, order)

    assert shopper.quantities == {"ROPE": 2, "MAT": 1}
    assert shopper.told(response) == [f"The goods of order {order.number} are in your cart."]


def test_a_second_click_adds_nothing(shopper):
    order = make_order((make_variant(sku="ROPE"), 2), state=State.EXPIRED)

    for _time in range(2):
        again(shopper, order)

    assert shopper.quantities == {"ROPE": 2}


def test_what_cannot_be_had_is_told_line_by_line(shopper):
    rope = make_variant(make_product("Rope"), sku="ROPE")
    mat = make_variant(make_product("Mat"), sku="MAT")
    gone = make_variant(make_product("Rings"))
    order = make_order((rope, 2), (mat, 3), (gone, 1), state=State.EXPIRED)
    gone.product.delete()
    Variant.objects.filter(sku="MAT").update(stock=1)

    response = again(shopper, order)

    assert shopper.quantities == {"ROPE": 2, "MAT": 1}
    assert shopper.told(response) == [
        "1 of 3 is available as before.",
        "Only 1 of Mat is left. 1 was added.",
        "Rings is no longer sold.",
    ]


def test_what_is_in_the_cart_already_counts(shopper):
    rope = make_variant(sku="ROPE")
    order = make_order((rope, 2), state=State.EXPIRED)
    shopper.add("ROPE", 1)

    again(shopper, order)

    assert shopper.quantities == {"ROPE": 2}
    assert Cart.objects.count() == 1
