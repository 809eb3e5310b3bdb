"""The end of an account: what it ordered stays in the books, without whoever ordered it."""

from dataclasses import replace

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from shop.addressing.addresses import Address
from shop.models import DiscountUse, Order, OrderMail, Parcel, StockAlert, WebhookEvent
from shop.ordering.orders import expire

State = Order.State
# The shop still has to take money, send a parcel or decide, and needs to know for whom.
OPEN = [State.PLACED, State.PAID, State.PACKED, State.PARKED]
NOBODY = Address(name="", line1="", city="", country="")


class StillNeeded(Exception):
    """Orders are not finished: `orders`. Or somebody works here, then there are none."""

    def __init__(self, orders: list[Order]):
        super().__init__(", ".join(order.number for order in orders))
        self.orders = orders


def unfinished(account: AbstractBaseUser) -> list[Order]:
    """Call it outside a transaction: orders that were not paid in time end first."""
    for order in Order.objects.lapsed().filter(customer=account):
        expire(order.pk)
    return list(Order.objects.filter(customer=account, state__in=OPEN))


def delete(account: AbstractBaseUser) -> None:
    """Delete the account with its addresses and its cart, and keep its orders as bare sums.

    Raises StillNeeded, and deletes nothing. Numbers, goods, sums, taxes and the country stay;
    names, addresses of every kind, providers' messages and parcel numbers go.
    """
    if account.is_staff:
        raise StillNeeded([])
    unfinished(account)
    with transaction.atomic():
        # Locked, so that no order is placed or adopted in between.
        account = get_user_model().objects.select_for_update().get(pk=account.pk)
        orders = Order.objects.select_for_update().filter(customer=account).order_by("pk")
        if still := [order for order in orders if order.state in OPEN]:
            raise StillNeeded(still)
        for order in orders:
            _forget(order)
        StockAlert.objects.filter(email=account.email.lower()).delete()
        account.delete()


def _forget(order: Order) -> None:
    """Leave of an order what the books need."""
    order.customer, order.email = None, ""
    order.deliver_to = replace(NOBODY, country=order.deliver_to.country)
    order.bill_to = replace(NOBODY, country=order.bill_to.country)
    order.save(update_fields=["customer", "email", "deliver_to", "bill_to"])
    DiscountUse.objects.filter(order_token=order.token).update(email="")
    WebhookEvent.objects.filter(payment__order=order).update(body="")
    Parcel.objects.filter(order=order).update(tracking="", tracking_url="")
    OrderMail.objects.filter(order=order, sent_at=None).delete()
