"""The same form of the desk in many hands at once: it happens once."""

from collections import Counter
from contextlib import contextmanager, suppress
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client

from shop.admin.orders import forms
from shop.models import Parcel, Refund
from shop.ordering.orders import locked
from shop.ordering.refunds import NotRefundable, refund
from tests.factories import make_variant
from tests.load.crowd import at_once
from tests.shop.desk import form, hand_in, keeper, paid_order

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

CROWD = 8


def send_one_of_three_units() -> Counter[int]:
    """The answers to one form, handed in by all at once."""
    order, client = paid_order((make_variant(stock=5), 3)), keeper()
    fields = form(client, order, "send") | {f"units-{order.lines.get().pk}": 1}

    def press() -> int:
        own = Client()
        own.cookies = client.cookies
        return hand_in(own, order, "send", fields).status_code

    return Counter(at_once(*[press] * CROWD))


def test_a_form_that_is_pressed_by_all_at_once_sends_one_parcel():
    answers = send_one_of_three_units()

    assert answers == {302: 1, 409: CROWD - 1}
    assert Parcel.objects.count() == 1


def test_control_without_the_last_move_it_sends_as_long_as_there_are_goods(monkeypatch):
    @contextmanager
    def trusting(order, seen):
        with transaction.atomic():
            yield locked(order.pk)

    monkeypatch.setattr(forms, "unchanged", trusting)

    send_one_of_three_units()

    assert Parcel.objects.count() == 3


def refund_a_quarter(key: str) -> int:
    order = paid_order((make_variant(price="20.00"), 1))

    def ask() -> None:
        with suppress(NotRefundable):
            refund(order, Decimal("5.00"), by="ines", key=key)

    at_once(*[ask] * CROWD)
    return Refund.objects.count()


def test_one_refund_asked_for_by_all_at_once_is_made_once():
    assert refund_a_quarter("this-form") == 1


def test_control_without_a_key_it_is_made_until_nothing_is_left():
    assert refund_a_quarter("") == 4
