"""An unpaid order keeps its goods for a while, then gives them back without any job."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from shop import stock
from shop.models import Order
from shop.ordering.orders import State, cancel, expire, release_lapsed
from tests.factories import make_variant
from tests.shop.ordering import make_order

pytestmark = pytest.mark.django_db

LATER = timedelta(minutes=31)


def later() -> time_machine.travel:
    return time_machine.travel(timezone.now() + LATER, tick=False)


def test_an_order_keeps_its_goods_until_its_time_is_over():
    variant = make_variant(stock=5)
    make_order((variant, 3))

    ended = release_lapsed()

    assert ended == 0
    assert stock.free([variant.pk]) == {variant.pk: 2}


def test_after_its_time_its_goods_can_be_had_though_nothing_ran():
    variant = make_variant(stock=5)
    make_order((variant, 3))

    with later():
        assert stock.free([variant.pk]) == {variant.pk: 5}

    variant.refresh_from_db()
    assert variant.stock == 2


def test_whoever_needs_the_goods_ends_the_order_first():
    variant = make_variant(stock=5)
    order = make_order((variant, 3))

    with later():
        release_lapsed([variant.pk])

    variant.refresh_from_db()
    order.refresh_from_db()
    assert variant.stock == 5
    assert order.state == State.EXPIRED
    assert order.moves.get().by == "clock"


def test_only_orders_that_hold_what_is_needed_are_ended():
    needed, other = make_variant(stock=5), make_variant(stock=5)
    make_order((other, 3))

    with later():
        assert release_lapsed([needed.pk]) == 0

    assert Order.objects.get().state == State.PLACED


def test_ending_an_order_twice_gives_back_once():
    variant = make_variant(stock=5)
    order = make_order((variant, 3))

    with later():
        ended = [expire(order.pk), expire(order.pk)]

    variant.refresh_from_db()
    assert ended == [True, False]
    assert variant.stock == 5


def test_a_paid_order_has_no_end():
    variant = make_variant(stock=5)
    order = make_order((variant, 3), state=State.PAID)

    with later():
        assert expire(order.pk) is False

    assert stock.free([variant.pk]) == {variant.pk: 2}


def test_a_cancelled_order_holds_nothing_that_could_be_given_back_again():
    variant = make_variant(stock=5)
    order = make_order((variant, 3))
    cancel(order, by="shopper")

    with later():
        assert stock.free([variant.pk]) == {variant.pk: 5}
        assert release_lapsed() == 0


def test_the_command_ends_all_of_them(capsys):
    make_order()
    make_order()

    with later():
        call_command("expire_orders")

    assert "2 orders ended" in capsys.readouterr().out
    assert set(Order.objects.values_list("state", flat=True)) == {State.EXPIRED}


def test_the_page_of_an_order_that_lapsed_ends_it(client):
    order = make_order()

    with later():
        response = client.get(order.get_absolute_url())

    assert "Not paid in time" in response.content.decode()
    order.refresh_from_db()
    assert order.state == State.EXPIRED


def test_units_in_lapsed_orders_come_in_one_query(django_assert_num_queries):
    variants = [make_variant(stock=5) for _ in range(4)]
    for variant in variants:
        make_order((variant, 1))
        make_order((variant, 2))

    with later(), django_assert_num_queries(1):
        free = stock.free([variant.pk for variant in variants])

    assert set(free.values()) == {5}
