"""Orders for the books, as a spreadsheet: one row an order.

Not one a line: delivery, discount, tax, payment and refund belong to the order, and a column of
them that repeats with each line adds up to nonsense. What was ordered is in one cell.
"""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from fitblog.lib.money import exponent
from fitblog.lib.spreadsheet import download
from shop.admin.orders.words import method_title
from shop.models import Order
from shop.payments import ROOMS
from shop.pricing import rounded

AT_ONCE = 500  # orders read from the database


def answer(orders: QuerySet[Order]) -> StreamingHttpResponse:
    return download(rows(orders), f"orders-{timezone.localdate().isoformat()}")


def rows(orders: QuerySet[Order]) -> Iterator[list[Any]]:
    """The head, then a row an order. Two queries for each 500."""
    yield [
        _("Order"),
        _("Placed"),
        _("State"),
        _("Email"),
        _("Name"),
        _("Country"),
        _("Articles"),
        _("Currency"),
        _("Subtotal"),
        _("Discount code"),
        _("Discount"),
        _("Delivery"),
        _("Tax on top"),
        _("Tax included"),
        _("Total"),
        _("Paid"),
        _("Refunded"),
        _("Payment method"),
        _("Paid at"),
        _("Invoice number"),
    ]
    # Worked out once: a choice's words cost more than the rest of a row.
    states = {state: str(words) for state, words in Order.State.choices}
    methods = {name: method_title(name) for name in ROOMS}
    for order in orders.prefetch_related("lines").iterator(chunk_size=AT_ONCE):
        yield _row(order, states, methods)


def _row(order: Order, states: dict[str, str], methods: dict[str, str]) -> list[Any]:
    def money(amount: Decimal) -> Decimal:
        return rounded(amount, exponent(order.currency))

    return [
        order.number,
        _moment(order.placed_at),
        states[order.state],
        order.email,
        order.bill_to.name,
        order.country,
        "; ".join(f"{line.quantity} × {line.sku}" for line in order.lines.all()),
        order.currency,
        money(order.subtotal),
        order.discount_code,
        money(order.discount),
        money(order.delivery),
        money(order.tax),
        money(order.included_tax),
        money(order.total),
        money(order.paid_total),
        money(order.refunded_total),
        methods.get(order.payment_method, order.payment_method),
        _moment(order.paid_at),
        order.invoice_number,
    ]


def _moment(at: datetime | None) -> str:
    """In the shop's time zone, as spreadsheets read it."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""
