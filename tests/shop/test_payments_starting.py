"""An order is sent to one payment page at a time."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shop.models import Payment
from shop.ordering.orders import State, cancel
from shop.payments import Refused, demo, offered, provider
from shop.payments.starting import NotPayable, begin
from tests.shop.ordering import make_order

pytestmark = pytest.mark.django_db

BACK = "https://shop.example/orders/x/"


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


def test_the_shopper_is_sent_to_the_providers_page():
    order = make_order()

    address = begin(order, BACK)

    payment = order.payments.get()
    assert address == f"/payments/demo/pay/{payment.key}/"
    assert (payment.state, payment.amount) == (Payment.State.OPEN, order.total)


def test_asking_again_leads_to_the_same_page():
    order = make_order()

    addresses = {begin(order, BACK) for _time in range(3)}

    assert len(addresses) == 1
    assert order.payments.count() == 1


def test_an_invoice_leads_back_to_the_order():
    order = make_order(payment_method="invoice")

    assert begin(order, BACK) == BACK


def test_an_invoice_that_opens_nothing_elsewhere_is_written_once():
    order = make_order(payment_method="invoice")

    with CaptureQueriesContext(connection) as asked:
        begin(order, BACK)

    writes = [query["sql"].split()[0] for query in asked if query["sql"][0] in "IU"]
    assert writes == ["INSERT"]


def test_another_method_replaces_the_first_and_keeps_the_goods_longer():
    order = make_order()
    begin(order, BACK)

    begin(order, BACK, method="invoice")

    order.refresh_from_db()
    states = order.payments.values_list("provider", "state")
    assert set(states) == {("demo", "abandoned"), ("invoice", "open")}
    assert order.expires_at > timezone.now() + timedelta(days=6)


def test_a_shorter_method_does_not_take_time_away():
    order = make_order(payment_method="invoice", expires_at=timezone.now() + timedelta(days=7))

    begin(order, BACK, method="demo")

    order.refresh_from_db()
    assert order.expires_at > timezone.now() + timedelta(days=6)


@pytest.mark.parametrize("state", [state for state in State if state != State.PLACED])
def test_only_an_order_that_waits_is_paid(state):
    with pytest.raises(NotPayable):
        begin(make_order(state=state), BACK)


def test_an_order_whose_time_is_over_is_not_paid_any_more():
    order = make_order()

    with time_machine.travel(timezone.now() + timedelta(minutes=31)), pytest.raises(NotPayable):
        begin(order, BACK)


def test_an_order_cancelled_meanwhile_is_not_paid():
    order = make_order()
    cancel(order, by="shopper")

    with pytest.raises(NotPayable):
        begin(order, BACK)


def test_after_a_refusal_the_next_try_is_a_new_payment(monkeypatch):
    class Moody(demo.Demo):
        answers = iter([Refused("Not today")])

        def start(self, payment, back):
            if refusal := next(self.answers, None):
                raise refusal
            return super().start(payment, back)

    monkeypatch.setattr(demo, "PROVIDER", Moody())
    order = make_order()
    with pytest.raises(Refused):
        begin(order, BACK)

    begin(order, BACK)

    tried = order.payments.values_list("state", "note")
    assert list(tried) == [("failed", "Not today"), ("open", "")]


def test_play_money_is_no_way_to_pay_outside_a_demo(settings):
    settings.DEMO = False

    assert [each.name for each in offered()] == ["invoice"]
    with pytest.raises(LookupError):
        provider("demo")


def test_a_misspelt_way_to_pay_is_named(settings):
    settings.PAYMENTS = ["invoise"]

    with pytest.raises(ImproperlyConfigured, match="invoise"):
        offered()


def test_every_way_offered_has_its_words():
    for each in offered():
        assert each.title
        assert each.hint
        assert each.hold > timedelta(minutes=1)
