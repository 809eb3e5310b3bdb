"""Orders as they are after a checkout, made without one."""

import itertools
from datetime import timedelta
from typing import Any

from django.utils import timezone

from shop import stock
from shop.addressing.addresses import Address
from shop.models import Order, OrderLine, Payment, Variant
from tests.factories import make_variant

numbers = itertools.count(1)

MAYA = Address("Maya Osei", "418 Linden Street", "Minneapolis", "US", region="MN", postcode="55401")


def make_order(*wanted: tuple[Variant, int], **fields: Any) -> Order:
    """A placed order of these units, off the shelf; of one unit unless told."""
    wanted = wanted or ((make_variant(), 1),)
    total = sum(variant.price * quantity for variant, quantity in wanted)
    number = next(numbers)
    defaults = {
        "email": "maya.osei@postbox.example",
        "language": "en",
        "origin": "https://shop.example",
        "deliver_to": MAYA,
        "bill_to": MAYA,
        "country": MAYA.country,
        "currency": "USD",
        "taxes_included": False,
        "subtotal": total,
        "total": total,
        "checkout_key": f"key-{number}",
        "checkout_digest": "",
        "payment_method": "demo",
        "expires_at": timezone.now() + timedelta(minutes=30),
    }
    order = Order.objects.create(**defaults | fields)
    stock.take({variant.pk: quantity for variant, quantity in wanted})
    OrderLine.objects.bulk_create(
        OrderLine(
            order=order,
            variant=variant,
            title=variant.product.title,
            variant_title=variant.title,
            sku=variant.sku,
            unit_price=variant.price,
            quantity=quantity,
            taken=quantity,
            amount=variant.price * quantity,
        )
        for variant, quantity in wanted
    )
    return order


def make_payment(order: Order, **fields: Any) -> Payment:
    """An attempt to pay an order, open unless told."""
    defaults = {"provider": "demo", "amount": order.total, "currency": order.currency}
    return Payment.objects.create(order=order, **defaults | fields)
