"""What the shop knows about a customer, for the customer."""

from dataclasses import asdict
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractBaseUser

from shop.models import CartLine, Order, SavedAddress, StockAlert

SUMS = ("subtotal", "discount", "delivery", "tax", "included_tax", "total", "paid_total")
LINE = ("title", "variant_title", "sku", "unit_price", "quantity", "amount", "discount", "tax")


def export(account: AbstractBaseUser) -> dict[str, Any]:
    """Account, addresses, cart and orders as plain values. Nine queries, whatever there is."""
    emails = EmailAddress.objects.filter(user=account).values("email", "verified", "primary")
    alerts = StockAlert.objects.filter(email=account.email.lower())
    orders = Order.objects.filter(customer=account)
    lines = CartLine.objects.filter(cart__owner=account).select_related("variant__product")
    return {
        "account": {
            "email_addresses": list(emails),
            "made_at": account.date_joined,
            "last_signed_in_at": account.last_login,
        },
        "addresses": [
            {**asdict(saved.address), "is_default": saved.is_default}
            for saved in SavedAddress.objects.filter(customer=account)
        ],
        "cart": [
            {"sku": line.variant.sku, "name": str(line.variant), "quantity": line.quantity}
            for line in lines
        ],
        "told_when_back": [
            {"name": str(alert.variant), "asked_at": alert.asked_at}
            for alert in alerts.select_related("variant__product")
        ],
        "orders": [
            _order(order)
            for order in orders.prefetch_related("lines", "moves", "parcels", "payments")
        ],
    }


def _order(order: Order) -> dict[str, Any]:
    return {
        "number": order.number,
        "state": order.state,
        "placed_at": order.placed_at,
        "email": order.email,
        "deliver_to": asdict(order.deliver_to),
        "bill_to": asdict(order.bill_to),
        "currency": order.currency,
        **{name: getattr(order, name) for name in SUMS},
        "refunded_total": order.refunded_total,
        "discount_code": order.discount_code,
        "payment_method": order.payment_method,
        "lines": [{name: getattr(line, name) for name in LINE} for line in order.lines.all()],
        "moves": [{"to": move.state, "at": move.at} for move in order.moves.all()],
        "parcels": [
            {"sent_at": parcel.sent_at, "carrier": parcel.carrier, "tracking": parcel.tracking}
            for parcel in order.parcels.all()
        ],
        "payments": [
            {"by": payment.provider, "amount": payment.amount, "state": payment.state}
            for payment in order.payments.all()
        ],
    }
