"""What the admin's home says of orders."""

from typing import Any

from django import template
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from shop.admin.orders.filters import TO_DO
from shop.models import Order, WebhookEvent

register = template.Library()


@register.inclusion_tag("admin/shop/order/_to_do.html")
def orders_to_do(user: Any) -> dict[str, Any]:
    """Each kind of thing to do with how many wait for it.

    One query, none for who may not look, and one more for who may look at stray money.
    """
    if not any(user.has_perm(f"shop.{may}_order") for may in ("view", "change")):
        return {"rows": None}
    counts = Order.objects.aggregate(
        **{
            name: Count("pk", filter=Q(pk__in=narrow(Order.objects.order_by()).values("pk")))
            for name, (_words, narrow) in TO_DO.items()
        }
    )
    address = reverse("admin:shop_order_changelist")
    rows = [
        {"words": words, "count": counts[name], "address": f"{address}?todo={name}"}
        for name, (words, _narrow) in TO_DO.items()
    ]
    return {"rows": rows + _stray_money(user)}


def _stray_money(user: Any) -> list[dict[str, Any]]:
    if not any(user.has_perm(f"shop.{may}_webhookevent") for may in ("view", "change")):
        return []
    count = WebhookEvent.objects.of_unknown_money().unsettled().count()
    address = reverse("admin:shop_webhookevent_changelist")
    return [{"words": _("Money of no order"), "count": count, "address": f"{address}?todo=open"}]
