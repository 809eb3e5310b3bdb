"""The checkout as it is served, by two worker processes, to many shoppers at once.

Each promise has its negative control: the same crowd before a site with that guard off.
"""

import random
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from shop.models import Discount, DiscountUse, Order, OrderLine, OrderMail, Variant
from tests.factories import make_discount, make_variant
from tests.load.crowd import at_once
from tests.load.serving import CARELESS, served
from tests.load.till import kinds, page, taken, token_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

THREADS = 40


@pytest.fixture
def careless(request, transactional_db):
    """A site with the guard off that the test names."""
    with served(CARELESS, CARELESS=request.param) as server:
        yield server.site


def without(guard: str):
    return pytest.mark.parametrize("careless", [guard], indirect=True, ids=[guard])


def buy_fifty_by_two_hundred(site: str) -> tuple[Counter, int, int]:
    variant = make_variant(stock=50)
    pages = [page((variant, 1)) for _ in range(200)]
    answers = at_once(*[partial(one.send, site) for one in pages], threads=THREADS)
    variant.refresh_from_db()
    return kinds(answers, told="sold out"), variant.stock, taken(variant)


FIFTY = ({"ordered": 50, "told": 150}, 0, 50)


def test_two_hundred_buyers_of_fifty_units_buy_fifty(site):
    assert buy_fifty_by_two_hundred(site) == FIFTY


@without("stock_guard_off")
def test_control_without_the_conditional_update_they_do_not(careless):
    assert buy_fifty_by_two_hundred(careless) != FIFTY


RECEIVED = (200, 200, 200, 40, 20)


def order_three_of_five(site: str, orders: int) -> tuple[list[Variant], Counter]:
    chance = random.Random(96)
    variants = [make_variant(stock=stock) for stock in RECEIVED]
    pages = [page(*[(variant, 1) for variant in chance.sample(variants, 3)]) for _ in range(orders)]
    answers = at_once(*[partial(one.send, site) for one in pages], threads=8)
    return variants, kinds(answers, told="sold out")


def test_orders_of_the_same_goods_in_any_order_neither_hang_nor_leave_a_trace(site):
    variants, found = order_three_of_five(site, 8 * 12)

    assert set(found) <= {"ordered", "told"}
    assert OrderLine.objects.count() == 3 * found["ordered"] == 3 * Order.objects.count()
    for variant, received in zip(variants, RECEIVED, strict=True):
        variant.refresh_from_db()
        assert variant.stock + taken(variant) == received


@without("order_of_locks_off")
def test_control_without_one_order_of_locks_some_die(careless):
    _variants, found = order_three_of_five(careless, 8 * 12)

    assert set(found) - {"ordered", "told"}


def send_twenty_times(site: str, count: int) -> list[Counter]:
    """Order tokens by form, each with how often it was the answer."""
    variant = make_variant(stock=500)
    pages = [page((variant, 1)) for _ in range(count)]
    acts = [partial(one.send, site) for one in pages for _time in range(20)]
    answers = at_once(*acts, threads=20)
    return [Counter(map(token_of, answers[n : n + 20])) for n in range(0, len(answers), 20)]


def test_twenty_forms_sent_twenty_times_each_make_twenty_orders_and_mails(
    transactional_db, tmp_path
):
    with served(TEST_MAILS=tmp_path) as server:
        found = send_twenty_times(server.site, 20)

    assert [list(tokens.values()) for tokens in found] == [[20]] * 20
    assert {token for tokens in found for token in tokens} == set(
        Order.objects.values_list("token", flat=True)
    )
    assert mails_in(tmp_path) == OrderMail.objects.exclude(sent_at=None).count() == 20


def mails_in(folder: Path) -> int:
    return sum(file.read_text().count("Message-ID:") for file in folder.iterdir())


@without("one_order_a_cart_off")
def test_control_without_the_lock_and_the_key_they_make_more(careless):
    found = send_twenty_times(careless, 5)

    assert [list(tokens.values()) for tokens in found] != [[20]] * 5


def use_ten_times_a_hundred(site: str) -> tuple[Counter, int, int]:
    make_discount("TEN", limit_total=10)
    # Each their own goods, which else would make them queue.
    pages = [page((make_variant(), 1), code="TEN") for _ in range(100)]
    answers = at_once(*[partial(one.send, site) for one in pages], threads=THREADS)
    return kinds(answers, told="used up"), Discount.objects.get().used, DiscountUse.objects.count()


TEN = ({"ordered": 10, "told": 90}, 10, 10)


def test_a_code_good_for_ten_is_used_ten_times_by_a_hundred(site):
    assert use_ten_times_a_hundred(site) == TEN


@without("discount_guard_off")
def test_control_without_its_conditional_update_it_is_not(careless):
    assert use_ten_times_a_hundred(careless) != TEN
