"""Write down what providers say, each message once, in the transaction of its effect.

Messages come late, twice, in any order, and before the shopper is back. Whatever comes, paid
stays paid, and money that no order waits for is parked where the shop sees it.
"""

from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shop import discounts
from shop.models import Discount, DiscountUsedUp, Order, Payment, WebhookEvent
from shop.ordering.orders import State, locked, log, move, release_lapsed, take_missing
from shop.payments import Outcome, Provider, Report, provider
from shop.stock import OutOfStock


def hear(sender: Provider, body: bytes, headers: Mapping[str, str]) -> Payment | None:
    """A message came: what it is about. Raises BadSignature. Hearing it again changes nothing."""
    return record(sender, sender.read(body, headers), body)


def returned(payment: Payment, query: Mapping[str, str]) -> Outcome | None:
    """The shopper is back. What the provider says, if it knows.

    It is asked, so call this outside a transaction.
    """
    asked = provider(payment.provider)
    if payment.state == Payment.State.PAID or not (report := asked.ask(payment, query)):
        return None
    record(asked, report)
    return report.outcome


def record(sender: Provider, report: Report, body: bytes = b"") -> Payment | None:
    payment = _find(sender, report)
    if payment and payment.order.state == State.EXPIRED:
        # Before the transaction: in it, other orders' locks could tie a knot with ours.
        release_lapsed(payment.order.lines.values_list("variant", flat=True))
    with transaction.atomic():
        if report.event_id and not _is_new(sender, report, payment, body):
            return payment
        if payment and report.outcome != Outcome.NOTHING:
            _apply(sender, report, payment)
    return payment


def record_by_hand(order: Order, amount: Decimal, *, by: str, note: str = "") -> Payment:
    """An editor saw the money on the shop's account."""
    with transaction.atomic():
        order = locked(order.pk)
        payment = order.payments.filter(state=Payment.State.OPEN, provider="invoice").first()
        payment = payment or Payment(order=order, provider="invoice", currency=order.currency)
        payment.state, payment.amount, payment.note = Payment.State.PAID, amount, note
        payment.paid_at = timezone.now()
        payment.save()
        _receive(order, payment, by=by)
    return payment


def _find(sender: Provider, report: Report) -> Payment | None:
    # By our own key first: a message may come before the provider's reference is stored.
    payments = Payment.objects.filter(provider=sender.name).select_related("order")
    if report.key and (payment := payments.filter(key=report.key).first()):
        return payment
    return payments.filter(reference=report.reference).first() if report.reference else None


def _is_new(sender: Provider, report: Report, payment: Payment | None, body: bytes) -> bool:
    event = WebhookEvent(
        provider=sender.name, event_id=report.event_id, kind=report.kind, payment=payment
    )
    if payment is None and report.outcome == Outcome.PAID:
        event.body = body.decode(errors="replace")
        event.reference, event.amount = report.reference, report.amount
        event.currency = report.currency
    try:
        # A savepoint, so that PostgreSQL lets the transaction go on after a refusal.
        with transaction.atomic():
            event.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _apply(sender: Provider, report: Report, payment: Payment) -> None:
    order = locked(payment.order_id)
    payment.refresh_from_db()
    if payment.state == Payment.State.PAID:
        return
    if report.outcome == Outcome.PAID:
        payment.state, payment.paid_at = Payment.State.PAID, timezone.now()
        payment.amount, payment.currency = report.amount, report.currency
        payment.reference = report.reference or payment.reference
        payment.save(update_fields=["state", "paid_at", "amount", "currency", "reference"])
        _receive(order, payment, by=sender.name)
    elif payment.state == Payment.State.OPEN:
        payment.state, payment.note = Payment.State(report.outcome), report.note
        payment.save(update_fields=["state", "note"])
        log(order, by=sender.name, note=report.note or str(payment.get_state_display()))


def _receive(order: Order, payment: Payment, *, by: str) -> None:
    """Money has come for a locked order: move it on, or park it for the shop to decide."""
    short_before = order.paid_total < order.total
    if payment.currency == order.currency:
        order.paid_total += payment.amount
        order.save(update_fields=["paid_total"])
    waits = order.state in {State.PLACED, State.EXPIRED}
    if order.paid_total < order.total:
        _park(order, by, _("Another amount came than was asked for."))
    elif waits or (order.state == State.PARKED and short_before):
        try:
            take_missing(order)
        except OutOfStock:
            _park(order, by, _("Paid too late: the goods are sold by now."))
        else:
            _use_code_again(order)
            move(order, State.PAID, by=by, note=payment.reference)
    else:
        _park(order, by, _("Money came that this order did not wait for."))


def _use_code_again(order: Order) -> None:
    """An order that expired gave its code back. Its price holds, even if no use is left now."""
    if order.state == State.EXPIRED and (code := Discount.objects.find(order.discount_code)):
        with suppress(DiscountUsedUp):
            discounts.use(code, order.token, order.email)


def _park(order: Order, by: str, note: str) -> None:
    """Put the order where the shop decides; one on its way to the shopper only notes it."""
    if order.state in {State.PLACED, State.EXPIRED, State.CANCELLED, State.REFUNDED}:
        move(order, State.PARKED, by=by, note=note)
    else:
        log(order, by=by, note=note)
