"""Money back, from the desk: its own permission, and a form that works once."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fitblog.lib.money import format_price
from shop.admin.orders.forms import Act, last_move, money_field
from shop.admin.orders.refusals import NotSetUp, Outdated
from shop.admin.orders.words import method_title
from shop.models import Order, Payment, Refund
from shop.models.order import new_token
from shop.ordering.refunds import carry_out, refund
from shop.payments import Refused, provider

NOTHING_BACK, ALL_BACK, SOME_BACK = "none", "all", "some"


def refundable(order: Order) -> list[Payment]:
    """Payments that still hold money, the latest first; of prefetched payments, no query."""
    held = [payment for payment in order.payments.all() if payment.refundable > 0]
    return sorted(held, key=lambda payment: -payment.pk)


class GiveBack(Act):
    name = "refund"
    permission = "refund"
    title = gettext_lazy("Send money back")
    hint = gettext_lazy(
        "All of it, or a part. The shopper gets a mail. A bank transfer you make yourself."
    )
    is_grave = True

    goods = forms.ChoiceField(
        label=gettext_lazy("Its goods"),
        choices=[
            (NOTHING_BACK, gettext_lazy("nothing goes back on the shelf")),
            (ALL_BACK, gettext_lazy("all units go back on the shelf")),
            (SOME_BACK, gettext_lazy("these units go back on the shelf:")),
        ],
        widget=forms.RadioSelect,
    )
    key = forms.CharField(max_length=32, widget=forms.HiddenInput)

    def __init__(self, order: Order, *args: Any, **options: Any) -> None:
        super().__init__(order, *args, **options)
        self.held = refundable(order)
        self.lines = [line for line in order.lines.all() if line.taken]
        first: dict[str, forms.Field] = {}
        if len(self.held) > 1:
            first["payment"] = forms.ChoiceField(
                label=_("From which payment"), choices=[(p.pk, _words(p)) for p in self.held]
            )
        most = self.held[0].refundable if self.held else None
        currency = self.held[0].currency if self.held else order.currency
        first["amount"] = money_field(currency, initial=most)
        last = {
            "note": forms.CharField(label=_("Reason"), max_length=300, required=False),
            "sure": forms.BooleanField(label=_("Yes, send this money back")),
        }
        self.fields = first | self.fields | self._units() | last
        self.fields["key"].initial = new_token()

    def _units(self) -> dict[str, forms.Field]:
        return {
            f"units-{line.pk}": forms.IntegerField(
                label=_("Units of %(sku)s, %(name)s") % {"sku": line.sku, "name": line.full_title},
                help_text=_("%(count)d off the shelf") % {"count": line.taken},
                min_value=0,
                max_value=line.taken,
                required=False,
            )
            for line in self.lines
        }

    @classmethod
    def is_open(cls, order: Order) -> bool:
        return bool(refundable(order))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        amount, payment = cleaned.get("amount"), self._payment()
        if amount and payment and amount > payment.refundable:
            self.add_error("amount", _("This payment holds %(most)s.") % {"most": _held(payment)})
        chosen = [line.pk for line in self.lines if cleaned.get(f"units-{line.pk}")]
        if cleaned.get("goods") == SOME_BACK and not chosen:
            self.add_error("goods", ValidationError(_("Say below how many units go back.")))
        if cleaned.get("goods") in {NOTHING_BACK, ALL_BACK} and chosen:
            self.add_error("goods", ValidationError(_("Units are named below: choose “these”.")))
        return cleaned

    def perform(self, by: str) -> str:
        """Not under the lock: the provider is asked. The key keeps a second click from paying."""
        said, payment = self.cleaned_data, self._payment()
        if payment is None or last_move(self.order) != said["seen"]:
            raise Outdated
        check(payment)
        done = refund(
            self.order,
            said["amount"],
            by=by,
            note=said["note"],
            restock=self._restock(),
            payment=payment,
            key=said["key"],
        )
        return told(done)

    def told_before(self) -> str:
        key = self.data.get("key", "")
        known = Refund.objects.filter(key=key, payment__order=self.order).first()
        return told(known) if known and known.state != Refund.State.FAILED else ""

    def _payment(self) -> Payment | None:
        chosen = self.cleaned_data.get("payment")
        named = [payment for payment in self.held if str(payment.pk) == chosen]
        return named[0] if named else next(iter(self.held), None)

    def _restock(self) -> dict[int, int]:
        if self.cleaned_data["goods"] == NOTHING_BACK:
            return {}
        if self.cleaned_data["goods"] == ALL_BACK:
            return {line.pk: line.taken for line in self.lines}
        return {line.pk: self.cleaned_data[f"units-{line.pk}"] or 0 for line in self.lines}


class AskAgain(Act):
    """For a refund whose provider gave no answer."""

    name = "ask-again"
    permission = "refund"
    title = gettext_lazy("Ask again")
    has_screen = False

    refund = forms.IntegerField(widget=forms.HiddenInput)

    def perform(self, by: str) -> str:
        """By the refund's own key, so that nobody is paid twice however often it is asked."""
        mine = Refund.objects.select_related("payment").filter(payment__order=self.order)
        found = mine.filter(pk=self.cleaned_data["refund"]).first()
        if found is None:
            raise Outdated
        check(found.payment)
        return told(carry_out(found))


def check(payment: Payment) -> None:
    """Before anything is reserved."""
    try:
        provider(payment.provider)
    except LookupError as error:
        raise NotSetUp(str(error)) from error


def told(done: Refund) -> str:
    if done.state == Refund.State.FAILED:
        raise Refused(done.note)
    amount = format_price(done.amount, done.currency)
    if done.state == Refund.State.ASKED:
        return _("%(amount)s is on its way back.") % {"amount": amount}
    return _("%(amount)s was sent back, and the shopper told.") % {"amount": amount}


def _words(payment: Payment) -> str:
    words = {"method": method_title(payment.provider), "most": _held(payment)}
    return _("%(method)s, holds %(most)s") % words


def _held(payment: Payment) -> str:
    return format_price(payment.refundable, payment.currency)
