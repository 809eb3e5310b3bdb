"""Changing a price, and what the history of prices lets a sale say.

In the European Union a sale's “was” is the lowest price of the 30 days before the sale began
(directive 98/6/EC, article 6a). A sale that is cut further keeps the “was” that it began with.
"""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Min, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from shop.models import PriceChange, Variant

WINDOW = timedelta(days=30)


class WasTooHigh(Exception):
    """`lowest` is the most that “was” may say of this variant."""

    def __init__(self, variant: Variant, lowest: Decimal):
        super().__init__(f"{variant.sku}: {lowest}")
        self.variant, self.lowest = variant, lowest


@transaction.atomic
def set_price(variant: Variant, price: Decimal, compare_at_price: Decimal | None = None) -> None:
    """Give the variant its price, and the one it is compared with while it is on sale.

    Raises WasTooHigh, and changes nothing, when that says more than `highest_was`.
    """
    # Locked, so that of two editors the second compares with what the first has made of it.
    Variant.objects.select_for_update().get(pk=variant.pk)
    record_price(variant)
    check_was(variant, compare_at_price)
    variant.price, variant.compare_at_price = price, compare_at_price
    variant.save(update_fields=["price", "compare_at_price"])
    record_price(variant)


def record_price(variant: Variant, *, at: datetime | None = None) -> None:
    """Write down what the table says that the variant costs, unless it is written already.

    For acts that save a variant themselves: call it before, which keeps a price that nobody
    wrote down, and after. `at` is for goods that are new; without it a first price counts from
    the day the product came in. 2 or 3 queries.
    """
    now = (
        Variant.objects.select_related("product")
        .only("price", "compare_at_price", "product__created_at")
        .get(pk=variant.pk)
    )
    last = variant.price_changes.first()
    if last and (last.price, last.compare_at_price) == (now.price, now.compare_at_price):
        return
    PriceChange.objects.create(
        variant=variant,
        price=now.price,
        compare_at_price=now.compare_at_price,
        at=at or (timezone.now() if last else now.product.created_at),
    )


def lowest_price_30_days(variant: Variant, before: datetime) -> Decimal | None:
    """At which it was sold in the 30 days before; None if it was not. One query."""
    since = before - WINDOW
    earlier = variant.price_changes.filter(at__lte=since).order_by("-at", "-pk")
    # What it cost when the window opened counts from the change that made it so.
    first = Coalesce(Subquery(earlier.values("at")[:1]), Value(since))
    in_window = variant.price_changes.filter(at__gte=first, at__lt=before).order_by()
    return in_window.aggregate(lowest=Min("price"))["lowest"]


def sale_began_at(variant: Variant) -> datetime | None:
    """Since when it is on sale without a break; None when it is not. One query."""
    began = None
    for compare_at_price, at in variant.price_changes.values_list("compare_at_price", "at"):
        if compare_at_price is None:
            break
        began = at
    return began


def highest_was(variant: Variant) -> Decimal | None:
    """The most that “was” may say in a sale that is on or begins now.

    None when nothing is known of earlier prices. 2 queries.
    """
    return lowest_price_30_days(variant, sale_began_at(variant) or timezone.now())


def check_was(variant: Variant, compare_at_price: Decimal | None) -> None:
    """Raises WasTooHigh when this “was” says more than it may."""
    if compare_at_price is None:
        return
    lowest = highest_was(variant)
    if lowest is not None and compare_at_price > lowest:
        raise WasTooHigh(variant, lowest)
