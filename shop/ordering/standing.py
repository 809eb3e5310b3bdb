"""How an order stands, in words for its shopper: what is, what comes next, what can be done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from fitblog.lib.money import format_price
from shop.models import Order, OrderMove, Payment

State = Order.State

# What an order passes on its way; the exceptional states are no part of it.
ROAD = [State.PAID, State.PACKED, State.SENT, State.DELIVERED]
ON_ITS_WAY = {State.PLACED, *ROAD}
ENDED = {State.EXPIRED, State.CANCELLED}


@dataclass(frozen=True)
class Standing:
    title: str
    sentences: list[str]
    kind: str = "waiting"  # good: nothing is to do; waiting: somebody must act; ended
    is_unheard: bool = False  # the shopper is back, the provider has not said a word


@dataclass(frozen=True)
class Step:
    """One row of the timeline. `kind` is done, now or later; only what is done has a time."""

    kind: str
    title: str
    note: str = ""
    at: datetime | None = None


class Back(Enum):
    """Whether the shopper has just come from the payment page, and what is known there."""

    NO = ""
    UNHEARD = "unheard"  # nothing yet: it may be paid
    UNPAID = "unpaid"  # nothing is paid, and one can go on

    def __bool__(self) -> bool:
        return self is not Back.NO


def moment(at: datetime) -> str:
    """A deadline, with the name of the zone: “Nov. 22, 2026, 10:12 a.m. UTC”."""
    local = localtime(at)
    return f"{date_format(local, 'DATETIME_FORMAT')} {local.tzname()}"


def standing(
    order: Order,
    payments: Sequence[Payment],
    *,
    back: Back = Back.NO,
    is_part_sent: bool = False,
) -> Standing:
    """`payments` are the order's own, oldest first."""
    if order.state == State.PLACED:
        return _unpaid(order, payments[-1] if payments else None, back)
    if order.state in ENDED:
        return _ended(order)
    if order.state == State.PARKED:
        return _parked(order)
    return _paid(order, is_part_sent)


def steps(order: Order, moves: Iterable[OrderMove]) -> list[Step]:
    """What has happened, oldest first, and what is still to come."""
    happened = [move for move in moves if move.state not in {move.was, State.PLACED}]
    done = [Step("done", _done_title(State.PLACED), at=order.placed_at)]
    done += [
        Step("done", _done_title(move.state), _done_note(order, move.state), move.at)
        for move in happened
    ]
    if order.state == State.PARKED:
        done.append(Step("now", _("Our decision"), _("We write to you.")))
    if order.state not in ON_ITS_WAY:
        return done
    passed = ROAD.index(order.state) + 1 if order.state in ROAD else 0
    to_come = [
        Step("later" if row else "now", *_to_come(order, state))
        for row, state in enumerate(ROAD[passed:])
    ]
    return done + to_come


def _unpaid(order: Order, latest: Payment | None, back: Back) -> Standing:
    facts = {
        "name": order.deliver_to.name,
        "total": format_price(order.total, order.currency),
        "until": moment(order.expires_at),
    }
    held = _("We keep the goods for you until %(until)s.") % facts
    if order.payment_method == "invoice":
        please = _("Please transfer %(total)s by %(until)s. We pack when the money arrives.")
        return Standing(_("Thank you, %(name)s") % facts, [please % facts], kind="good")
    if latest is None:
        return Standing(_("Your order waits for its payment"), [_("Nothing is paid yet."), held])
    if latest.state == Payment.State.FAILED:
        nothing = _("No money has come to us, and your order stands.")
        return Standing(_("The payment did not go through"), [nothing, held])
    if latest.state == Payment.State.ABANDONED:
        nothing = _("The payment was broken off, and no money has come to us. Your order stands.")
        return Standing(_("Your order is not paid yet"), [nothing, held])
    if not latest.address:
        again = _("Your order stands, and nothing is paid. Please try again in a minute.")
        return Standing(_("The payment provider did not answer"), [again, held])
    if back is Back.UNPAID:
        nothing = _("You came back before it was paid, and no money has come to us.")
        stands = _("Your order stands: pay now, or by another way.")
        return Standing(_("Your order is not paid yet"), [nothing, stands, held])
    if back is Back.UNHEARD:
        unheard = _("We have not heard from the payment provider yet. This page will tell.")
        wait = _("If you have paid, there is nothing to do, and no need to pay again.")
        return Standing(_("One moment, please"), [unheard, wait], is_unheard=True)
    return Standing(
        _("Your order waits for its payment"), [_("We have not heard of a payment yet."), held]
    )


def _ended(order: Order) -> Standing:
    if order.state == State.EXPIRED:
        title = _("This order was not paid in time")
        kept = _("We kept the goods until %(until)s; now they are back on the shelf.")
        late = _(
            "You owe nothing. If you have paid all the same, your money is not lost: when it "
            "arrives, we take the order up again or send the money back."
        )
        return Standing(title, [kept % {"until": moment(order.expires_at)}, late], kind="ended")
    back = _("The goods are back on the shelf, and you owe nothing.")
    late = _("If you have paid all the same, we send the money back when it arrives.")
    return Standing(_("This order is cancelled"), [back, late], kind="ended")


def _parked(order: Order) -> Standing:
    facts = {
        "paid": format_price(order.paid_total, order.currency),
        "total": format_price(order.total, order.currency),
    }
    if order.paid_total < order.total:
        why = _("%(paid)s of %(total)s has arrived, so we have packed nothing yet.") % facts
    else:
        why = _("It came when we no longer held the goods for you, so we have packed nothing yet.")
    then = _(
        "We look at it ourselves and write to you: either the goods come, or your money goes "
        "back. You need not do anything."
    )
    return Standing(_("Your money is here, your goods are not yet"), [why, then])


def _paid(order: Order, is_part_sent: bool) -> Standing:
    facts = {
        "name": order.deliver_to.name,
        "email": order.email,
        "refunded": format_price(order.refunded_total, order.currency),
    }
    paid = _("Your order is paid and on the bench. The receipt goes to %(email)s.")
    if not order.total:
        paid = _("There is nothing to pay, and your order is on the bench.")
    packed = (_("Packed and ready to go"), _("The carrier takes it next."))
    if is_part_sent:
        packed = (_("A part is on its way to you"), _("The rest follows."))
    title, sentence = {
        State.PAID: (_("Thank you, %(name)s"), paid),
        State.PACKED: packed,
        State.SENT: (_("On its way to you"), _("Your order has left our house.")),
        State.DELIVERED: (_("Delivered"), _("Your order has arrived. Train well.")),
        State.REFUNDED: (
            _("Your money is on its way back"),
            _("We have sent back %(refunded)s, the way you paid. Banks take a few days."),
        ),
    }[State(order.state)]
    sentences = [sentence % facts]
    if order.paid_total > order.total + order.refunded_total:
        sentences.append(_("More money came than was asked for. We send back what is too much."))
    kind = "ended" if order.state == State.REFUNDED else "good"
    return Standing(title % facts, sentences, kind=kind)


def _done_title(state: str) -> str:
    return {
        State.PLACED: _("Ordered"),
        State.PAID: _("Paid"),
        State.PACKED: _("Packed"),
        State.SENT: _("Sent"),
        State.DELIVERED: _("Delivered"),
        State.EXPIRED: _("Not paid in time"),
        State.CANCELLED: _("Cancelled"),
        State.PARKED: _("Money came, goods on hold"),
        State.REFUNDED: _("Refunded"),
    }[State(state)]


def _done_note(order: Order, state: str) -> str:
    if state == State.PAID and order.invoice_number:
        return _("Invoice number %(number)s") % {"number": order.invoice_number}
    if state in ENDED:
        return _("The goods went back on the shelf.")
    return ""


def _to_come(order: Order, state: str) -> tuple[str, str]:
    return {
        State.PAID: (_("Payment"), _("We wait for it.")),
        State.PACKED: (_("Packing"), _("Your things go into a box.")),
        State.SENT: (_("With the carrier"), _("We mail you where to follow it.")),
        State.DELIVERED: (_("At your door"), ""),
    }[State(state)]
