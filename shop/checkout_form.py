"""The checkout's form. What was typed stays, whatever the answer is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fitblog.lib.countries import country_names
from shop.addressing.address_form import TOKENS, AddressForm
from shop.checkout import Details, Look, look
from shop.models import Cart, DeliveryMethod
from shop.models.shipping import delivered_to
from shop.payments import Provider

BILL = "bill"
FIELDS = (
    *("email", "keep", "same", "delivery", "payment", "code"),
    *TOKENS,
    *(f"{BILL}-{name}" for name in TOKENS),
)
LONGEST = 254  # characters of a field that are kept


@dataclass(frozen=True)
class Fault:
    """One line of the list above the form: it leads to the field."""

    place: str
    label: str
    sentence: str


@dataclass(frozen=True)
class Choice:
    """One of several radio buttons."""

    value: str
    title: str | Promise
    hint: str | Promise
    is_chosen: bool
    price: Decimal | None = None


def typed_in(post: QueryDict) -> dict[str, str]:
    """What the form holds, right or wrong."""
    return {name: post.get(name, "")[:LONGEST] for name in FIELDS}


class CheckoutForm(forms.Form):
    """Of what was `typed` before; with `data`, sent to be ordered and checked.

    `methods` are all that the shop offers, `providers` the ways to pay.
    """

    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    email = forms.EmailField(
        label=_("Email"),
        max_length=LONGEST,
        help_text=_("For the receipt and the parcel. Nothing else."),
        error_messages={
            "required": _("Write your email address."),
            "invalid": _("Write the whole address, as in name@postbox.org"),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    keep = forms.BooleanField(label=_("Save this address in my account"), required=False)
    same = forms.BooleanField(label=_("Use this address for the bill too"), required=False)
    delivery = forms.ChoiceField(
        label=_("Delivery"),
        error_messages={
            "required": _("Choose a way of delivery."),
            "invalid_choice": _("This way of delivery does not go there. Choose another one."),
        },
    )
    payment = forms.ChoiceField(
        label=_("Payment"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a way to pay.")),
    )
    code = forms.CharField(
        label=_("Discount code"),
        max_length=40,
        required=False,
        error_messages={"max_length": _("We have no such code.")},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        typed: Mapping[str, str],
        methods: Sequence[DeliveryMethod],
        providers: Sequence[Provider],
    ) -> None:
        super().__init__(data, initial=typed)
        self.typed = typed
        billed = {name: typed.get(f"{BILL}-{name}", "") for name in TOKENS}
        self.deliver_to = AddressForm(
            data, initial=typed, countries=delivered_to(methods), purpose="shipping"
        )
        self.bill_to = AddressForm(
            # Checked only where it is asked for.
            None if self["same"].value() else data,
            prefix=BILL,
            initial=billed,
            countries=country_names(),
            purpose="billing",
        )
        self.country = self.deliver_to.country
        self.methods = [method for method in methods if method.serves(self.country)]
        self.providers = providers
        self.fields["delivery"].choices = [(str(one.pk), one.title) for one in self.methods]
        self.fields["delivery"].required = bool(methods)
        self.fields["payment"].choices = [(one.name, one.title) for one in providers]

    def is_valid(self) -> bool:
        """All of it, and none of the bill's address where that is the parcel's."""
        return not self.faults

    @property
    def faults(self) -> list[Fault]:
        """What is to be put right, in the order of the page."""
        own = _faults(self)
        if not self.country:
            own = [fault for fault in own if fault.place != self["delivery"].auto_id]
        faults = [*own, *_faults(self.deliver_to), *_faults(self.bill_to)]
        email = self["email"].auto_id
        return sorted(faults, key=lambda fault: (fault.place != email, fault in own))

    def details(self, origin: str) -> Details:
        """Of a valid form."""
        typed = self.cleaned_data
        return Details(
            email=typed["email"],
            deliver_to=self.deliver_to.address,
            payment_method=typed["payment"],
            delivery_method=int(typed["delivery"]) if typed["delivery"] else None,
            bill_to=None if typed["same"] else self.bill_to.address,
            code=typed["code"],
            origin=origin,
        )

    @property
    def method(self) -> DeliveryMethod | None:
        """The one chosen; the first where none is, or one that does not go there."""
        chosen = self["delivery"].value()
        first = next(iter(self.methods), None)
        return next((one for one in self.methods if str(one.pk) == chosen), first)

    def look(self, cart: Cart) -> Look:
        """The cart as this form would order it."""
        return look(
            cart,
            country=self.country,
            delivery_method=self.method,
            code=self["code"].value() or "",
            email=self["email"].value() or "",
        )

    def deliveries(self, seen: Look) -> list[Choice]:
        return [
            Choice(
                str(one.pk),
                one.title,
                one.days,
                one == self.method,
                seen.quote.delivery_price(one),
            )
            for one in self.methods
        ]

    @property
    def payments(self) -> list[Choice]:
        names = [one.name for one in self.providers]
        chosen = self["payment"].value()
        chosen = chosen if chosen in names else names[0]
        return [Choice(one.name, one.title, one.hint, one.name == chosen) for one in self.providers]


def _faults(form: forms.Form) -> list[Fault]:
    return [
        Fault(form[name].auto_id, form[name].label, errors[0])
        for name, errors in form.errors.items()
    ]
