"""How long shoppers wait when many come at once: `make bench`, on a machine that rests."""

import pytest
from django.db import connection

from tests.factories import make_variant, publish_article
from tests.load.busy import Crowd, adder, buyer, reader
from tests.load.serving import served

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS = 30


def show(title: str, logs: dict) -> None:
    print(f"\n{connection.vendor}: {title}, {SECONDS} s")
    print(f"{'request':10}{'a second':>10}{'p50 ms':>8}{'p95 ms':>8}{'p99 ms':>8}")
    for kind, log in logs.items():
        waits = [log.percentile(share) * 1000 for share in (0.5, 0.95, 0.99)]
        print(f"{kind:10}{len(log.seconds) / SECONDS:>10.0f}", *(f"{wait:7.0f}" for wait in waits))


def test_sixteen_shoppers_who_add():
    variants = [make_variant(stock=100_000) for _ in range(16)]
    with served(CART_LINE_MAX=99_999) as server:
        crowd = Crowd(server.site, SECONDS)
        for variant in variants:
            crowd.let(adder(variant))
        logs = crowd.run()

    show("16 shoppers who add", logs)
    assert set(logs["add"].results) == {302}


def test_fifty_buyers_and_twenty_readers():
    variants = [make_variant(stock=100_000) for _ in range(10)]
    publish_article("Hang")
    with served() as server:
        crowd = Crowd(server.site, SECONDS)
        for number in range(50):
            crowd.let(buyer(variants[number % 10]))
        for number in range(20):
            crowd.let(reader(["/guides/hang/", "/shop/"][number % 2]))
        logs = crowd.run()

    show("50 buyers and 20 readers", logs)
    assert set(logs["checkout"].results) == {303, "ordered"}
