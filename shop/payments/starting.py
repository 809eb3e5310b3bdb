"""Send the shopper to where the order is paid."""

from django.db import transaction
from django.utils.translation import gettext as _

from shop.models import Order, Payment
from shop.ordering.orders import SHOPPER, locked, log
from shop.payments import Refused, held_until, provider


class NotPayable(Exception):
    """The order is paid, ended, or its time is over; `order.state` says which."""

    def __init__(self, order: Order):
        super().__init__(order.number)
        self.order = order


def begin(order: Order, back: str, method: str = "") -> str:
    """The address where this order is paid; asked twice, the same one.

    `back` is the full address to return to. Another `method` than before replaces it. Call it
    outside a transaction: it asks the provider. Raises NotPayable, payments.Refused,
    payments.Unreachable.
    """
    payment = _open(order.pk, method)
    if payment.address:
        return payment.address
    try:
        started = provider(payment.provider).start(payment, back)
    except Refused as refusal:
        # The next try is a payment of its own, with a key of its own.
        still_open = Payment.objects.filter(pk=payment.pk, state=Payment.State.OPEN)
        still_open.update(state=Payment.State.FAILED, note=str(refusal)[:300])
        raise
    if started.reference:
        Payment.objects.filter(pk=payment.pk).update(
            reference=started.reference, address=started.address
        )
    return started.address


@transaction.atomic
def _open(key: int, method: str) -> Payment:
    """The order's open payment by this method. There is one at most, whoever is faster."""
    order = locked(key)
    if not order.can_be_paid:
        raise NotPayable(order)
    method = method or order.payment_method
    payment = order.payments.filter(state=Payment.State.OPEN).first()
    if payment and payment.provider == method:
        return payment
    if payment:
        # Should it be paid after all, the message still finds it.
        Payment.objects.filter(pk=payment.pk).update(state=Payment.State.ABANDONED)
    if method != order.payment_method:
        _change_method(order, method)
    return Payment.objects.create(
        order=order, provider=method, amount=order.total, currency=order.currency
    )


def _change_method(order: Order, method: str) -> None:
    order.payment_method = method
    order.expires_at = max(order.expires_at, held_until(method))
    order.save(update_fields=["payment_method", "expires_at"])
    log(order, by=SHOPPER, note=_("Pays by another method: %(name)s") % {"name": method})
