"""Stripe Checkout: the shopper pays on Stripe's page. Needs the extra `fitblog[stripe]`."""

import json
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import stripe
from babel.numbers import get_currency_precision
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from shop.models import Payment, Refund
from shop.payments import BadSignature, Outcome, Refused, Report, Started, Unreachable
from shop.payments.signature import verify

# Stripe refuses a page that ends in less than 30 minutes, or more than 24 hours.
SHORTEST, LONGEST = timedelta(minutes=35), timedelta(hours=23)

# Where Stripe counts other decimals than ISO 4217.
DECIMALS = {"ISK": 2, "UGX": 2}

# Those may have been carried out all the same; everything else was refused.
UNSURE = (stripe.APIConnectionError, stripe.APIError, stripe.RateLimitError)

KINDS = {
    "checkout.session.async_payment_failed": Outcome.FAILED,
    "checkout.session.expired": Outcome.ABANDONED,
}
PAID_KINDS = {"checkout.session.completed", "checkout.session.async_payment_succeeded"}


class Stripe:
    name = "stripe"
    title = _("Card")
    hint = _("On our payment partner’s page, next")

    @property
    def origin(self) -> str:
        return settings.STRIPE_PAGE

    @property
    def hold(self) -> timedelta:
        return timedelta(minutes=settings.HOLD_MINUTES)

    def start(self, payment: Payment, back: str) -> Started:
        order = payment.order
        # By the payment's own time, so that asking twice asks for the same: else Stripe refuses.
        began = payment.created_at
        ends_at = min(max(order.expires_at, began + SHORTEST), began + LONGEST)
        # One line with the order's total, so that what Stripe charges is what was shown.
        line = {
            "quantity": 1,
            "price_data": {
                "currency": payment.currency.lower(),
                "unit_amount": to_units(payment.amount, payment.currency),
                "product_data": {"name": f"{settings.SITE_NAME} {order.number}"},
            },
        }
        session = _ask(
            lambda client: client.v1.checkout.sessions.create(
                {
                    "mode": "payment",
                    "client_reference_id": payment.key,
                    "customer_email": order.email,
                    "line_items": [line],
                    "metadata": {"order": order.number},
                    "payment_intent_data": {"description": order.number},
                    "success_url": back,
                    "cancel_url": back,
                    "expires_at": int(ends_at.timestamp()),
                },
                {"idempotency_key": f"start-{payment.key}"},
            )
        )
        return Started(session.id, session.url)

    def ask(self, payment: Payment, query: Mapping[str, str]) -> Report | None:
        if not payment.reference:
            return None
        session = _ask(lambda client: client.v1.checkout.sessions.retrieve(payment.reference))
        return _report(session.to_dict())

    def read(self, body: bytes, headers: Mapping[str, str]) -> Report:
        verify(body, headers.get("Stripe-Signature", ""), settings.STRIPE_WEBHOOK_SECRET)
        try:
            event = json.loads(body)
            about, event_id, kind = event["data"]["object"], event["id"], event["type"]
        except (ValueError, KeyError, TypeError) as error:
            raise BadSignature("this is no event") from error
        if kind in KINDS:
            return _told(KINDS[kind], about, event_id, kind)
        if kind in PAID_KINDS and about.get("payment_status") == "paid":
            return _told(Outcome.PAID, about, event_id, kind)
        return Report(Outcome.NOTHING, event_id=event_id, kind=kind)

    def refund(self, refund: Refund) -> str:
        payment = refund.payment

        def send(client: stripe.StripeClient) -> stripe.Refund:
            session = client.v1.checkout.sessions.retrieve(payment.reference)
            return client.v1.refunds.create(
                {
                    "payment_intent": session.payment_intent,
                    "amount": to_units(refund.amount, payment.currency),
                },
                {"idempotency_key": f"refund-{refund.key}"},
            )

        sent = _ask(send)
        if sent.status in {"failed", "canceled"}:
            raise Refused(sent.failure_reason or sent.status)
        return sent.id


PROVIDER = Stripe()


def to_units(amount: Decimal, currency: str) -> int:
    """In the whole numbers that Stripe counts in. Raises Refused for what it cannot charge."""
    decimals = DECIMALS.get(currency, get_currency_precision(currency))
    units = amount.scaleb(decimals)
    # Stripe takes dinars of three decimals only with a nought at the end.
    if units != int(units) or (decimals == 3 and units % 10):
        raise Refused(f"{amount} {currency} cannot be charged by card")
    return int(units)


def from_units(units: int, currency: str) -> Decimal:
    return Decimal(units).scaleb(-DECIMALS.get(currency, get_currency_precision(currency)))


def _report(session: Mapping[str, Any]) -> Report | None:
    if session["payment_status"] == "paid":
        return _told(Outcome.PAID, session)
    # A session that is complete and not paid waits for a bank.
    found = {"expired": Outcome.ABANDONED, "open": Outcome.NOTHING}.get(session["status"])
    return _told(found, session) if found else None


def _told(
    outcome: Outcome, session: Mapping[str, Any], event_id: str = "", kind: str = ""
) -> Report:
    currency = (session.get("currency") or "").upper()
    paid = from_units(session.get("amount_total") or 0, currency) if currency else Decimal(0)
    return Report(
        outcome,
        key=session.get("client_reference_id") or "",
        reference=session["id"],
        amount=paid,
        currency=currency,
        event_id=event_id,
        kind=kind,
    )


def _ask(question: Any) -> Any:
    try:
        return question(_client(settings.STRIPE_SECRET_KEY, settings.STRIPE_API))
    except UNSURE as error:
        raise Unreachable(str(error)) from error
    except stripe.StripeError as error:
        raise Refused(error.user_message or str(error)) from error


@cache
def _client(key: str, address: str) -> stripe.StripeClient:
    return stripe.StripeClient(
        key,
        base_addresses={"api": address},
        http_client=stripe.RequestsClient(timeout=15),
        max_network_retries=1,
    )
