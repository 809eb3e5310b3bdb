"""Whatever happens to orders, in whatever order: no unit and no cent is lost or made."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from shop import stock
from shop.models import Order, OrderLine, Payment, Variant
from shop.ordering.orders import (
    MOVES,
    NotAllowed,
    State,
    accept,
    cancel,
    move,
    release_lapsed,
    send,
)
from shop.ordering.refunds import NotRefundable, refund
from shop.payments import Outcome, Report
from shop.payments.demo import PROVIDER
from shop.payments.recording import record, record_by_hand
from shop.payments.starting import NotPayable, begin
from shop.stock import OutOfStock
from tests.factories import make_variant
from tests.shop.ordering import make_order

RECEIVED = 12
MOVING = {State.PAID, State.PACKED, State.SENT, State.DELIVERED}
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Shop(RuleBasedStateMachine):
    orders = Bundle("orders")
    payments = Bundle("payments")

    def __init__(self):
        super().__init__()
        self.clock = time_machine.travel(NOW, tick=False)
        self.time = self.clock.start()
        self.variants = [make_variant(stock=RECEIVED, price="10.10") for _ in range(2)]
        self.keys = []

    def teardown(self):
        self.clock.stop()

    def ours(self):
        return Order.objects.filter(pk__in=self.keys)

    @rule(
        target=orders,
        first=st.integers(1, 5),
        second=st.integers(1, 5),
        method=st.sampled_from(["demo", "invoice"]),
    )
    def place(self, first, second, method):
        """Through the same door as a checkout: what is short makes room first."""
        wanted = list(zip(self.variants, (first, second), strict=True))
        release_lapsed([variant.pk for variant in self.variants])
        free = stock.free([variant.pk for variant in self.variants])
        if any(free[variant.pk] < units for variant, units in wanted):
            return None
        order = make_order(*wanted, payment_method=method)
        self.keys.append(order.pk)
        return order.pk

    @rule(minutes=st.sampled_from([1, 20, 40]))
    def let_time_pass(self, minutes):
        self.time.shift(timedelta(minutes=minutes))

    @rule()
    def expire(self):
        release_lapsed()

    @precondition(lambda self: self.keys)
    @rule(target=payments, key=orders)
    def start_to_pay(self, key):
        if key is None:
            return None
        order = Order.objects.get(pk=key)
        try:
            begin(order, "/", method="demo")
        except NotPayable:
            return None
        return order.payments.get(state=Payment.State.OPEN).pk

    @rule(
        payment=payments,
        outcome=st.sampled_from(list(Outcome)),
        amount=st.sampled_from(["all", "all", "all", "1.00", "500.00"]),
        event=st.integers(1, 3),
    )
    def hear(self, payment, outcome, amount, event):
        if payment is None:
            return
        paid = Payment.objects.select_related("order").get(pk=payment)
        sum_paid = paid.order.total if amount == "all" else Decimal(amount)
        name = f"{payment}-{outcome}-{event}"
        record(PROVIDER, Report(outcome, paid.key, "", sum_paid, "USD", event_id=name))

    @rule(key=orders)
    def pay_by_hand(self, key):
        if key is not None:
            record_by_hand(Order.objects.get(pk=key), Decimal("10.10"), by="ines")

    @rule(key=orders, to=st.sampled_from([State.PACKED, State.DELIVERED]))
    def move_on(self, key, to):
        if key is not None:
            self.attempt(move, Order.objects.get(pk=key), to, by="ines")

    @rule(key=orders)
    def call_off(self, key):
        if key is not None:
            self.attempt(cancel, Order.objects.get(pk=key), by="shopper")

    @rule(key=orders)
    def take_on_after_all(self, key):
        if key is not None:
            self.attempt(accept, Order.objects.get(pk=key), by="ines")

    @rule(key=orders, units=st.none() | st.integers(1, 5))
    def send_a_parcel(self, key, units):
        if key is None:
            return
        order = Order.objects.get(pk=key)
        line = order.lines.first()
        self.attempt(send, order, by="ines", units=units and {line.pk: units})

    @rule(
        key=orders,
        amount=st.sampled_from(["all", "0.10", "10.10", "33.33"]),
        units=st.integers(0, 5),
    )
    def give_money_back(self, key, amount, units):
        if key is None:
            return
        order = Order.objects.get(pk=key)
        back = order.refundable if amount == "all" else Decimal(amount)
        restock = {line.pk: units for line in order.lines.all()}
        self.attempt(refund, order, back, by="ines", restock=restock)

    @rule(key=consumes(orders))
    def forget(self, key):
        """Leaves it be for the rest of this run."""

    def attempt(self, act, *args, **fields):
        """What is refused has changed nothing."""
        before = self.snapshot()
        try:
            act(*args, **fields)
        except (NotAllowed, NotRefundable, OutOfStock):
            assert self.snapshot() == before

    def snapshot(self):
        return (
            list(self.ours().order_by("pk").values_list()),
            list(OrderLine.objects.filter(order__in=self.keys).order_by("pk").values_list()),
            list(Variant.objects.order_by("pk").values_list("pk", "stock")),
        )

    @invariant()
    def all_is_in_order(self):
        found = list(self.ours().prefetch_related("lines", "payments", "moves"))
        self.every_unit_is_on_the_shelf_or_in_an_order(found)
        for order in found:
            self.what_has_ended_holds_no_goods(order)
            self.every_cent_is_accounted_for(order)
            self.the_log_is_one_way_through_the_table(order)
            assert (order.state not in MOVING) or order.invoice_number
        numbers = [order.invoice_number for order in found if order.invoice_number]
        assert len(set(numbers)) == len(numbers)

    def every_unit_is_on_the_shelf_or_in_an_order(self, found):
        keys = [variant.pk for variant in self.variants]
        units = dict(Variant.objects.filter(pk__in=keys).values_list("pk", "stock"))
        for order in found:
            for line in order.lines.all():
                units[line.variant_id] += line.taken
        assert units == dict.fromkeys(keys, RECEIVED)

    def what_has_ended_holds_no_goods(self, order):
        if order.state in {State.EXPIRED, State.CANCELLED}:
            assert not any(line.taken for line in order.lines.all())

    def every_cent_is_accounted_for(self, order):
        paid = [each for each in order.payments.all() if each.state == Payment.State.PAID]
        assert order.paid_total == sum(each.amount for each in paid)
        assert order.refunded_total == sum(each.refunded for each in paid)
        assert 0 <= order.refunded_total <= order.paid_total
        # Money that the shop keeps belongs to goods that it owes, or waits for a decision.
        if order.state in {State.PLACED, State.EXPIRED, State.CANCELLED, State.REFUNDED}:
            assert order.refundable == 0

    def the_log_is_one_way_through_the_table(self, order):
        state = State.PLACED
        for each in order.moves.all():
            assert each.was == state
            assert each.state == state or each.state in MOVES[state]
            state = State(each.state)
        assert order.state == state


@pytest.mark.django_db
def test_no_unit_and_no_cent_is_lost_or_made(settings_for_demo):
    run_state_machine_as_test(
        Shop,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.fixture
def settings_for_demo(settings):
    settings.DEMO = True
