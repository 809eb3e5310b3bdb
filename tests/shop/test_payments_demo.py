"""The demo's payment page does to us what a real one may do."""

import json

import pytest
from django.urls import reverse

from shop.models import Order, Payment, WebhookEvent
from shop.ordering.orders import State
from shop.payments import Outcome, demo
from shop.payments.starting import begin
from tests.shop.ordering import make_order

pytestmark = pytest.mark.django_db

WEBHOOK = reverse("shop:webhook", args=["demo"])


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


@pytest.fixture
def payment() -> Payment:
    order = make_order()
    begin(order, "/")
    return order.payments.get()


def post(client, body, headers):
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    return client.post(WEBHOOK, body, content_type="application/json", **headers)


@pytest.mark.parametrize(
    ("act", "state", "events"),
    [
        ("pay", State.PAID, 1),
        ("pay-twice", State.PAID, 1),
        ("pay-late", State.PLACED, 0),
        ("fail", State.PLACED, 1),
        ("abandon", State.PLACED, 1),
    ],
)
def test_what_one_does_on_the_page_happens(client, payment, act, state, events):
    response = client.post(payment.address, {"act": act})

    assert response.url == reverse("shop:order_back", args=[payment.order.token])
    assert Order.objects.get().state == state
    assert WebhookEvent.objects.count() == events


def test_a_message_kept_back_comes_later(client, payment):
    client.post(payment.address, {"act": "pay-late"})

    client.post(payment.address, {"act": "deliver"})

    assert Order.objects.get().state == State.PAID


def test_one_may_pay_after_a_failure(client, payment):
    client.post(payment.address, {"act": "fail"})

    again = begin(payment.order, "/")
    client.post(again, {"act": "pay"})

    assert Order.objects.get().state == State.PAID


def test_the_page_shows_what_is_to_be_paid(client, payment):
    page = client.get(payment.address).content.decode()

    assert payment.order.number in page
    assert "$20.00" in page


def test_the_page_of_a_payment_that_is_closed_offers_nothing_to_do(client, payment):
    client.post(payment.address, {"act": "fail"})

    page = client.get(payment.address).content.decode()

    assert "This payment is closed: failed." in page
    assert "<button" not in page


def test_outside_a_demo_there_is_no_such_page(client, payment, settings):
    settings.DEMO = False

    assert client.get(payment.address).status_code == 404
    assert client.post(payment.address, {"act": "pay"}).status_code == 404
    assert Order.objects.get().state == State.PLACED


def test_the_webhook_believes_a_signed_message(client, payment):
    body, headers = demo.message(payment, Outcome.PAID)

    answers = [post(client, body, headers).status_code for _time in range(2)]

    assert answers == [200, 200]
    assert Order.objects.get().state == State.PAID
    assert WebhookEvent.objects.count() == 1


def test_the_webhook_refuses_a_message_that_was_changed(client, payment):
    body, headers = demo.message(payment, Outcome.FAILED)
    told = json.loads(body) | {"outcome": "paid"}

    response = post(client, json.dumps(told).encode(), headers)

    assert response.status_code == 400
    assert not WebhookEvent.objects.exists()


def test_the_webhook_refuses_an_unsigned_message(client, payment):
    body, _headers = demo.message(payment, Outcome.PAID)

    assert post(client, body, {}).status_code == 400


def test_the_webhook_of_no_provider_is_not_there(client):
    assert client.post(reverse("shop:webhook", args=["bitcoin"])).status_code == 404


def test_the_webhook_of_the_invoice_believes_nothing(client):
    assert client.post(reverse("shop:webhook", args=["invoice"])).status_code == 400


def test_the_webhook_takes_posts_only(client):
    assert client.get(WEBHOOK).status_code == 405
