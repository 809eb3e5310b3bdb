"""Taking products out of the shop, and what that touches."""

from collections.abc import Iterable

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from shop.catalogue import alerts
from shop.models import CartLine, Order, OrderLine, Product, Variant

State = Order.State
OPEN = [State.PLACED, State.PAID, State.PACKED, State.PARKED]  # not sent, and not ended


def with_touched(products: QuerySet[Product]) -> QuerySet[Product]:
    """Adds how many `carts` hold the product and how many `open_orders` have it in them."""
    lines = OrderLine.objects.filter(order__state__in=OPEN)
    return products.annotate(
        carts=_count(CartLine.objects.all(), "cart"), open_orders=_count(lines, "order")
    )


def withdraw(products: Iterable[Product]) -> int:
    """Returns how many were offered until now. One save each, for the log."""
    offered = [product for product in products if product.withdrawn_at is None]
    for product in offered:
        product.withdrawn_at = timezone.now()
        product.save(update_fields=["withdrawn_at", "changed_at"])
    return len(offered)


def offer_again(products: Iterable[Product]) -> int:
    """Returns how many were withdrawn until now. Who waits for one of them is told."""
    withdrawn = [product for product in products if product.withdrawn_at]
    for product in withdrawn:
        product.withdrawn_at = None
        product.save(update_fields=["withdrawn_at", "changed_at"])
    variants = Variant.objects.filter(product__in=withdrawn)
    alerts.returned(variants.values_list("pk", flat=True))
    return len(withdrawn)


def _count(lines: QuerySet, what: str) -> Coalesce:
    own = lines.filter(variant__product=OuterRef("pk")).order_by().values("variant__product")
    return Coalesce(Subquery(own.annotate(count=Count(what, distinct=True)).values("count")), 0)
