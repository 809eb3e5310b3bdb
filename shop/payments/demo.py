"""Play money: a payment page on this same site that does what a real one may do to us.

One can pay, fail or give up, and have the message come before the shopper returns, twice, or
late. Only where DEMO is set.
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from shop.models import Payment, Refund
from shop.payments import Outcome, Report, Started
from shop.payments.recording import hear
from shop.payments.signature import sign, verify

SIGNATURE = "Demo-Signature"

# What one can do on the page: name → outcome, and how often the message comes before the return.
ACTS = {
    "pay": (Outcome.PAID, 1),
    "pay-twice": (Outcome.PAID, 2),
    "pay-late": (Outcome.PAID, 0),
    "fail": (Outcome.FAILED, 1),
    "abandon": (Outcome.ABANDONED, 1),
}


class Demo:
    name = "demo"
    title = _("Play money")
    hint = _("A payment page that takes no money, next")
    origin = ""

    @property
    def hold(self) -> timedelta:
        return timedelta(minutes=settings.HOLD_MINUTES)

    def start(self, payment: Payment, back: str) -> Started:
        reference = f"demo_{payment.key}"
        return Started(reference, reverse("shop:demo_payment", args=[payment.key]))

    def ask(self, payment: Payment, query: Mapping[str, str]) -> Report | None:
        """Not known: only the message tells, so that a late one can be tried."""
        return None

    def read(self, body: bytes, headers: Mapping[str, str]) -> Report:
        verify(body, headers.get(SIGNATURE, ""), _secret())
        told: dict[str, Any] = json.loads(body)
        return Report(
            outcome=Outcome(told["outcome"]),
            key=told["payment"],
            reference=f"demo_{told['payment']}",
            amount=Decimal(told["amount"]),
            currency=told["currency"],
            event_id=told["id"],
            kind=f"payment.{told['outcome']}",
        )

    def refund(self, refund: Refund) -> str:
        return f"demo_refund_{refund.key}"


PROVIDER = Demo()


def message(payment: Payment, outcome: Outcome) -> tuple[bytes, dict[str, str]]:
    """The signed message of that outcome; the same event however often it is sent."""
    told = {
        "id": f"event_{payment.key}_{outcome}",
        "payment": payment.key,
        "outcome": outcome,
        "amount": str(payment.order.total),
        "currency": payment.currency,
    }
    body = json.dumps(told).encode()
    return body, {SIGNATURE: sign(body, _secret())}


def act(payment: Payment, name: str) -> None:
    """Do on the payment page what ACTS names, as far as it happens before the return."""
    outcome, times = ACTS[name]
    for _time in range(times):
        deliver(payment, outcome)


def deliver(payment: Payment, outcome: Outcome = Outcome.PAID) -> None:
    """Have the message come now: what “late” put off."""
    hear(PROVIDER, *message(payment, outcome))


def _secret() -> str:
    return salted_hmac("shop.payments.demo", "webhook").hexdigest()
