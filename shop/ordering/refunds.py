"""Send money back, in whole or in part, with the goods back on the shelf or without.

Three steps, since no lock is held while a provider is asked: the sum is reserved, the provider
asked, the answer written down. A crash in between leaves a refund “on its way”, which
`carry_out` takes up again with the same key, so that nobody is paid twice.
"""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fitblog.lib.money import format_price
from shop.models import NumberSeries, Order, OrderMail, Payment, Refund
from shop.models.order import new_token
from shop.ordering import mail
from shop.ordering.orders import MOVES, State, give_back, locked, log, move
from shop.payments import Refused, provider


class NotRefundable(Exception):
    """More than the order's payments still hold, or nothing at all."""

    def __init__(self, order: Order, amount: Decimal):
        super().__init__(f"{order.number}: {amount}")
        self.order, self.amount = order, amount


def refund(
    order: Order,
    amount: Decimal,
    *,
    by: str,
    note: str = "",
    restock: Mapping[int, int] | None = None,
    payment: Payment | None = None,
    key: str = "",
) -> Refund:
    """Give back part of a payment; without one named, of the latest that holds enough.

    `restock`: line key → units back on the shelf. `key`: of the form that asks; the same form
    twice is one refund. Call it outside a transaction. Raises
    NotRefundable, payments.Refused (nothing has happened), payments.Unreachable (it stays on
    its way, and may be carried out again).
    """
    asked = _reserve(order, amount, by, note, restock or {}, payment, key or new_token())
    return carry_out(asked)


def carry_out(reserved: Refund) -> Refund:
    """Ask the provider for a refund that is on its way. One that is done stays as it is."""
    if reserved.state != Refund.State.ASKED:
        return reserved
    try:
        reference = provider(reserved.payment.provider).refund(reserved)
    except Refused as refusal:
        _give_up(reserved, str(refusal))
        raise
    return _finish(reserved, reference)


@transaction.atomic
def _reserve(
    order: Order,
    amount: Decimal,
    by: str,
    note: str,
    restock: Mapping[int, int],
    payment: Payment | None,
    key: str,
) -> Refund:
    # The order's lock keeps two refunds from reserving the same money.
    order = locked(order.pk)
    if known := Refund.objects.filter(key=key, payment__order=order).first():
        return known
    payments = [
        each
        for each in order.payments.order_by("-pk")
        if each.refundable >= amount and payment in (None, each)
    ]
    if amount <= 0 or not payments:
        raise NotRefundable(order, amount)
    chosen = payments[0]
    chosen.refunded += amount
    chosen.save(update_fields=["refunded"])
    return Refund.objects.create(
        payment=chosen,
        key=key,
        amount=amount,
        restock=[[line, units] for line, units in sorted(restock.items()) if units > 0],
        by=by,
        note=note,
    )


@transaction.atomic
def _finish(reserved: Refund, reference: str) -> Refund:
    order = locked(reserved.payment.order_id)
    reserved.refresh_from_db()
    if reserved.state != Refund.State.ASKED:
        return reserved
    reserved.state, reserved.reference = Refund.State.DONE, reference
    reserved.done_at = timezone.now()
    reserved.save(update_fields=["state", "reference", "done_at"])
    if reserved.currency == order.currency:
        _credit(order, reserved)
        order.refunded_total += reserved.amount
        order.save(update_fields=["refunded_total"])
    if reserved.restock:
        give_back(order, dict(reserved.restock))
    note = _("%(amount)s refunded.") % {"amount": format_price(reserved.amount, reserved.currency)}
    is_whole = order.refundable <= 0 and State.REFUNDED in MOVES[State(order.state)]
    if is_whole:
        move(order, State.REFUNDED, by=reserved.by, note=note)
    else:
        log(order, by=reserved.by, note=note)
    mail.write(order, OrderMail.Kind.REFUNDED, about=reserved.pk)
    return reserved


def _credit(order: Order, reserved: Refund) -> None:
    """Number the credit note of what takes back a part of the invoice; a surplus needs none."""
    kept = min(order.refundable, order.total)
    reserved.credited = kept - min(order.refundable - reserved.amount, order.total)
    if order.invoice_number is not None and reserved.credited > 0:
        reserved.credit_number = NumberSeries.objects.next("credit")
    reserved.save(update_fields=["credited", "credit_number"])


@transaction.atomic
def _give_up(reserved: Refund, reason: str) -> None:
    order = locked(reserved.payment.order_id)
    reserved.refresh_from_db()
    if reserved.state != Refund.State.ASKED:
        return
    reserved.state, reserved.note = Refund.State.FAILED, reason[:300]
    reserved.save(update_fields=["state", "note"])
    payment = Payment.objects.get(pk=reserved.payment_id)
    payment.refunded -= reserved.amount
    payment.save(update_fields=["refunded"])
    log(order, by=reserved.by, note=_("The refund was refused: %(reason)s") % {"reason": reason})
