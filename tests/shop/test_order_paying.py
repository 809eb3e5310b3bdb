"""What a shopper can do about an order that is not paid, and what the page says of each try."""

import pytest
from django.test import Client
from django.urls import reverse

from shop.models import Order, Variant
from shop.ordering.orders import State
from shop.payments import Refused, Unreachable, demo
from tests.factories import make_variant
from tests.markup import Markup
from tests.shop.ordering import make_order
from tests.shop.stripe_fake import FakeStripe, error, serve

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


@pytest.fixture
def stripe(settings):
    fake = FakeStripe()
    server = serve(fake)
    settings.DEMO, settings.PAYMENTS = False, ["stripe"]
    settings.STRIPE_API = f"http://127.0.0.1:{server.server_port}"
    settings.STRIPE_SECRET_KEY = "sk_test_x"
    settings.STRIPE_WEBHOOK_SECRET = "whsec_x"
    yield fake
    server.shutdown()
    server.server_close()


def pay(client, order, **form):
    """Press “Pay now” on the order's page."""
    return client.post(reverse("shop:order_pay", args=[order.token]), form)


def back(client, order):
    """Come back from the provider; the page one is led to."""
    address = reverse("shop:order_back", args=[order.token])
    return Markup.of(client.get(address, follow=True))


def title(page: Markup) -> str:
    return page.one("h1").text


def buttons(page: Markup) -> list[str]:
    """Of the main part: those of the drawer and the menu have classes of their own."""
    return page.texts("button", class_="button")


class Moody(demo.Demo):
    """A provider that fails."""

    def __init__(self, failure: Exception):
        self.failure = failure

    def start(self, payment, back):
        raise self.failure


def test_paying_leads_to_the_provider(client):
    order = make_order()

    response = pay(client, order, method="demo")

    assert response.url == order.payments.get().address


def test_an_order_that_nobody_tried_to_pay_offers_it_until_its_time_is_over(client):
    order = make_order((make_variant(price="20.00"), 1))

    page = Markup.of(client.get(order.get_absolute_url()))

    assert title(page) == "Your order waits for its payment"
    assert "We keep the goods for you until" in page.one("main").text
    assert buttons(page) == [
        "Pay $20.00 now",
        "Pay by another way: Bank transfer",
        "Yes, cancel it",
    ]


@pytest.mark.parametrize(
    ("act", "heading"),
    [
        ("pay", "Thank you, Maya Osei"),
        ("pay-twice", "Thank you, Maya Osei"),
        ("pay-late", "One moment, please"),
        ("fail", "The payment did not go through"),
        ("abandon", "Your order is not paid yet"),
    ],
)
def test_the_page_tells_how_it_went(client, act, heading):
    order = make_order()
    address = pay(client, order).url

    page = Markup.of(client.post(address, {"act": act}, follow=True))

    assert title(page) == heading


@pytest.mark.parametrize("act", ["fail", "abandon"])
def test_after_a_payment_that_came_to_nothing_one_may_pay_again(client, act):
    order = make_order()
    page = Markup.of(client.post(pay(client, order).url, {"act": act}, follow=True))
    assert "Pay $20.00 now" in buttons(page)

    client.post(pay(client, order).url, {"act": "pay"})

    assert Order.objects.get().state == State.PAID


def test_who_is_back_before_the_message_is_told_to_wait_and_may_look_again(client):
    order = make_order()
    page = Markup.of(client.post(pay(client, order).url, {"act": "pay-late"}, follow=True))

    assert page.all("order-watch")
    assert "no need to pay again" in page.one("main").text
    assert "Deliver the message now" in buttons(page)
    assert "Yes, cancel it" not in buttons(page)
    assert title(back(client, order)) == "One moment, please"


def test_who_comes_back_from_stripe_unpaid_is_told_so_and_may_go_on(client, stripe):
    order = make_order(payment_method="stripe")
    address = pay(client, order).url

    page = back(client, order)

    assert title(page) == "Your order is not paid yet"
    assert "You came back before it was paid" in page.one("main").text
    assert "Pay $20.00 now" in buttons(page)
    assert "Yes, cancel it" in buttons(page)
    assert not page.all("order-watch")
    assert pay(client, order).url == address


def test_who_paid_from_a_bank_that_takes_its_time_is_told_to_wait(client, stripe):
    order = make_order(payment_method="stripe")
    pay(client, order)
    stripe.sessions[order.payments.get().reference]["status"] = "complete"

    page = back(client, order)

    assert title(page) == "One moment, please"
    assert "no need to pay again" in page.one("main").text


def test_a_message_that_was_late_ends_the_waiting(client):
    order = make_order()
    address = pay(client, order).url
    client.post(address, {"act": "pay-late"})

    page = Markup.of(client.post(address, {"act": "deliver"}, follow=True))

    assert title(page) == "Thank you, Maya Osei"


def test_a_provider_that_does_not_answer_is_named_and_may_be_tried_again(client, monkeypatch):
    order = make_order()
    with monkeypatch.context() as patch:
        patch.setattr(demo, "PROVIDER", Moody(Unreachable("no answer")))
        page = Markup.of(client.post(reverse("shop:order_pay", args=[order.token]), follow=True))

    assert title(page) == "The payment provider did not answer"
    assert pay(client, order).url == order.payments.get().address


def test_a_provider_that_refuses_leaves_the_order_to_be_paid(client, monkeypatch):
    order = make_order()
    monkeypatch.setattr(demo, "PROVIDER", Moody(Refused("Not today")))

    page = Markup.of(client.post(reverse("shop:order_pay", args=[order.token]), follow=True))

    assert title(page) == "The payment did not go through"
    assert "Not today" not in page.one("main").text


def test_another_way_to_pay_may_be_chosen(client):
    order = make_order()

    response = pay(client, order, method="invoice")

    order.refresh_from_db()
    assert order.payment_method == "invoice"
    page = Markup.of(client.get(response.url, follow=True))
    assert title(page) == "Thank you, Maya Osei"
    assert buttons(page) == ["Pay by another way: Play money", "Yes, cancel it"]


def test_a_way_to_pay_that_is_not_offered_is_not_taken(client, settings):
    settings.PAYMENTS = []
    order = make_order()

    pay(client, order, method="invoice")

    assert order.payments.get().provider == "demo"


def test_an_order_that_is_paid_already_leads_to_its_page(client):
    order = make_order(state=State.PAID)

    assert pay(client, order).url == order.get_absolute_url()


def test_the_shopper_calls_off_what_is_not_paid(client):
    order = make_order((make_variant(stock=3), 2))

    client.post(reverse("shop:order_cancel", args=[order.token]))

    assert Order.objects.get().state == State.CANCELLED
    assert Variant.objects.get().stock == 3


def test_what_is_paid_is_not_called_off(client):
    order = make_order(state=State.PAID)

    response = client.post(reverse("shop:order_cancel", args=[order.token]))

    assert response.url == order.get_absolute_url()
    assert Order.objects.get().state == State.PAID


@pytest.mark.parametrize("name", ["order_pay", "order_cancel", "order_again"])
def test_no_act_happens_without_the_token_of_the_form(name):
    order = make_order()

    response = Client(enforce_csrf_checks=True).post(reverse(f"shop:{name}", args=[order.token]))

    assert response.status_code == 403


def test_who_returns_from_stripe_before_its_message_is_believed_by_asking(client, stripe):
    order = make_order(payment_method="stripe")
    pay(client, order)
    stripe.pay(order.payments.get().reference)

    page = back(client, order)

    assert title(page) == "Thank you, Maya Osei"


def test_a_stripe_that_is_down_when_the_shopper_returns_is_waited_for(client, stripe):
    order = make_order(payment_method="stripe")
    pay(client, order)
    stripe.trouble = [error(500, "api_error", "Down")] * 9

    page = back(client, order)

    assert title(page) == "One moment, please"
