"""Signing in while other tabs and devices go on: no line is lost, whichever comes first.

The negative control merges without the locks, and loses.
"""

import threading
from functools import partial

import pytest
from django.contrib.auth import get_user_model

from shop import filling, merging
from shop.models import Cart, CartLine
from tests.factories import make_variant
from tests.load.crowd import at_once
from tests.load.guards import queue_off
from tests.shop.till import cart_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

ROUNDS = 5


@pytest.fixture
def maya():
    return get_user_model().objects.create_user("maya")


def own_cart(account) -> dict[str, int]:
    lines = CartLine.objects.filter(cart__owner=account)
    return dict(lines.values_list("variant__sku", "quantity"))


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_sign_ins_at_once_with_one_cart_merge_it_once(maya, _round):
    guest = cart_of((make_variant(sku="WEDGE"), 2))

    came = at_once(*[partial(merging.merge, guest, maya)] * 6)

    assert {cart.pk for cart in came} == {Cart.objects.get(owner=maya).pk}
    assert own_cart(maya) == {"WEDGE": 2}


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_sign_ins_on_many_devices_bring_all_carts_together(maya, _round):
    variants = [make_variant(sku=f"SKU{number}", stock=50) for number in range(5)]
    guests = [
        cart_of((variant, number + 1), (variants[0], 7))
        for number, variant in enumerate(variants)
        if number
    ]

    came = at_once(*[partial(merging.merge, guest, maya) for guest in guests])

    assert {cart.pk for cart in came} == {Cart.objects.get(owner=maya).pk}
    assert own_cart(maya) == {"SKU0": 7, "SKU1": 2, "SKU2": 3, "SKU3": 4, "SKU4": 5}


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_what_is_added_during_the_merge_is_not_lost(maya, _round):
    wedge, mat = make_variant(sku="WEDGE", stock=50), make_variant(sku="MAT", stock=50)
    guest = cart_of((wedge, 1))
    Cart.objects.filter(pk=cart_of((mat, 1)).pk).update(owner=maya)

    at_once(partial(merging.merge, guest, maya), *[partial(filling.add, guest.key, "WEDGE", 1)] * 5)

    assert own_cart(maya) == {"WEDGE": 6, "MAT": 1}


def test_undoing_and_changing_at_once_do_not_mix(maya):
    wedge, mat = make_variant(sku="WEDGE", stock=50), make_variant(sku="MAT", stock=50)
    guest = cart_of((wedge, 1))
    Cart.objects.filter(pk=cart_of((mat, 1)).pk).update(owner=maya)
    own = merging.merge(guest, maya)

    parted, added = at_once(
        partial(merging.undo, own, own.version), partial(filling.add, own.key, "WEDGE", 1)
    )

    assert added.fact is filling.Fact.ADDED
    if isinstance(parted, merging.TooLate):
        assert own_cart(maya) == {"WEDGE": 2, "MAT": 1}
    else:
        assert own_cart(maya) == {"WEDGE": 1, "MAT": 1}  # added after the carts were parted
        assert guest.lines.get().quantity == 1


def test_control_without_the_locks_an_addition_is_lost(maya, monkeypatch):
    guest = cart_of((make_variant(sku="WEDGE", stock=50), 1))
    has_read, has_added = threading.Event(), threading.Event()
    queue_off(monkeypatch)
    monkeypatch.setattr(merging, "_locked", lambda key: Cart.objects.get(pk=key))
    careful = merging._more

    def late(these, those):
        has_read.set()
        has_added.wait(20)
        return careful(these, those)

    def add():
        has_read.wait(20)
        filling.add(guest.key, "WEDGE", 1)
        has_added.set()

    monkeypatch.setattr(merging, "_more", late)
    unguarded = merging.merge.__wrapped__  # outside its transaction

    at_once(partial(unguarded, guest, maya), add)

    assert own_cart(maya) == {"WEDGE": 1}
