"""What a shopkeeper does to one order: each act is a form with the button that does it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fitblog.lib.money import exponent, format_price
from shop.admin.orders.refusals import Outdated
from shop.models import Order, OrderLine, OrderMail
from shop.ordering import mail
from shop.ordering.orders import (
    MOVES,
    State,
    accept,
    cancel,
    expire,
    locked,
    log,
    move,
    release_lapsed,
    send,
)
from shop.payments.recording import record_by_hand
from shop.pricing import rounded


@contextmanager
def unchanged(order: Order, seen: int) -> Iterator[Order]:
    """The order, locked, and still as the screen showed it: `seen` is the last move there.

    Everything that happens to an order is logged, so a second click finds another last move.
    """
    with transaction.atomic():
        fresh = locked(order.pk)
        if last_move(fresh) != seen:
            raise Outdated
        yield fresh


def last_move(order: Order) -> int:
    return max(order.moves.values_list("pk", flat=True), default=0)


class Act(forms.Form):
    """One thing that can be done. Its fields are what has to be said for it."""

    name: ClassVar[str] = ""  # in the address
    permission: ClassVar[str] = "change"
    title: ClassVar[Any] = ""
    hint: ClassVar[Any] = ""  # what comes of it
    done: ClassVar[Any] = ""  # afterwards
    is_grave: ClassVar[bool] = False
    has_screen: ClassVar[bool] = True  # among the acts of the screen, not beside a row
    is_harmless: ClassVar[bool] = False  # to hand it in again loses and costs nothing
    required_css_class = "required"

    act: Callable[[Order, str], None]  # what each does: the order, locked; who does it

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, order: Order, typed: Any = None, *, seen: int = 0) -> None:
        self.order = order
        super().__init__(typed, auto_id=f"{self.name}-%s", initial={"seen": seen})

    @classmethod
    def beside(cls, order: Order, **initial: int) -> "Act":
        """For a button beside a row: all that it says is hidden."""
        form = cls(order)
        form.auto_id, form.initial = False, initial
        return form

    @classmethod
    def is_open(cls, order: Order) -> bool:
        """The order's state allows it. The act itself checks again, under the lock."""
        return True

    def told_before(self) -> str:
        """What was said when this very form was handed in before, and done."""
        return ""

    def perform(self, by: str) -> str:
        """Do it, and say so. Raises one of REFUSALS, and then nothing has happened."""
        self.prepare()
        with unchanged(self.order, self.cleaned_data["seen"]) as order:
            self.act(order, by)
        return str(self.done)

    def prepare(self) -> None:
        """What has to come before the order is locked."""


class TakeGoods(Act):
    """An act that may need goods which orders not paid in time still hold."""

    def prepare(self) -> None:
        if self.order.state != State.PLACED:
            release_lapsed(self.order.lines.values_list("variant", flat=True))


class Pay(TakeGoods):
    name = "pay"
    title = gettext_lazy("Note money that came")
    hint = gettext_lazy(
        "For a transfer that you see on the account. Less, or more, than was asked for puts the "
        "order aside for a decision."
    )
    done = gettext_lazy("The payment is noted.")

    reference = forms.CharField(
        label=gettext_lazy("Reference"), max_length=200, required=False, strip=True
    )

    def __init__(self, order: Order, *args: Any, **options: Any) -> None:
        super().__init__(order, *args, **options)
        if order.state == State.PLACED:
            self.title = _("Mark as paid")
        owed = order.total - order.paid_total
        amount = money_field(order.currency, initial=owed if owed > 0 else None)
        self.fields = {"amount": amount} | self.fields

    def act(self, order: Order, by: str) -> None:
        amount, reference = self.cleaned_data["amount"], self.cleaned_data["reference"]
        record_by_hand(order, amount, by=by, note=reference)
        words = _("%(amount)s noted as paid.") % {"amount": format_price(amount, order.currency)}
        log(locked(order.pk), by=by, note=f"{words} {reference}".strip())


class Move(Act):
    """Nothing but the order's next state."""

    to: ClassVar[State]

    @classmethod
    def is_open(cls, order: Order) -> bool:
        return cls.to in MOVES[State(order.state)]

    def act(self, order: Order, by: str) -> None:
        move(order, self.to, by=by)


class Pack(Move):
    name = "pack"
    title = gettext_lazy("Mark as packed")
    hint = gettext_lazy("The goods lie ready. The shopper sees it on the order’s page.")
    done = gettext_lazy("The order is packed.")
    to = State.PACKED


class Send(Act):
    name = "send"
    title = gettext_lazy("Send a parcel")
    hint = gettext_lazy(
        "The shopper gets a mail with the tracking number. What is not in this parcel can follow "
        "in another one."
    )
    done = gettext_lazy("The parcel is noted, and the shopper told.")

    carrier = forms.CharField(label=gettext_lazy("Carrier"), max_length=60, required=False)
    tracking = forms.CharField(label=gettext_lazy("Tracking number"), max_length=80, required=False)
    tracking_url = forms.URLField(
        label=gettext_lazy("Tracking link"), max_length=300, required=False, assume_scheme="https"
    )

    def __init__(self, order: Order, *args: Any, **options: Any) -> None:
        super().__init__(order, *args, **options)
        self.lines = [line for line in order.lines.all() if line.to_go]
        for line in self.lines:
            self.fields[f"units-{line.pk}"] = forms.IntegerField(
                label=_("Units of %(sku)s, %(name)s") % {"sku": line.sku, "name": line.full_title},
                help_text=_to_go(line),
                initial=line.there,
                min_value=0,
                max_value=line.to_go,
            )

    @classmethod
    def is_open(cls, order: Order) -> bool:
        is_ready = State.SENT in MOVES[State(order.state)]
        return is_ready and any(line.to_go for line in order.lines.all())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not any(cleaned[f"units-{line.pk}"] for line in self.lines):
            raise forms.ValidationError(_("The parcel is empty: put at least one unit in."))
        return cleaned

    def act(self, order: Order, by: str) -> None:
        said = self.cleaned_data
        send(
            order,
            by=by,
            units={line.pk: said[f"units-{line.pk}"] for line in self.lines},
            carrier=said["carrier"],
            tracking=said["tracking"],
            tracking_url=said["tracking_url"],
        )


class CloseSent(Move):
    """The rest of a part shipment was refunded, so no parcel will end it."""

    name = "close"
    title = gettext_lazy("Nothing is left to send")
    hint = gettext_lazy("The rest was refunded: mark the order as sent. No mail goes out.")
    done = gettext_lazy("The order is marked as sent.")
    to = State.SENT

    @classmethod
    def is_open(cls, order: Order) -> bool:
        return super().is_open(order) and not any(line.to_go for line in order.lines.all())


class Deliver(Move):
    name = "deliver"
    title = gettext_lazy("Mark as delivered")
    hint = gettext_lazy("The parcel has arrived.")
    done = gettext_lazy("The order is delivered.")
    to = State.DELIVERED


class Accept(TakeGoods):
    name = "accept"
    title = gettext_lazy("Take the order on after all")
    hint = gettext_lazy("Takes the goods off the shelf again, and goes on as a paid order.")
    done = gettext_lazy("The order is paid, and its goods are taken.")

    @classmethod
    def is_open(cls, order: Order) -> bool:
        return order.state == State.PARKED

    def act(self, order: Order, by: str) -> None:
        accept(order, by=by)


class Expire(Act):
    name = "expire"
    title = gettext_lazy("End it: not paid in time")
    hint = gettext_lazy("The goods go back on the shelf now. Money that comes later revives it.")
    done = gettext_lazy("The order has ended, and its goods are back on the shelf.")

    @classmethod
    def is_open(cls, order: Order) -> bool:
        return order.is_lapsed

    def act(self, order: Order, by: str) -> None:
        if not expire(order.pk):
            raise Outdated


class Cancel(Act):
    name = "cancel"
    title = gettext_lazy("Cancel the order")
    hint = gettext_lazy("Nobody has paid it. A paid order is refunded instead.")
    done = gettext_lazy("The order is cancelled.")
    is_grave = True

    goods = forms.ChoiceField(
        label=gettext_lazy("Its goods"),
        choices=[
            ("back", gettext_lazy("go back on the shelf")),
            ("lost", gettext_lazy("stay off the shelf: broken or lost")),
        ],
        widget=forms.RadioSelect,
        initial="back",
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=500, required=False)
    sure = forms.BooleanField(label=gettext_lazy("Yes, cancel this order"))

    @classmethod
    def is_open(cls, order: Order) -> bool:
        return State.CANCELLED in MOVES[State(order.state)]

    def act(self, order: Order, by: str) -> None:
        restock = self.cleaned_data["goods"] == "back"
        cancel(order, by=by, note=self.cleaned_data["note"], restock=restock)


class Note(Act):
    name = "note"
    title = gettext_lazy("Write a note")
    hint = gettext_lazy("For the shop alone; it stands in the timeline.")
    done = gettext_lazy("The note is written down.")
    is_harmless = True

    note = forms.CharField(label=gettext_lazy("Note"), max_length=500)

    def act(self, order: Order, by: str) -> None:
        log(order, by=by, note=self.cleaned_data["note"])


class MailAgain(Act):
    name = "mail"
    title = gettext_lazy("Send again")
    done = gettext_lazy("The mail is on its way again.")
    has_screen = False

    mail = forms.IntegerField(widget=forms.HiddenInput)

    def act(self, order: Order, by: str) -> None:
        noted = order.mails.select_related("order").filter(pk=self.cleaned_data["mail"]).first()
        if noted is None or not mail.may_go_again(noted):
            raise Outdated
        kind = OrderMail.Kind(noted.kind).label
        log(order, by=by, note=_("The mail “%(kind)s” was sent again.") % {"kind": kind})
        mail.send_again(noted)


def _to_go(line: OrderLine) -> str:
    if line.owed:
        words = _("%(count)d to go, %(owed)d of them on back-order")
        return words % {"count": line.to_go, "owed": line.owed}
    return _("%(count)d to go") % {"count": line.to_go}


def money_field(currency: str, initial: Decimal | None = None) -> forms.DecimalField:
    """An amount that can be paid: more than nothing, in whole cents."""
    digits = exponent(currency)
    return forms.DecimalField(
        label=_("Amount in %(currency)s") % {"currency": currency},
        max_digits=14,
        decimal_places=digits,
        min_value=Decimal(1).scaleb(-digits),
        initial=None if initial is None else rounded(initial, digits),
    )
