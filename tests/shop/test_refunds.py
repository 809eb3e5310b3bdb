"""Money goes back once, never more than came, with the goods or without."""

from decimal import Decimal

import pytest

from shop.models import Order, OrderMail, Payment, Refund
from shop.ordering import letters
from shop.ordering.orders import State
from shop.ordering.refunds import NotRefundable, carry_out, refund
from shop.payments import Outcome, Refused, Report, Unreachable, invoice
from shop.payments.demo import PROVIDER
from shop.payments.recording import record, record_by_hand
from tests.factories import make_variant
from tests.shop.ordering import make_order, make_payment

pytestmark = pytest.mark.django_db


def paid_order(*wanted, **fields) -> Order:
    order = make_order(*wanted, payment_method="invoice", **fields)
    record_by_hand(order, order.total, by="ines")
    order.refresh_from_db()
    return order


class Bank(invoice.Invoice):
    """Answers as it is told to, and counts what it was asked for."""

    def __init__(self, *answers):
        self.answers, self.keys = list(answers), []

    def refund(self, refund):
        self.keys.append(refund.key)
        answer = self.answers.pop(0)
        if isinstance(answer, str):
            return answer
        raise answer


@pytest.fixture
def bank(monkeypatch):
    def open_one(*answers) -> Bank:
        made = Bank(*answers)
        monkeypatch.setattr(invoice, "PROVIDER", made)
        return made

    return open_one


def test_the_whole_sum_back_refunds_the_order():
    order = paid_order()

    refund(order, order.total, by="ines")

    order.refresh_from_db()
    assert order.state == State.REFUNDED
    assert order.refundable == 0


def test_a_part_back_leaves_the_order_as_it_is_and_is_logged():
    order = paid_order((make_variant(price="20.00"), 2))

    refund(order, Decimal("5.50"), by="ines", note="Scratched")

    order.refresh_from_db()
    assert order.state == State.PAID
    assert order.refunded_total == Decimal("5.50")
    assert "$5.50" in order.moves.last().note


def test_two_parts_that_make_the_whole_refund_the_order():
    order = paid_order((make_variant(price="20.10"), 1))

    refund(order, Decimal("10.20"), by="ines")
    refund(order, Decimal("9.90"), by="ines")

    order.refresh_from_db()
    assert order.state == State.REFUNDED


@pytest.mark.parametrize("amount", ["20.01", "0", "-1"])
def test_more_than_came_or_nothing_is_not_refunded(amount):
    order = paid_order((make_variant(price="20.00"), 1))

    with pytest.raises(NotRefundable):
        refund(order, Decimal(amount), by="ines")

    assert not Refund.objects.exists()


def test_parts_together_are_never_more_than_came():
    order = paid_order((make_variant(price="20.00"), 1))
    refund(order, Decimal("15.00"), by="ines")

    with pytest.raises(NotRefundable):
        refund(order, Decimal("5.01"), by="ines")


def test_an_order_that_nobody_paid_has_nothing_to_refund():
    order = make_order()

    with pytest.raises(NotRefundable):
        refund(order, order.total, by="ines")


def test_without_restock_the_goods_stay_off_the_shelf():
    variant = make_variant(stock=5)
    order = paid_order((variant, 3))

    refund(order, order.total, by="ines")

    variant.refresh_from_db()
    assert variant.stock == 2


def test_with_restock_the_named_units_go_back():
    variant = make_variant(stock=5)
    order = paid_order((variant, 3))
    line = order.lines.get()

    refund(order, Decimal("1.00"), by="ines", restock={line.pk: 2})

    variant.refresh_from_db()
    line.refresh_from_db()
    assert (variant.stock, line.taken) == (4, 1)


def test_units_go_back_once_however_often_they_are_named():
    variant = make_variant(stock=5)
    order = paid_order((variant, 3))
    line = order.lines.get()

    for _time in range(3):
        refund(order, Decimal("1.00"), by="ines", restock={line.pk: 2})

    variant.refresh_from_db()
    assert variant.stock == 5


def test_what_the_provider_refuses_has_not_happened(bank):
    order = paid_order((make_variant(stock=5), 3))
    bank(Refused("No such account"))

    with pytest.raises(Refused):
        refund(order, order.total, by="ines", restock={order.lines.get().pk: 3})

    order.refresh_from_db()
    assert order.state == State.PAID
    assert order.payments.get().refundable == order.total
    assert Refund.objects.get().state == Refund.State.FAILED
    assert order.lines.get().taken == 3


def test_no_answer_keeps_the_sum_reserved_and_asks_again_with_the_same_key(bank):
    order = paid_order()
    asked = bank(Unreachable("timeout"), "transfer 7")
    with pytest.raises(Unreachable):
        refund(order, order.total, by="ines")
    with pytest.raises(NotRefundable):
        refund(order, order.total, by="tom")

    carry_out(Refund.objects.get())

    order.refresh_from_db()
    assert order.state == State.REFUNDED
    assert len(asked.keys) == 2
    assert len(set(asked.keys)) == 1


def test_a_refund_that_is_done_is_not_asked_for_again(bank):
    order = paid_order()
    asked = bank("transfer 7")
    done = refund(order, order.total, by="ines")

    carry_out(done)

    assert len(asked.keys) == 1


def test_a_surplus_goes_back_and_the_order_goes_on():
    order = paid_order()
    record_by_hand(order, order.total, by="ines")

    refund(order, order.total, by="ines")

    order.refresh_from_db()
    assert order.state == State.PAID
    assert not Order.objects.needing_a_decision().exists()


def test_the_named_payment_gives_the_money_back():
    order = paid_order()
    first = order.payments.get()
    record_by_hand(order, order.total, by="ines")

    refund(order, order.total, by="ines", payment=first)

    first.refresh_from_db()
    assert first.refundable == 0
    assert [each.refundable for each in Payment.objects.exclude(pk=first.pk)] == [order.total]


def test_a_parked_order_is_refunded():
    order = make_order((make_variant(price="20.00"), 1))
    record_by_hand(order, Decimal("5.00"), by="ines")

    refund(order, Decimal("5.00"), by="ines")

    order.refresh_from_db()
    assert order.state == State.REFUNDED


def test_money_in_another_currency_goes_back_in_it(settings):
    settings.DEMO = True
    order = make_order((make_variant(price="20.00"), 1))
    report = Report(Outcome.PAID, make_payment(order).key, "", Decimal(3000), "JPY", event_id="1")
    record(PROVIDER, report)

    refund(order, Decimal(3000), by="ines")

    order.refresh_from_db()
    assert (order.state, order.refunded_total) == (State.REFUNDED, 0)
    assert "¥3,000" in letters.compose(order.mails.get(kind=OrderMail.Kind.REFUNDED)).body


def test_each_refund_owes_one_mail():
    order = paid_order((make_variant(price="20.00"), 1))

    refund(order, Decimal("5.00"), by="ines")
    refund(order, Decimal("5.00"), by="ines")

    assert order.mails.filter(kind=OrderMail.Kind.REFUNDED).count() == 2


def test_the_same_form_twice_is_one_refund():
    order = paid_order((make_variant(price="20.00"), 1))

    for _click in range(2):
        refund(order, Decimal("5.00"), by="ines", key="this-form")

    order.refresh_from_db()
    assert order.refunded_total == Decimal("5.00")
    assert Refund.objects.count() == 1
