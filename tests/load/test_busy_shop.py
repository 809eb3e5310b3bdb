"""Fifty who buy and twenty who read: nobody is turned away, and every order adds up."""

import pytest
from django.db import connection
from django.db.models import Sum

from shop.models import Order, OrderLine
from tests.factories import make_variant, publish_article
from tests.load.busy import Crowd, buyer, reader

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

# SQLite is where writers stand in one queue; PostgreSQL shows that the promise is the same.
SECONDS = 30 if connection.vendor == "sqlite" else 8
STOCK = 100_000


def test_fifty_buyers_and_twenty_readers_are_all_served(site):
    variants = [make_variant(stock=STOCK) for _ in range(10)]
    publish_article("Hang")
    crowd = Crowd(site, SECONDS)
    for number in range(50):
        crowd.let(buyer(variants[number % 10]))
    for number in range(20):
        crowd.let(reader(["/guides/hang/", "/shop/"][number % 2]))

    logs = crowd.run()

    assert {kind: set(log.results) for kind, log in logs.items()} == {
        "add": {302},
        "look": {200},
        "checkout": {303, "ordered"},
        "read": {200},
    }
    orders = logs["checkout"].results["ordered"]
    assert orders == logs["checkout"].results[303] == Order.objects.count()
    assert OrderLine.objects.aggregate(sum=Sum("taken"))["sum"] == orders
    for variant in variants:
        variant.refresh_from_db()
    assert sum(variant.stock for variant in variants) + orders == 10 * STOCK
