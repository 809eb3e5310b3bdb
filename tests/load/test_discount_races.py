"""A code is used as often as its limits say, however many want it at once.

The negative controls count without the guard, and lose count.
"""

import threading
from collections import Counter
from functools import partial

import pytest
from django.db import transaction

from shop import discounts
from shop.models import Discount, DiscountUse, DiscountUsedUp
from tests.factories import make_discount
from tests.load.crowd import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def outcomes(results) -> Counter:
    return Counter(type(result) for result in results)


def use(discount: Discount, order: str, email: str) -> None:
    """As a checkout does: in a transaction of its own."""
    with transaction.atomic():
        discounts.use(discount, order, email)


def test_a_hundred_uses_of_a_code_for_ten_are_ten():
    discount = make_discount(limit_total=10)

    results = at_once(
        *(partial(use, discount, f"order-{n}", f"{n}@example.com") for n in range(100)),
        threads=16,
    )

    assert outcomes(results) == {type(None): 10, DiscountUsedUp: 90}
    assert (Discount.objects.get().used, DiscountUse.objects.count()) == (10, 10)


def test_a_customer_in_twenty_tabs_uses_a_code_once():
    discount = make_discount(limit_per_customer=1)

    results = at_once(*(partial(use, discount, f"order-{n}", "a@example.com") for n in range(20)))

    assert outcomes(results) == {type(None): 1, DiscountUsedUp: 19}
    assert (Discount.objects.get().used, DiscountUse.objects.count()) == (1, 1)


def test_what_many_give_back_is_given_back_once():
    discount = make_discount()
    use(discount, "order", "a@example.com")
    use(discount, "other", "b@example.com")

    at_once(*[partial(discounts.give_back, "order")] * 20)

    assert Discount.objects.get().used == 1


def test_without_the_guard_a_code_is_used_too_often():
    discount = make_discount(limit_total=10)
    all_have_read = threading.Barrier(20)

    def read_check_write() -> bool:
        found = Discount.objects.get(pk=discount.pk)
        all_have_read.wait()
        if found.used < found.limit_total:
            Discount.objects.filter(pk=found.pk).update(used=found.used + 1)
            return True
        return False

    assert sum(at_once(*[read_check_write] * 20)) == 20  # ten too many, and one counted
    assert Discount.objects.get().used == 1


def test_without_the_discounts_row_a_customer_is_counted_too_late():
    discount = make_discount(limit_per_customer=1)
    all_have_counted = threading.Barrier(5)

    def count_then_write(order: str) -> bool:
        is_first = not discount.uses_of("a@example.com")
        all_have_counted.wait()
        if is_first:
            DiscountUse.objects.create(discount=discount, order_token=order, email="a@example.com")
        return is_first

    assert sum(at_once(*(partial(count_then_write, str(n)) for n in range(5)))) == 5
