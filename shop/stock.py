"""What lies on the shelf. Orders take from it and give back.

It falls below nothing only for a variant that is sold on back-order, and no further than its
`backorder_limit`; then it says how many are owed.

An order takes its units when it is placed, and keeps them while it waits for its payment.
When that does not come in time the order has lapsed, and whoever needs the units gives them
back first: `orders.release_lapsed()`, called by a checkout that finds too little, by a page
that shows such an order, and by `manage.py expire_orders`. So what can be had is `stock`,
`backorder_limit` and the units of lapsed orders together. That is what every page says, by
`models/held.py`; `stock` alone is what lies there.

At any moment: a variant's stock + `taken` of all its order lines == what was received.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from shop.catalogue import alerts
from shop.models import Variant


class OutOfStock(Exception):
    """Fewer are left than wanted. `left`: variant key → units, for each that is short."""

    def __init__(self, left: dict[int, int]):
        super().__init__(left)
        self.left = left


def in_order(units: Mapping[int, int]) -> list[tuple[int, int]]:
    """By key everywhere, so that two transactions that want the same goods cannot deadlock."""
    return sorted(units.items())


def lock(**which: Any) -> None:
    """Keep every other writer off these variants until the transaction ends."""
    list(Variant.objects.select_for_update().filter(**which).order_by("pk").values_list("pk"))


@transaction.atomic
def take(wanted: Mapping[int, int]) -> None:
    """Take units of variants off the shelf, or on back-order: all, or none and OutOfStock.

    Safe against another shopper's checkout: the test and the subtraction are one UPDATE.
    """
    short = [
        key
        for key, units in in_order(wanted)
        if not Variant.objects.filter(pk=key, stock__gte=units - F("backorder_limit")).update(
            stock=F("stock") - units
        )
    ]
    if short:
        there = Variant.objects.filter(pk__in=short).annotate(
            units=F("stock") + F("backorder_limit")
        )
        left = dict(there.values_list("pk", "units"))
        raise OutOfStock({key: left.get(key, 0) for key in short})


@transaction.atomic
def give_back(units: Mapping[int, int]) -> None:
    """Put units of variants back on the shelf. A variant that is gone is passed over."""
    for key, count in in_order(units):
        Variant.objects.filter(pk=key).update(stock=F("stock") + count)
    alerts.returned(units)


def free(variants: Iterable[int]) -> dict[int, int]:
    """Variant key → units that can be had now. One query."""
    there = Variant.objects.with_lapsed().filter(pk__in=variants)
    return dict(there.values_list("pk", F("stock") + F("backorder_limit") + F("lapsed")))
