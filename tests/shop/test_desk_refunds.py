"""Money goes back from the desk once, never more than came, and is said clearly."""

from decimal import Decimal

import pytest

from shop.models import Order, Refund
from shop.ordering.orders import State
from shop.ordering.refunds import refund
from shop.payments import Refused, Unreachable, invoice
from shop.payments.recording import record_by_hand
from tests.factories import make_variant
from tests.shop.desk import do, errors, form, hand_in, keeper, paid_order
from tests.shop.ordering import make_order, make_payment

pytestmark = pytest.mark.django_db


class Bank(invoice.Invoice):
    """Answers as it is told to."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def refund(self, refund):
        answer = self.answers.pop(0)
        if isinstance(answer, str):
            return answer
        raise answer


def bank(monkeypatch, *answers) -> None:
    monkeypatch.setattr(invoice, "PROVIDER", Bank(*answers))


def test_the_whole_sum_goes_back_with_all_goods():
    variant = make_variant(stock=5, price="20.00")
    order = paid_order((variant, 2))

    response = do(keeper(), order, "refund", goods="all", note="Too late", sure="on")

    variant.refresh_from_db()
    assert response.status_code == 302
    assert (order.state, variant.stock) == (State.REFUNDED, 5)
    assert Refund.objects.get().note == "Too late"


def test_a_part_goes_back_with_the_named_units():
    variant = make_variant(stock=5, price="20.00")
    order = paid_order((variant, 3))
    units = {f"units-{order.lines.get().pk}": 1}

    do(keeper(), order, "refund", amount="20.00", goods="some", sure="on", **units)

    variant.refresh_from_db()
    assert (order.state, order.refunded_total, variant.stock) == (State.PAID, Decimal("20.00"), 3)


def test_a_refund_is_made_once_however_often_the_button_is_pressed():
    order, client = paid_order((make_variant(price="20.00"), 1)), keeper()
    fields = form(client, order, "refund") | {"amount": "5.00", "goods": "none", "sure": "on"}

    answers = [hand_in(client, order, "refund", fields).status_code for _click in range(3)]

    order.refresh_from_db()
    assert answers == [302, 302, 302]  # each is told that it is done
    assert order.refunded_total == Decimal("5.00")
    assert Refund.objects.count() == 1


def test_an_old_page_does_not_refund_what_somebody_else_did_meanwhile():
    order, client = paid_order((make_variant(price="20.00"), 1)), keeper()
    fields = form(client, order, "refund") | {"amount": "5.00", "goods": "none", "sure": "on"}
    refund(order, Decimal("5.00"), by="ines")

    response = hand_in(client, order, "refund", fields)

    order.refresh_from_db()
    assert response.status_code == 409
    assert order.refunded_total == Decimal("5.00")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"amount": "20.01"}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"goods": "some"}, "goods"),
        ({"goods": ""}, "goods"),
        ({"sure": ""}, "sure"),
    ],
)
def test_a_refund_is_said_clearly_or_not_made(wrong, field):
    order = paid_order((make_variant(price="20.00"), 1))

    response = do(keeper(), order, "refund", **{"goods": "none", "sure": "on", **wrong})

    assert errors(response, "refund")[field]
    assert not Refund.objects.exists()


def test_one_of_two_payments_gives_the_money_back():
    order = paid_order((make_variant(price="20.00"), 1))
    record_by_hand(order, Decimal("20.00"), by="ines")
    first, second = order.payments.all()

    do(keeper(), order, "refund", payment=first.pk, goods="none", sure="on")

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.refundable, second.refundable) == (0, Decimal("20.00"))


def test_a_refusal_of_the_provider_is_told_in_its_words(monkeypatch):
    order = paid_order()
    bank(monkeypatch, Refused("No such account"))

    response = do(keeper(), order, "refund", goods="none", sure="on")

    assert response.status_code == 409
    assert "No such account" in response.content.decode()
    assert order.state == State.PAID


def test_a_refund_without_an_answer_is_asked_for_again(monkeypatch):
    order, client = paid_order(), keeper()
    bank(monkeypatch, Unreachable("timeout"), "transfer 7")
    first = do(client, order, "refund", goods="none", sure="on")
    waiting = Refund.objects.get()
    fields = {"seen": 0, "refund": waiting.pk}

    again = hand_in(client, order, "ask-again", fields)

    order.refresh_from_db()
    assert first.status_code == 409
    assert b"Ask again" in first.content
    assert again.status_code == 302
    assert order.state == State.REFUNDED


def test_a_payment_whose_provider_is_gone_is_not_reserved(settings):
    settings.DEMO = False
    order = make_order(state=State.PAID)
    make_payment(order, provider="demo", state="paid")
    Order.objects.filter(pk=order.pk).update(paid_total=order.total)

    response = do(keeper(), order, "refund", goods="none", sure="on")

    assert response.status_code == 409
    assert not Refund.objects.exists()
