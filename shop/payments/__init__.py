"""How one pays. A provider knows its own road to the money and nothing of orders or stock.

starting.py sends the shopper to the provider, recording.py writes down what it tells us,
../refunds.py sends money back. No lock is held while a provider is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from importlib import import_module
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from shop.models import Payment, Refund


class Refused(Exception):
    """The provider said no, and nothing has happened there. Carries its words."""


class Unreachable(Exception):
    """The provider gave no answer, so what we asked for may or may not have happened."""


class BadSignature(Exception):
    """A message that is not the provider's, or too old to be believed."""


class Outcome(StrEnum):
    PAID = "paid"
    FAILED = "failed"
    ABANDONED = "abandoned"
    NOTHING = "nothing"  # nothing that changes a payment


@dataclass(frozen=True)
class Report:
    """What a provider says about a payment."""

    outcome: Outcome
    key: str = ""  # our Payment.key, where the provider repeats it
    reference: str = ""  # the provider's own name for the payment
    amount: Decimal = Decimal(0)  # what came, when paid
    currency: str = ""
    event_id: str = ""  # empty: the answer to a question, not a message
    kind: str = ""
    note: str = ""


@dataclass(frozen=True)
class Started:
    reference: str  # empty: nothing was opened elsewhere, and nothing need be kept
    address: str  # where the shopper pays


class Provider(Protocol):
    name: str  # as in the settings and in every row
    title: str  # for the shopper, translated
    hint: str  # one line below it
    hold: timedelta  # how long an unpaid order keeps its stock
    origin: str  # https://host of the page where one pays; empty where that is this site

    def start(self, payment: Payment, back: str) -> Started:
        """Open a payment there; the shopper returns to `back`, a full address.

        Asked twice for one payment it opens one. Raises Refused, Unreachable.
        """

    def ask(self, payment: Payment, query: Mapping[str, str]) -> Report | None:
        """How it stands, when the shopper is back with this query. None: not known yet.

        Outcome.NOTHING: it is known that nothing is paid, and one can go on paying.
        """

    def read(self, body: bytes, headers: Mapping[str, str]) -> Report:
        """A message of the provider, from the raw bytes. Raises BadSignature."""

    def refund(self, refund: Refund) -> str:
        """Send money back; the reference of it. Raises Refused, Unreachable.

        Asked twice for one refund it pays once.
        """


ROOMS = {
    "demo": "shop.payments.demo",
    "invoice": "shop.payments.invoice",
    "stripe": "shop.payments.stripe",
}


def provider(name: str) -> Provider:
    """By name, also one that is no longer offered: old payments still need it.

    Raises LookupError for a name that never was one, for play money outside a demo, and where
    the package that it needs is not installed.
    """
    if name not in ROOMS or (name == "demo" and not settings.DEMO):
        raise LookupError(f"PAYMENTS names {name!r}, which is no way to pay here.")
    try:
        return import_module(ROOMS[name]).PROVIDER
    except ModuleNotFoundError as error:
        raise LookupError(f"{name} needs a package: pip install 'fitblog[{name}]'") from error


def offered() -> list[Provider]:
    """The ways to pay that a shopper may choose, in the order shown."""
    names = [*(["demo"] if settings.DEMO else []), *settings.PAYMENTS]
    try:
        return [provider(name) for name in dict.fromkeys(names)]
    except LookupError as error:
        raise ImproperlyConfigured(str(error)) from error


def origins() -> list[str]:
    """Other sites that the forms which start a payment lead to, see headers.let_forms_lead_to."""
    return [each.origin for each in offered() if each.origin]


def held_until(method: str) -> datetime:
    """How long an order placed now keeps its goods without being paid."""
    return timezone.now() + provider(method).hold
