"""Messages, editors and the clock at once: money is counted once and never lost."""

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from django.db.models import Sum
from django.utils import timezone

from shop.models import Order, OrderLine, OrderMail, Payment, Refund, WebhookEvent
from shop.ordering.orders import State, expire
from shop.ordering.refunds import NotRefundable, refund
from shop.payments import Outcome, demo
from shop.payments.demo import PROVIDER, message
from shop.payments.recording import hear, record_by_hand
from shop.payments.starting import begin
from tests.factories import make_variant
from tests.load import guards
from tests.load.crowd import at_once
from tests.shop.ordering import make_order, make_payment

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


def pay_thirty_orders() -> list[int]:
    orders = [make_order() for _ in range(30)]
    pay = [partial(record_by_hand, order, order.total, by="ines") for order in orders]
    at_once(*pay, threads=15)
    numbers = Order.objects.order_by("invoice_number").values_list("invoice_number", flat=True)
    return list(numbers)


def test_invoices_written_at_once_have_every_number_once():
    assert pay_thirty_orders() == list(range(1, 31))


def test_control_without_the_rows_lock_they_do_not(monkeypatch):
    guards.number_guard_off(monkeypatch)

    assert pay_thirty_orders() != list(range(1, 31))


def test_one_message_that_comes_twenty_times_at_once_pays_once():
    order = make_order()
    told = message(make_payment(order), Outcome.PAID)

    answers = at_once(*[partial(hear, PROVIDER, *told)] * 20)

    order.refresh_from_db()
    assert {type(answer) for answer in answers} == {Payment}
    assert (order.state, order.paid_total) == (State.PAID, order.total)
    assert WebhookEvent.objects.count() == OrderMail.objects.count() == 1


def hear_of_a_failure_twenty_times() -> int:
    """The same message in twenty threads; how often it was written down."""
    order = make_order()
    told = message(make_payment(order), Outcome.FAILED)
    at_once(*[partial(hear, PROVIDER, *told)] * 20)
    return order.moves.count()


def test_one_failure_that_is_told_twenty_times_at_once_is_written_down_once():
    assert hear_of_a_failure_twenty_times() == 1


def test_control_without_the_guard_it_is_written_down_each_time(monkeypatch):
    guards.event_guard_off(monkeypatch, crowd=20)

    assert hear_of_a_failure_twenty_times() == 20


def test_twenty_messages_of_all_kinds_at_once_leave_it_paid():
    order = make_order()
    payment = make_payment(order)
    kinds = [Outcome.PAID, Outcome.FAILED, Outcome.ABANDONED, Outcome.NOTHING]

    at_once(*[partial(hear, PROVIDER, *message(payment, kind)) for kind in kinds * 5])

    order.refresh_from_db()
    payment.refresh_from_db()
    assert (order.state, payment.state) == (State.PAID, Payment.State.PAID)
    assert order.paid_total == order.total


def test_money_that_comes_while_the_clock_ends_the_order_is_never_lost():
    variant = make_variant(stock=20)
    over = timezone.now() - timedelta(seconds=1)
    orders = [make_order((variant, 1), expires_at=over) for _ in range(20)]
    acts = []
    for order in orders:
        acts.append(partial(expire, order.pk))
        acts.append(partial(hear, PROVIDER, *message(make_payment(order), Outcome.PAID)))

    answers = at_once(*acts)

    variant.refresh_from_db()
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert set(Order.objects.values_list("state", flat=True)) == {State.PAID}
    assert variant.stock == 0
    assert OrderLine.objects.aggregate(sum=Sum("taken"))["sum"] == 20


def end_and_pay_at_once() -> list:
    """The clock ends an order while its payment is told: what came of the two."""
    order = make_order(expires_at=timezone.now() - timedelta(seconds=1))
    told = message(make_payment(order), Outcome.PAID)
    return at_once(partial(expire, order.pk), partial(hear, PROVIDER, *told))


def test_control_without_the_orders_row_the_clock_or_the_payment_is_lost(monkeypatch):
    guards.order_guard_off(monkeypatch, crowd=2)

    ended, paid = end_and_pay_at_once()

    assert isinstance(ended, Exception) or isinstance(paid, Exception)


def refund_twenty_times(order: Order) -> Counter:
    answers = at_once(*[partial(refund, order, order.total, by="ines")] * 20)
    return Counter(type(answer) for answer in answers)


def test_twenty_refunds_at_once_give_the_money_back_once():
    order = make_order(payment_method="invoice")
    record_by_hand(order, order.total, by="ines")

    assert refund_twenty_times(order) == {Refund: 1, NotRefundable: 19}
    order.refresh_from_db()
    assert order.refunded_total == order.total


def test_control_without_the_orders_row_money_is_promised_that_is_not_there(monkeypatch):
    order = make_order(payment_method="invoice")
    record_by_hand(order, order.total, by="ines")
    guards.order_guard_off(monkeypatch, crowd=20)

    assert refund_twenty_times(order) != {Refund: 1, NotRefundable: 19}


def test_ten_clicks_on_pay_open_one_payment():
    order = make_order(payment_method=demo.Demo.name)

    answers = at_once(*[partial(begin, order, "/")] * 10)

    assert len(set(answers)) == 1
    assert order.payments.count() == 1
