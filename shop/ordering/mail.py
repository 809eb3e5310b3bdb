"""The mails that an order owes: written with the change they tell of, sent after it, once each."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from shop.models import Order, OrderMail
from shop.ordering.letters import STALE
from shop.tasks import send_order_mail


def write(order: Order, kind: str, about: int = 0) -> None:
    """Note a mail in the change's own transaction, and have it sent once that has happened.

    Should the server die in between, the note is still there: `manage.py send_order_mails`.
    """
    noted = OrderMail.objects.create(order=order, kind=kind, about=about)
    transaction.on_commit(partial(send_order_mail.enqueue, noted.pk), robust=True)


def may_go_again(noted: OrderMail) -> bool:
    """Nobody sends it just now, and it still is true: it asks nobody to pay what is paid."""
    order, now = noted.order, timezone.now()
    if noted.sent_at is None and noted.claimed_at and noted.claimed_at > now - STALE:
        return False
    if noted.kind == OrderMail.Kind.RECEIVED:
        return order.can_be_paid
    if noted.kind == OrderMail.Kind.PAID:
        return order.state in {Order.State.PAID, Order.State.PACKED}
    return True


def send_again(noted: OrderMail) -> None:
    """Have a mail that went, or got stuck, go once more. Call it with the order locked."""
    OrderMail.objects.filter(pk=noted.pk).update(sent_at=None, claimed_at=None)
    transaction.on_commit(partial(send_order_mail.enqueue, noted.pk), robust=True)
