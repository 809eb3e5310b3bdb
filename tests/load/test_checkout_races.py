"""Many shoppers at one till: nothing is sold twice, nothing hangs, one form is one order.

The negative controls do the same with the guard off, and get it wrong.
"""

import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.utils import timezone

from shop.checkout import Changed, place_order
from shop.models import Discount, DiscountUse, Order, OrderLine, Variant
from shop.ordering.orders import cancel
from tests.factories import make_discount, make_variant
from tests.load import guards
from tests.load.crowd import at_once
from tests.load.till import taken
from tests.shop.ordering import make_order
from tests.shop.till import cart_of, details, shown

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

THREADS = 16


def form(*wanted: tuple[Variant, int], **fields) -> Callable[[], Order]:
    """A checkout page that is filled in and about to be sent."""
    cart, typed = cart_of(*wanted), details(**fields)
    return partial(place_order, cart, shown(cart, typed), typed)


def results(answers) -> Counter:
    """Orders made, shoppers told of a change, and anything that must not be."""
    kinds = {Order: "ordered", Changed: "told"}
    return Counter(kinds.get(type(answer), repr(answer)) for answer in answers)


def buy_fifty_by_two_hundred() -> tuple[Counter, int, int]:
    variant = make_variant(stock=50)
    answers = at_once(*[form((variant, 1)) for _ in range(200)], threads=THREADS)
    variant.refresh_from_db()
    return results(answers), variant.stock, taken(variant)


EXACT = ({"ordered": 50, "told": 150}, 0, 50)


def test_two_hundred_buyers_of_fifty_units_buy_fifty():
    assert buy_fifty_by_two_hundred() == EXACT


def test_control_without_the_conditional_update_they_do_not(monkeypatch):
    guards.stock_guard_off(monkeypatch)

    assert buy_fifty_by_two_hundred() != EXACT


def test_stock_and_back_order_together_are_sold_to_the_last_unit_and_no_further():
    variant = make_variant(stock=20, backorder_limit=10)

    answers = at_once(*[form((variant, 1)) for _ in range(60)], threads=THREADS)

    variant.refresh_from_db()
    assert results(answers) == {"ordered": 30, "told": 30}
    assert (variant.stock, taken(variant)) == (-10, 30)


def order_three_of_five(orders: int) -> tuple[list[Variant], list]:
    """In 8 threads; every third order is called off again at once."""
    chance = random.Random(96)
    variants = [make_variant(stock=stock) for stock in (200, 200, 200, 40, 20)]

    def buy(act: Callable[[], Order], is_called_off: bool) -> Order:
        order = act()
        if is_called_off:
            cancel(order, by="shopper")
        return order

    acts = []
    for turn in range(orders):
        wanted = [(variant, 1) for variant in chance.sample(variants, 3)]
        acts.append(partial(buy, form(*wanted), turn % 3 == 0))
    return variants, at_once(*acts, threads=8)


def test_orders_of_the_same_goods_in_any_order_neither_hang_nor_leave_a_trace():
    variants, answers = order_three_of_five(8 * 12)

    assert set(results(answers)) <= {"ordered", "told"}
    for variant, received in zip(variants, (200, 200, 200, 40, 20), strict=True):
        variant.refresh_from_db()
        assert variant.stock + taken(variant) == received
    ordered = results(answers)["ordered"]
    assert OrderLine.objects.count() == 3 * ordered == 3 * Order.objects.count()


def test_control_without_one_order_of_locks_some_die(monkeypatch):
    guards.order_of_locks_off(monkeypatch)

    _variants, answers = order_three_of_five(8 * 4)

    assert set(results(answers)) - {"ordered", "told"}


def send_forms_twenty_times(count: int) -> list:
    variant = make_variant(stock=500)
    forms = [form((variant, 1)) for _ in range(count)]
    acts = [act for act in forms for _time in range(20)]
    return at_once(*acts, threads=20)


def test_twenty_forms_sent_twenty_times_each_make_twenty_orders_and_mails():
    answers = send_forms_twenty_times(20)

    numbers = Counter(answer.number for answer in answers)
    assert set(numbers.values()) == {20}
    assert len(numbers) == Order.objects.count() == len(mail.outbox) == 20


def test_control_without_the_lock_and_the_key_they_do_not(monkeypatch):
    guards.one_order_a_cart_off(monkeypatch)

    answers = send_forms_twenty_times(3)

    made = [answer for answer in answers if isinstance(answer, Order)]
    assert len(made) < 60 or Order.objects.count() != 3


def use_ten_times_a_hundred() -> tuple[Counter, int, int]:
    make_discount("TEN", limit_total=10)
    # Each their own goods, which else would make them queue.
    acts = [form((make_variant(), 1), code="TEN") for _ in range(100)]
    answers = at_once(*acts, threads=THREADS)
    return results(answers), Discount.objects.get().used, DiscountUse.objects.count()


TEN = ({"ordered": 10, "told": 90}, 10, 10)


def test_a_code_good_for_ten_is_used_ten_times_by_a_hundred():
    assert use_ten_times_a_hundred() == TEN


def test_control_without_the_conditional_update_it_is_not(monkeypatch):
    guards.discount_guard_off(monkeypatch)

    assert use_ten_times_a_hundred() != TEN


def test_goods_of_lapsed_orders_are_all_sold_and_each_once():
    variant = make_variant(stock=20)
    over = timezone.now() - timedelta(minutes=1)
    acts = [form((variant, 1)) for _ in range(60)]
    for _time in range(10):
        make_order((variant, 2), expires_at=over)

    answers = at_once(*acts, threads=THREADS)

    variant.refresh_from_db()
    assert results(answers) == {"ordered": 20, "told": 40}
    assert (variant.stock, taken(variant)) == (0, 20)
