"""A shopper at the checkout: a cart, what its page shows, and the form sent."""

import itertools
from typing import Any

from shop.checkout import Details, look, place_order
from shop.models import Cart, CartLine, DeliveryMethod, Order, Variant
from tests.factories import make_variant
from tests.shop.ordering import MAYA

numbers = itertools.count(1)


def cart_of(*wanted: tuple[Variant, int], key: str = "") -> Cart:
    """A cart of these units; of one unit unless told."""
    cart = Cart.objects.create(key=key or f"till-{next(numbers)}", version=len(wanted))
    for variant, quantity in wanted or ((make_variant(), 1),):
        CartLine.objects.create(cart=cart, variant=variant, quantity=quantity)
    return cart


def details(**fields: Any) -> Details:
    defaults = {
        "email": "maya.osei@postbox.example",
        "deliver_to": MAYA,
        "payment_method": "invoice",
        "origin": "https://shop.example",
    }
    return Details(**defaults | fields)


def shown(cart: Cart, typed: Details | None = None) -> str:
    """The signed statement that the page holds for this shopper."""
    typed = typed or details()
    found = look(
        Cart.objects.get(pk=cart.pk),
        country=typed.deliver_to.country,
        delivery_method=DeliveryMethod.objects.filter(pk=typed.delivery_method).first(),
        code=typed.code,
        email=typed.email,
    )
    return found.statement.signed()


def buy(cart: Cart, typed: Details | None = None) -> Order:
    typed = typed or details()
    return place_order(cart, shown(cart, typed), typed)
