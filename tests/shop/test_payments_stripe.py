"""Stripe Checkout, against a fake of the endpoints we ask."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from shop.models import Order, Payment
from shop.ordering.orders import State
from shop.ordering.refunds import refund
from shop.payments import Outcome, Refused, Unreachable, provider
from shop.payments.recording import returned
from shop.payments.signature import sign
from shop.payments.starting import begin
from shop.payments.stripe import from_units, to_units
from tests.factories import make_variant
from tests.shop.ordering import make_order
from tests.shop.stripe_fake import FakeStripe, error, event, serve

pytestmark = pytest.mark.django_db

BACK = "https://shop.example/orders/x/"
WEBHOOK = reverse("shop:webhook", args=["stripe"])


@pytest.fixture
def fake(settings):
    fake = FakeStripe()
    server = serve(fake)
    settings.PAYMENTS = ["stripe"]
    settings.STRIPE_API = f"http://127.0.0.1:{server.server_port}"
    settings.STRIPE_SECRET_KEY = "sk_test_x"
    settings.STRIPE_WEBHOOK_SECRET = "whsec_x"
    yield fake
    server.shutdown()
    server.server_close()


@pytest.fixture
def payment(fake) -> Payment:
    order = make_order((make_variant(price="141.91", stock=3), 1), payment_method="stripe")
    begin(order, BACK)
    return order.payments.get()


def tell(client, told, secret="whsec_x"):
    body = json.dumps(told).encode()
    return client.post(
        WEBHOOK, body, content_type="application/json", HTTP_STRIPE_SIGNATURE=sign(body, secret)
    )


def test_the_session_asks_for_the_total_that_was_shown(fake, payment):
    session = fake.sessions[payment.reference]

    assert payment.address == session["url"]
    assert (session["amount_total"], session["currency"]) == (14191, "usd")
    assert session["client_reference_id"] == payment.key
    assert session["success_url"] == BACK


def test_asking_twice_for_one_payment_opens_one_session(fake, payment):
    Payment.objects.update(address="", reference="")

    begin(payment.order, BACK)

    assert len(fake.sessions) == 1


def test_an_order_held_for_days_has_a_session_that_stripe_accepts(fake):
    order = make_order(payment_method="stripe", expires_at=timezone.now() + timedelta(days=7))

    begin(order, BACK)

    assert len(fake.sessions) == 1


def test_the_message_pays_the_order(client, fake, payment):
    response = tell(client, fake.pay(payment.reference))

    assert response.status_code == 200
    assert Order.objects.get().state == State.PAID


def test_the_message_twice_pays_once(client, fake, payment):
    told = fake.pay(payment.reference)

    answers = [tell(client, told).status_code for _time in range(2)]

    assert answers == [200, 200]
    assert Order.objects.get().paid_total == payment.amount


def test_a_message_with_another_signature_is_refused(client, fake, payment):
    response = tell(client, fake.pay(payment.reference), secret="whsec_other")

    assert response.status_code == 400
    assert Order.objects.get().state == State.PLACED


@pytest.mark.parametrize("told", [[], {}, {"id": "1", "type": "x"}, "text", None, {"data": None}])
def test_signed_nonsense_is_refused(client, fake, told):
    assert tell(client, told).status_code == 400


def test_other_events_change_nothing(client, fake, payment):
    response = tell(client, event("customer.created", {"id": "cus_1", "object": "customer"}))

    assert response.status_code == 200
    assert Order.objects.get().state == State.PLACED


def test_a_session_that_is_complete_but_not_paid_yet_waits(client, fake, payment):
    """Bank debits: Stripe says later whether the money came."""
    session = fake.sessions[payment.reference]
    tell(client, event("checkout.session.completed", session | {"status": "complete"}))
    assert Order.objects.get().state == State.PLACED

    session |= {"payment_status": "paid"}
    tell(client, event("checkout.session.async_payment_succeeded", session))

    assert Order.objects.get().state == State.PAID


def test_a_bank_debit_that_fails_leaves_the_order_waiting(client, fake, payment):
    session = fake.sessions[payment.reference]

    tell(client, event("checkout.session.async_payment_failed", session))

    payment.refresh_from_db()
    assert payment.state == Payment.State.FAILED
    assert Order.objects.get().can_be_paid


def test_after_a_session_has_ended_the_shopper_gets_a_new_one(client, fake, payment):
    tell(client, fake.let_expire(payment.reference))

    address = begin(payment.order, BACK)

    assert address != payment.address
    assert len(fake.sessions) == 2


def test_a_message_that_overtakes_our_own_note_of_the_session_is_understood(client, fake, payment):
    Payment.objects.update(address="", reference="")

    tell(client, fake.pay(payment.reference))

    assert Order.objects.get().state == State.PAID
    assert Payment.objects.get().reference == payment.reference


def test_a_shopper_who_is_back_before_the_message_sees_the_order_paid(fake, payment):
    fake.pay(payment.reference)

    returned(payment, {})

    assert Order.objects.get().state == State.PAID


def test_a_shopper_who_is_back_without_having_paid_may_go_on(fake, payment):
    returned(payment, {})

    payment.refresh_from_db()
    assert payment.state == Payment.State.OPEN


def test_a_shopper_who_is_back_from_a_page_that_ended_gets_a_new_one(fake, payment):
    fake.let_expire(payment.reference)

    returned(payment, {})

    payment.refresh_from_db()
    assert payment.state == Payment.State.ABANDONED


def test_money_goes_back_to_the_payment_it_came_from(client, fake, payment):
    tell(client, fake.pay(payment.reference))

    done = refund(payment.order, Decimal("41.91"), by="ines")

    assert done.reference == "re_1"
    assert fake.refunds[0]["payment_intent"] == f"pi_{payment.reference}"
    assert fake.refunds[0]["amount"] == 4191


def test_a_refund_that_stripe_refuses_has_not_happened(client, fake, payment):
    tell(client, fake.pay(payment.reference))
    fake.trouble = [error(400, "invalid_request_error", "Charge has been disputed")]

    with pytest.raises(Refused, match="disputed"):
        refund(payment.order, payment.amount, by="ines")

    assert Order.objects.get().refundable == payment.amount


def test_a_refund_that_stripe_did_not_answer_may_be_tried_again(client, fake, payment):
    tell(client, fake.pay(payment.reference))
    fake.trouble = [error(500, "api_error", "Something went wrong")]

    with pytest.raises(Unreachable):
        refund(payment.order, payment.amount, by="ines")

    assert Order.objects.get().state == State.PAID


def test_a_stripe_that_cannot_be_reached_is_said_so(settings, fake):
    settings.STRIPE_API = "http://127.0.0.1:9"

    with pytest.raises(Unreachable):
        begin(make_order(payment_method="stripe"), BACK)


def test_a_card_payment_for_an_order_that_expired_meanwhile_still_counts(client, fake, payment):
    told = fake.pay(payment.reference)

    with time_machine.travel(timezone.now() + timedelta(minutes=40)):
        client.get(payment.order.get_absolute_url())
        response = tell(client, told)

    assert response.status_code == 200
    assert Order.objects.get().state == State.PAID


@pytest.mark.parametrize(
    ("amount", "currency", "units"),
    [
        ("141.91", "USD", 14191),
        ("2000", "JPY", 2000),
        ("1.230", "KWD", 1230),
        ("500", "ISK", 50000),
    ],
)
def test_amounts_are_counted_as_stripe_counts_them(amount, currency, units):
    assert to_units(Decimal(amount), currency) == units
    assert from_units(units, currency) == Decimal(amount)


@pytest.mark.parametrize(("amount", "currency"), [("1.001", "USD"), ("1.234", "KWD")])
def test_what_stripe_cannot_charge_is_refused_and_not_rounded(amount, currency):
    with pytest.raises(Refused):
        to_units(Decimal(amount), currency)


def test_it_knows_itself_by_its_name():
    assert provider("stripe").name == "stripe"
    assert Outcome("paid") is Outcome.PAID
