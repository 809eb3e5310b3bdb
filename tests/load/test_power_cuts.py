"""The server dies in mid-checkout, again and again: what was acknowledged is there, once."""

import itertools
import random
from functools import partial

import pytest

from shop.models import Order
from tests.factories import make_variant
from tests.load.crowd import Answer, at_once
from tests.load.serving import Server, served
from tests.load.till import Page, page, taken, token_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

ROUNDS = 10
SHOPPERS = 24
STOCK = 1000


def cut_the_power(pages: list[Page], after: int) -> list:
    """Kill the server when so many shoppers have heard of their order; the others are on the way.

    Gives what each shopper hears: an answer, or the error of a connection that broke.
    """
    server = Server()
    answered = itertools.count(1)

    def send(one: Page) -> Answer:
        answer = one.send(server.site)
        if next(answered) == after:
            server.kill()
        return answer

    try:
        return at_once(*[partial(send, one) for one in pages], threads=8)
    finally:
        server.stop()


def test_no_order_that_was_acknowledged_is_lost_and_none_is_made_twice():
    chance = random.Random(10)
    variants = [make_variant(stock=STOCK) for _ in range(3)]
    heard: dict[Page, str] = {}

    for cut in range(1, ROUNDS + 1):
        pages = [page(*[(one, 1) for one in chance.sample(variants, 2)]) for _ in range(SHOPPERS)]
        answers = cut_the_power(pages, after=cut)
        tokens = ["" if isinstance(one, Exception) else token_of(one) for one in answers]
        heard |= zip(pages, tokens, strict=True)
        assert_the_shelf_is_right(variants)

    orders = set(Order.objects.values_list("token", flat=True))
    acknowledged = {token for token in heard.values() if token}
    assert len(acknowledged) >= sum(range(1, ROUNDS + 1))
    assert len(acknowledged) < len(heard)
    assert acknowledged <= orders

    with served() as server:
        again = {one: token_of(one.send(server.site)) for one in heard}

    assert all(again[one] == token for one, token in heard.items() if token)
    assert orders <= set(again.values()) == set(Order.objects.values_list("token", flat=True))
    assert len(set(again.values())) == len(heard)
    assert_the_shelf_is_right(variants)


def assert_the_shelf_is_right(variants: list) -> None:
    for variant in variants:
        variant.refresh_from_db()
        assert variant.stock + taken(variant) == STOCK
