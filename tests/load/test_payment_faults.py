"""Whatever statement fails while a payment is told, it is told whole or not at all, once it is

told again it is there, and the shopper's page says meanwhile what to do.
"""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from django.urls import reverse

from shop.models import Order, OrderMail, Payment
from shop.ordering.orders import State
from shop.payments import Outcome, recording
from shop.payments.demo import SIGNATURE, message
from shop.payments.starting import begin
from tests.factories import make_variant
from tests.load.faults import clear, outcomes
from tests.markup import Markup
from tests.shop.ordering import make_order
from tests.shop.stripe_fake import FakeStripe, serve

pytestmark = pytest.mark.django_db(transaction=True)

WAIT, PAID = "One moment, please", "Thank you, Maya Osei"


@pytest.fixture
def stripe(settings):
    fake = FakeStripe()
    server = serve(fake)
    settings.PAYMENTS = ["stripe"]
    settings.STRIPE_API = f"http://127.0.0.1:{server.server_port}"
    settings.STRIPE_SECRET_KEY = "sk_test_x"
    settings.STRIPE_WEBHOOK_SECRET = "whsec_x"
    yield fake
    server.shutdown()
    server.server_close()


def ordered(method: str) -> Payment:
    """An order whose shopper has gone to the provider."""
    clear()
    order = make_order((make_variant(), 2), payment_method=method)
    begin(order, "https://shop.example/back/")
    return order.payments.get()


def is_paid_once() -> bool:
    order = Order.objects.get()
    return (
        order.state == State.PAID
        and order.paid_total == order.total
        and order.moves.count() == OrderMail.objects.count() == 1
        and Payment.objects.get().state == Payment.State.PAID
    )


def title(response) -> str:
    return Markup.of(response).one("h1").text


def test_a_fault_at_any_statement_of_the_return(client, stripe):
    titles = set()

    def look():
        address = reverse("shop:order_back", args=[Order.objects.get().token])
        titles.add(title(client.get(address, follow=True)))

    def set_up():
        stripe.pay(ordered("stripe").reference)
        return look

    assert outcomes(set_up, is_paid_once) > 15
    assert titles == {WAIT, PAID}


def test_a_fault_at_any_statement_of_a_message_is_waited_out(client, settings):
    settings.DEMO = True
    titles = set()

    def tell():
        payment = Payment.objects.select_related("order").get()
        body, headers = message(payment, Outcome.PAID)
        signed = {"HTTP_DEMO_SIGNATURE": headers[SIGNATURE]}
        address = reverse("shop:webhook", args=["demo"])
        try:
            client.post(address, body, content_type="application/json", **signed)
        finally:
            address = reverse("shop:order_back", args=[payment.order.token])
            titles.add(title(client.get(address, follow=True)))

    def set_up():
        ordered("demo")
        return tell

    assert outcomes(set_up, is_paid_once) > 15
    assert titles == {WAIT, PAID}


def test_control_a_return_in_pieces_is_found_out(client, stripe, monkeypatch):
    """Without the transaction the same faults leave halves behind."""
    monkeypatch.setattr(recording, "transaction", SimpleNamespace(atomic=nullcontext))
    monkeypatch.setattr(recording, "locked", lambda key: Order.objects.get(pk=key))

    def set_up():
        stripe.pay(ordered("stripe").reference)
        address = reverse("shop:order_back", args=[Order.objects.get().token])
        return lambda: client.get(address, follow=True)

    with pytest.raises(AssertionError):
        outcomes(set_up, is_paid_once)
