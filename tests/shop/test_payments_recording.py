"""Messages come late, twice, in any order; paid stays paid, and no money is lost from sight."""

from datetime import timedelta
from decimal import Decimal
from itertools import permutations

import pytest
import time_machine
from django.utils import timezone

from shop.models import Order, OrderMail, Payment, WebhookEvent
from shop.ordering.orders import State, cancel, expire, move
from shop.payments import Outcome, Report
from shop.payments.demo import PROVIDER
from shop.payments.recording import record, record_by_hand
from tests.factories import make_variant
from tests.shop.ordering import make_order, make_payment

pytestmark = pytest.mark.django_db

LATER = timedelta(minutes=31)


def report(payment: Payment, outcome: Outcome = Outcome.PAID, **fields) -> Report:
    defaults = {
        "key": payment.key,
        "amount": payment.order.total,
        "currency": "USD",
        "event_id": f"{payment.key}-{outcome}",
    }
    return Report(outcome, **defaults | fields)


def expired_order(*wanted) -> Order:
    order = make_order(*wanted)
    with time_machine.travel(timezone.now() + LATER):
        expire(order.pk)
    order.refresh_from_db()
    return order


def test_the_first_message_pays_the_order():
    order = make_order()
    payment = make_payment(order)

    record(PROVIDER, report(payment))

    order.refresh_from_db()
    payment.refresh_from_db()
    assert (order.state, payment.state) == (State.PAID, Payment.State.PAID)
    assert order.paid_total == order.total
    assert order.invoice_number == 1


def test_the_same_message_again_changes_nothing():
    order = make_order()
    payment = make_payment(order)

    for _time in range(3):
        record(PROVIDER, report(payment))

    order.refresh_from_db()
    assert order.paid_total == order.total
    assert order.moves.count() == 1
    assert order.mails.filter(kind=OrderMail.Kind.PAID).count() == 1
    assert WebhookEvent.objects.count() == 1


def test_another_message_that_says_paid_changes_nothing():
    order = make_order()
    payment = make_payment(order)

    record(PROVIDER, report(payment, event_id="one"))
    record(PROVIDER, report(payment, event_id="two"))

    order.refresh_from_db()
    assert order.paid_total == order.total
    assert order.moves.count() == 1


ORDERS = list(permutations([Outcome.PAID, Outcome.FAILED, Outcome.ABANDONED, Outcome.NOTHING]))


@pytest.mark.parametrize("outcomes", ORDERS, ids="-".join)
def test_whatever_the_order_of_messages_paid_stays_paid(outcomes):
    order = make_order()
    payment = make_payment(order)

    for outcome in outcomes:
        record(PROVIDER, report(payment, outcome))

    order.refresh_from_db()
    payment.refresh_from_db()
    assert (order.state, payment.state) == (State.PAID, Payment.State.PAID)


def test_a_failed_payment_leaves_the_order_waiting_and_says_why():
    order = make_order()
    payment = make_payment(order)

    record(PROVIDER, report(payment, Outcome.FAILED, note="Card declined"))

    order.refresh_from_db()
    payment.refresh_from_db()
    assert order.can_be_paid
    assert payment.state == Payment.State.FAILED
    assert order.moves.get().note == "Card declined"


def test_a_message_finds_its_payment_by_the_providers_reference_too():
    order = make_order()
    make_payment(order, reference="demo_17")

    record(PROVIDER, Report(Outcome.PAID, reference="demo_17", amount=order.total, currency="USD"))

    order.refresh_from_db()
    assert order.state == State.PAID


def test_money_for_an_unknown_payment_is_kept_with_the_message():
    record(PROVIDER, Report(Outcome.PAID, key="nobody", event_id="1"), b'{"whose": "?"}')

    event = WebhookEvent.objects.get()
    assert event.payment is None
    assert event.body == '{"whose": "?"}'
    assert list(WebhookEvent.objects.of_unknown_money()) == [event]


def test_a_message_of_another_provider_about_our_key_is_not_believed():
    order = make_order()
    payment = make_payment(order, provider="stripe")

    record(PROVIDER, report(payment))

    order.refresh_from_db()
    assert order.state == State.PLACED


def test_an_order_that_lapsed_but_holds_its_goods_is_simply_paid():
    variant = make_variant(stock=3)
    order = make_order((variant, 3))
    payment = make_payment(order)

    with time_machine.travel(timezone.now() + LATER):
        record(PROVIDER, report(payment))

    order.refresh_from_db()
    variant.refresh_from_db()
    assert (order.state, variant.stock) == (State.PAID, 0)


def test_money_for_an_expired_order_takes_the_goods_again():
    variant = make_variant(stock=3)
    order = expired_order((variant, 3))

    record(PROVIDER, report(make_payment(order)))

    order.refresh_from_db()
    variant.refresh_from_db()
    assert (order.state, variant.stock) == (State.PAID, 0)


def test_money_for_an_expired_order_whose_goods_are_sold_parks_it():
    variant, other = make_variant(stock=3), make_variant(stock=3)
    order = expired_order((variant, 3), (other, 1))
    make_order((variant, 1))

    record(PROVIDER, report(make_payment(order)))

    order.refresh_from_db()
    other.refresh_from_db()
    assert order.state == State.PARKED
    assert order.paid_total == order.total
    assert other.stock == 3
    assert list(Order.objects.needing_a_decision()) == [order]


def test_money_for_an_expired_order_takes_what_other_lapsed_orders_hold():
    variant = make_variant(stock=3)
    order = expired_order((variant, 3))
    make_order((variant, 1))

    with time_machine.travel(timezone.now() + LATER):
        record(PROVIDER, report(make_payment(order)))

    order.refresh_from_db()
    assert order.state == State.PAID


def test_money_for_a_cancelled_order_parks_it_and_takes_nothing():
    variant = make_variant(stock=3)
    order = make_order((variant, 3))
    payment = make_payment(order)
    cancel(order, by="shopper")

    record(PROVIDER, report(payment))

    order.refresh_from_db()
    variant.refresh_from_db()
    assert (order.state, variant.stock) == (State.PARKED, 3)


def test_a_second_payment_is_seen_and_does_not_disturb_the_order():
    order = make_order()
    first = make_payment(order, state=Payment.State.ABANDONED)
    second = make_payment(order)
    record(PROVIDER, report(second))
    order.refresh_from_db()
    move(order, State.PACKED, by="ines")

    record(PROVIDER, report(first))

    order.refresh_from_db()
    assert order.state == State.PACKED
    assert order.paid_total == 2 * order.total
    assert list(Order.objects.needing_a_decision()) == [order]


def test_too_little_money_parks_the_order_with_its_goods():
    variant = make_variant(stock=3)
    order = make_order((variant, 3))

    record(PROVIDER, report(make_payment(order), amount=Decimal("1.00")))

    order.refresh_from_db()
    variant.refresh_from_db()
    assert (order.state, order.paid_total, variant.stock) == (State.PARKED, Decimal("1.00"), 0)


def test_the_rest_of_the_money_pays_a_parked_order():
    order = make_order()

    record_by_hand(order, Decimal("1.00"), by="ines")
    record_by_hand(order, order.total - 1, by="ines")

    order.refresh_from_db()
    assert order.state == State.PAID
    assert not Order.objects.needing_a_decision().exists()


def test_money_in_another_currency_is_parked_and_not_added_up():
    order = make_order()

    record(PROVIDER, report(make_payment(order), currency="JPY"))

    order.refresh_from_db()
    payment = order.payments.get()
    assert (order.state, order.paid_total) == (State.PARKED, 0)
    assert (payment.state, payment.currency) == (Payment.State.PAID, "JPY")


def test_an_editor_notes_a_transfer():
    order = make_order(payment_method="invoice")
    make_payment(order, provider="invoice")

    record_by_hand(order, order.total, by="ines", note="Statement 12")

    order.refresh_from_db()
    payment = order.payments.get()
    assert (order.state, payment.state) == (State.PAID, Payment.State.PAID)
    assert order.moves.get().by == "ines"


def test_invoice_numbers_have_no_gaps_and_none_is_given_to_unpaid_orders():
    orders = [make_order() for _ in range(4)]

    for order in orders[::-2]:
        record_by_hand(order, order.total, by="ines")

    numbers = Order.objects.order_by("invoice_number").values_list("invoice_number", flat=True)
    assert [number for number in numbers if number] == [1, 2]
