"""One shopper, many tabs: nothing is lost and nothing is made of nothing.

The negative controls do the same without the guard, and lose.
"""

import threading
from collections import Counter
from functools import partial

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from shop import filling
from shop.models import Cart, CartLine
from tests.factories import make_variant
from tests.load.crowd import at_once, post

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

ADD, CHANGE = reverse("shop:cart_add"), reverse("shop:cart_change")


@pytest.fixture
def session(site) -> str:
    """The key of a session without a cart."""
    store = SessionStore()
    store["seen"] = True
    store.create()
    return store.session_key


def quantities() -> dict[str, int]:
    return dict(CartLine.objects.values_list("variant__sku", "quantity"))


def statuses(answers) -> Counter:
    return Counter(getattr(answer, "status", repr(answer)) for answer in answers)


def test_fifty_adds_of_one_make_fifty(site, session):
    make_variant(sku="WEDGE", stock=99)
    add = partial(post, site, ADD, session, sku="WEDGE")
    add()

    answers = at_once(*[add] * 49)

    assert statuses(answers) == {302: 49}
    assert quantities() == {"WEDGE": 50}
    assert Cart.objects.get().version == 50


def test_fifty_first_adds_of_one_session_make_one_cart_with_fifty(site, session):
    make_variant(sku="WEDGE", stock=99)

    answers = at_once(*[partial(post, site, ADD, session, sku="WEDGE")] * 50)

    assert statuses(answers) == {302: 50}
    assert quantities() == {"WEDGE": 50}
    assert Cart.objects.get().key == SessionStore(session)["cart"]


def test_twenty_one_adds_of_different_goods_make_twenty_one_lines(site, session):
    skus = [make_variant().sku for _ in range(21)]

    answers = at_once(*[partial(post, site, ADD, session, sku=sku) for sku in skus])

    assert statuses(answers) == {302: 21}
    assert quantities() == dict.fromkeys(skus, 1)


def test_thirty_adds_never_take_more_than_the_ten_that_are_there(site, session):
    make_variant(sku="WEDGE", stock=10)

    answers = at_once(*[partial(post, site, ADD, session, sku="WEDGE")] * 30)

    assert statuses(answers) == {302: 30}
    assert quantities() == {"WEDGE": 10}


def test_of_twenty_changes_of_one_version_one_is_done(site, session):
    make_variant(sku="WEDGE", stock=99)
    post(site, ADD, session, sku="WEDGE")
    seen = {"line": CartLine.objects.get().pk, "version": 1}

    at_once(*[partial(post, site, CHANGE, session, quantity=n, **seen) for n in range(2, 22)])

    assert Cart.objects.get().version == 2


def test_adding_while_taking_out_leaves_whole_lines_or_none(site, session):
    make_variant(sku="WEDGE", stock=99)
    post(site, ADD, session, sku="WEDGE")
    take_out = {"line": CartLine.objects.get().pk, "version": 1, "quantity": 0}

    answers = at_once(
        *[partial(post, site, ADD, session, sku="WEDGE")] * 15,
        *[partial(post, site, CHANGE, session, **take_out)] * 15,
    )

    assert statuses(answers) == {302: 30}
    assert 0 <= sum(quantities().values()) <= 16
    assert Cart.objects.get().version == 17  # one add, fifteen more, one taking out


def add_naively(line: int, all_have_read: threading.Barrier) -> None:
    """Read, change, write: what a cart in a session dict comes down to."""
    found = CartLine.objects.get(pk=line)
    all_have_read.wait()
    found.quantity += 1
    found.save()


def test_control_reading_and_then_writing_loses_all_but_one():
    line = CartLine.objects.create(
        cart=Cart.objects.create(key="k"), variant=make_variant(sku="WEDGE", stock=99), quantity=1
    )
    all_have_read = threading.Barrier(20)

    at_once(*[partial(add_naively, line.pk, all_have_read)] * 20)

    assert quantities() == {"WEDGE": 2}


def test_control_without_the_lock_a_cart_takes_more_than_there_are(monkeypatch):
    variant = make_variant(sku="WEDGE", stock=10)
    cart = Cart.objects.create(key="k")
    CartLine.objects.create(cart=cart, variant=variant, quantity=1)
    all_have_read = threading.Barrier(20)
    monkeypatch.setattr(filling, "_locked", lambda key: Cart.objects.get(key=key))
    monkeypatch.setattr(filling, "_refusal", lambda variant: all_have_read.wait() and None)
    unguarded = filling.add.__wrapped__  # outside its transaction

    came = at_once(*[partial(unguarded, "k", "WEDGE", 1)] * 20)

    assert {change.fact for change in came} == {filling.Fact.ADDED}
    assert quantities() == {"WEDGE": 21}
