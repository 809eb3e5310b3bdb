"""Queries that are put together once a process, and only filled in each time."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.models import F
from django.utils import timezone

from fitblog.lib.prepared import Given, Keys, prepared, prepared_update
from shop.models import Cart, Product, Variant
from tests.factories import make_product, make_variant
from tests.load.crowd import at_once

pytestmark = pytest.mark.django_db


def dearer_than(price: Given):
    return Variant.objects.select_related("product").filter(price__gt=price).order_by("price")


def test_it_gives_what_the_queryset_gives():
    for price in ("10.00", "20.00", "30.00"):
        make_variant(price=price)
    ask = prepared(dearer_than)

    found = {limit: ask(price=Decimal(limit)) for limit in (10, 20, 30)}

    assert found == {limit: list(dearer_than(limit)) for limit in (10, 20, 30)}
    assert found[10][0].price == Decimal("20.00")


def test_joined_rows_come_along_in_one_query(django_assert_num_queries):
    make_variant(make_product("Kettlebell"), price="20.00")

    with django_assert_num_queries(1):
        assert prepared(dearer_than)(price=1)[0].product.title == "Kettlebell"


def test_annotations_come_along():
    make_variant(make_product("Kettlebell"), price="20.00", stock=3)
    cards = prepared(lambda slug, at: Product.objects.with_offer(at).filter(slug=slug))

    card = cards.first(slug="kettlebell", at=timezone.now())

    assert (card.price, card.stock, card.variant_count) == (Decimal("20.00"), 3, 1)


def test_values_can_be_asked_for():
    make_variant(sku="WEDGE", price="20.00")
    skus = prepared(lambda price: Variant.objects.filter(price=price).values_list("sku", flat=True))
    rows = prepared(lambda price: Variant.objects.filter(price=price).values("sku", "stock"))

    assert skus(price=20) == ["WEDGE"]
    assert rows(price=20) == [{"sku": "WEDGE", "stock": rows(price=20)[0]["stock"]}]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_a_list_of_keys_can_be_given(count):
    keys = [make_variant().pk for _ in range(count)]
    make_variant()
    ask = prepared(lambda keys: Variant.objects.filter(pk__in=Keys(keys)).order_by("pk"))

    assert [variant.pk for variant in ask(keys=keys)] == keys


def test_the_function_is_called_once():
    calls = []

    @prepared
    def ask(price):
        calls.append(price)
        return Variant.objects.filter(price=price)

    ask(price=1)
    before = len(calls)
    ask(price=2)

    assert len(calls) == before


def test_a_moment_is_given_each_time():
    product = make_product()
    born = prepared(lambda at: Product.objects.filter(created_at__lt=at))
    now = timezone.now()

    assert born(at=now - timedelta(hours=1)) == []
    assert born(at=now + timedelta(hours=1)) == [product]


def test_a_function_that_looks_at_the_clock_is_refused():
    with pytest.raises(ValueError, match="looks at the clock"):
        prepared(lambda: Product.objects.filter(created_at__lt=timezone.now()))()


def test_first_is_none_where_nothing_is_found():
    assert prepared(dearer_than).first(price=1) is None


def test_what_is_given_cannot_become_sql():
    make_variant(sku="WEDGE")
    ask = prepared(lambda sku: Variant.objects.filter(sku=sku))

    assert ask(sku="' OR 1=1 --") == []
    assert len(ask(sku="WEDGE")) == 1


@pytest.mark.django_db(transaction=True)
def test_threads_do_not_mix_what_they_ask():
    for price in range(1, 9):
        make_variant(price=price, sku=f"AT-{price}")
    ask = prepared(lambda price: Variant.objects.filter(price=price))

    def look(price):
        return {variant.sku for _time in range(50) for variant in ask(price=price)}

    seen = at_once(*[lambda price=price: look(price) for price in range(1, 9)])

    assert seen == [{f"AT-{price}"} for price in range(1, 9)]


def test_an_update_sets_what_the_queryset_would():
    wedge, plate = make_variant(sku="WEDGE", stock=3), make_variant(sku="PLATE", stock=3)
    lay = prepared_update(
        lambda sku, more: (Variant.objects.filter(sku=sku), {"stock": F("stock") + more})
    )

    assert [lay(sku="WEDGE", more=4), lay(sku="WEDGE", more=-1), lay(sku="RING", more=1)] == [
        1,
        1,
        0,
    ]

    wedge.refresh_from_db(), plate.refresh_from_db()
    assert (wedge.stock, plate.stock) == (6, 3)


def test_an_update_takes_moments_and_json():
    at = timezone.now() - timedelta(days=2)
    key = Cart.objects.create().pk
    note = prepared_update(
        lambda cart, at, notices: (
            Cart.objects.filter(pk=cart),
            {"changed_at": at, "notices": notices},
        )
    )

    note(cart=key, at=at, notices=json.dumps([{"text": "“100 %” l’une"}]))

    kept = Cart.objects.get(pk=key)
    assert (kept.changed_at, kept.notices) == (at, [{"text": "“100 %” l’une"}])
