"""What may happen to an order after it is placed. Every change of its state is made here.

Locks are taken in one order everywhere: cart, order, payment, variants by key, discount, number
series.
"""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from fitblog.lib.prepared import Given, Keys, prepared
from shop import discounts, stock
from shop.models import NumberSeries, Order, OrderLine, OrderMail, OrderMove, Parcel
from shop.models.order import OrderQuerySet
from shop.ordering import mail

State = Order.State

MOVES: dict[str, frozenset[str]] = {
    State.PLACED: frozenset({State.PAID, State.EXPIRED, State.CANCELLED, State.PARKED}),
    State.PAID: frozenset({State.PACKED, State.SENT, State.REFUNDED}),
    State.PACKED: frozenset({State.SENT, State.REFUNDED}),
    State.SENT: frozenset({State.DELIVERED, State.REFUNDED}),
    State.DELIVERED: frozenset({State.REFUNDED}),
    # Money that comes after the end is never lost from sight: it revives the order or parks it.
    State.EXPIRED: frozenset({State.PAID, State.PARKED}),
    State.CANCELLED: frozenset({State.PARKED}),
    State.PARKED: frozenset({State.PAID, State.REFUNDED}),
    State.REFUNDED: frozenset({State.PARKED}),
}

# Who moved an order, where it was no editor.
SHOPPER, CLOCK = "shopper", "clock"


class NotAllowed(Exception):
    """The order's state does not lead there; `order.state` says what it is by now."""

    def __init__(self, order: Order, to: str):
        super().__init__(f"{order.number}: {order.state} → {to}")
        self.order, self.to = order, to


def locked(order: int) -> Order:
    """The order by its key, for the rest of the transaction ours alone."""
    found = _locked.first(key=order)
    if found is None:
        raise Order.DoesNotExist
    return found


@prepared
def _locked(key: Given) -> OrderQuerySet:
    return Order.objects.select_for_update().filter(pk=key)


@transaction.atomic
def move(order: Order, to: str, *, by: str, note: str = "") -> None:
    """Move the order on from the state that the caller saw, and log it.

    Raises NotAllowed when the table has no such move, or somebody else was faster.
    """
    was, change = order.state, {"state": to}
    if to not in MOVES[State(was)]:
        raise NotAllowed(order, to)
    if not Order.objects.filter(pk=order.pk, state=was).update(**change):
        order.refresh_from_db(fields=["state"])
        raise NotAllowed(order, to)
    order.state = to
    OrderMove.objects.create(order=order, was=was, state=to, by=by, note=note)
    if to == State.PAID:
        _issue_invoice(order)
        mail.write(order, OrderMail.Kind.PAID)


def log(order: Order, *, by: str, note: str) -> None:
    """Write down what happened to an order that stays in its state."""
    OrderMove.objects.create(order=order, was=order.state, state=order.state, by=by, note=note)


def _issue_invoice(order: Order) -> None:
    order.paid_at = timezone.now()
    if order.invoice_number is None:
        order.invoice_number = NumberSeries.objects.next("invoice")
    order.save(update_fields=["paid_at", "invoice_number"])


# Stock


def take_missing(order: Order) -> None:
    """Take off the shelf what the order's lines lack. Raises OutOfStock, and takes nothing.

    A line whose variant is gone for good cannot be filled either.
    """
    lines = [line for line in order.lines.order_by("pk") if line.taken < line.quantity]
    if gone := [line for line in lines if line.variant_id is None]:
        raise stock.OutOfStock({0: 0} if gone else {})
    stock.take(_units((line.variant_id, line.quantity - line.taken) for line in lines))
    order.lines.update(taken=F("quantity"))


def give_back(order: Order, units: Mapping[int, int] | None = None) -> None:
    """Put units back on the shelf: line key → units; without, all that the order has taken.

    Never more than a line has taken. Needs the order locked.
    """
    lines = list(order.lines.filter(taken__gt=0).order_by("pk"))
    back = {
        line: line.taken if units is None else min(units.get(line.pk, 0), line.taken)
        for line in lines
    }
    for line, count in back.items():
        if count:
            OrderLine.objects.filter(pk=line.pk, taken__gte=count).update(taken=F("taken") - count)
    stock.give_back(_units((line.variant_id, count) for line, count in back.items()))


def _units(pairs: Iterable[tuple[int | None, int]]) -> dict[int, int]:
    """One count a variant, without what is gone or nothing."""
    units: dict[int, int] = {}
    for variant, count in pairs:
        if variant is not None and count:
            units[variant] = units.get(variant, 0) + count
    return units


# Ends


@transaction.atomic
def cancel(order: Order, *, by: str, note: str = "", restock: bool = True) -> None:
    """Call off an order that nobody has paid. A paid one is refunded instead (refunds.py).

    Without `restock` its goods stay off the shelf: broken, or lost.
    """
    order = locked(order.pk)
    move(order, State.CANCELLED, by=by, note=note)
    if restock:
        give_back(order)
    discounts.give_back(order.token)


@transaction.atomic
def expire(order: int) -> bool:
    """End an order that was not paid in time, by its key. False when it is paid or ended."""
    found = locked(order)
    if not found.is_lapsed:
        return False
    move(found, State.EXPIRED, by=CLOCK)
    give_back(found)
    discounts.give_back(found.token)
    return True


def release_lapsed(variants: Iterable[int] | None = None) -> int:
    """End all orders that were not paid in time, or those that hold one of these variants.

    Each in a transaction of its own, so call it outside of any: inside, it would hold one
    order's goods while it waits for another's. Returns how many it ended.
    """
    if variants is None:
        lapsed = Order.objects.lapsed().order_by("pk").values_list("pk", flat=True)
    else:
        lapsed = _lapsed_with(variants=list(variants), at=timezone.now())
    return sum(expire(key) for key in list(lapsed))


@prepared
def _lapsed_with(variants: Given, at: Given) -> OrderQuerySet:
    holding = OrderLine.objects.filter(variant__in=Keys(variants), taken__gt=0)
    lapsed = Order.objects.lapsed(at).filter(pk__in=holding.values("order"))
    return lapsed.order_by("pk").values_list("pk", flat=True)


# On its way


@transaction.atomic
def accept(order: Order, *, by: str, note: str = "") -> None:
    """Take a parked order on after all. Raises OutOfStock, and changes nothing."""
    order = locked(order.pk)
    take_missing(order)
    move(order, State.PAID, by=by, note=note)


@transaction.atomic
def send(
    order: Order,
    *,
    by: str,
    units: Mapping[int, int] | None = None,
    carrier: str = "",
    tracking: str = "",
    tracking_url: str = "",
) -> Parcel:
    """Note a parcel: line key → units in it; without, all that is still to go.

    The order is sent when nothing is left to go, and packed until then. Raises NotAllowed for an
    order in no state to be sent, and for a parcel with more than is to go, or nothing.
    """
    order = locked(order.pk)
    lines = {line.pk: line for line in order.lines.all()}
    to_go = {key: line.to_go for key, line in lines.items() if line.to_go}
    inside = {key: count for key, count in (to_go if units is None else units).items() if count}
    if not inside or any(not 0 < count <= to_go.get(key, 0) for key, count in inside.items()):
        raise NotAllowed(order, State.SENT)
    for key, count in sorted(inside.items()):
        OrderLine.objects.filter(pk=key).update(sent=F("sent") + count)
    is_last = inside == to_go
    parcel = Parcel.objects.create(
        order=order,
        is_last=is_last,
        carrier=carrier,
        tracking=tracking,
        tracking_url=tracking_url,
        contents=[list(pair) for pair in sorted(inside.items())],
    )
    if is_last or order.state != State.PACKED:
        move(order, State.SENT if is_last else State.PACKED, by=by, note=tracking)
    else:
        log(order, by=by, note=tracking)
    mail.write(order, OrderMail.Kind.SENT, about=parcel.pk)
    return parcel
