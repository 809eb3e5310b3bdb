"""Each guard of a checkout and of a payment switched off, for the negative controls."""

import threading
from collections.abc import Mapping
from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils.crypto import get_random_string

from shop import checkout, stock
from shop.models import Cart, Discount, DiscountUsedUp, NumberSeries, Order, Payment, Variant
from shop.ordering import orders, refunds
from shop.payments import recording
from shop.stock import OutOfStock


def queue_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite every transaction stands in one queue from its beginning; now it does not."""
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "transaction_mode", "DEFERRED")


def careless_take(wanted: Mapping[int, int]) -> None:
    """Reads, checks, then writes what it has worked out."""
    for key, units in sorted(wanted.items()):
        variant = Variant.objects.get(pk=key)
        if variant.stock < units:
            raise OutOfStock({key: variant.stock})
        Variant.objects.filter(pk=key).update(stock=variant.stock - units)


def stock_guard_off(monkeypatch: pytest.MonkeyPatch) -> None:
    queue_off(monkeypatch)
    monkeypatch.setattr(stock, "take", careless_take)


def order_of_locks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    queue_off(monkeypatch)
    monkeypatch.setattr(stock, "in_order", lambda units: list(units.items()))


def one_order_a_cart_off(monkeypatch: pytest.MonkeyPatch) -> None:
    queue_off(monkeypatch)
    monkeypatch.setattr(checkout, "_locked", lambda key: Cart.objects.get(pk=key))
    new_key = property(lambda statement: get_random_string(32))
    monkeypatch.setattr(checkout.Statement, "key", new_key)


def careless_use(discount: Discount) -> None:
    fresh = Discount.objects.get(pk=discount.pk)
    if fresh.is_used_up:
        raise DiscountUsedUp(discount)
    Discount.objects.filter(pk=discount.pk).update(used=fresh.used + 1)


def discount_guard_off(monkeypatch: pytest.MonkeyPatch) -> None:
    queue_off(monkeypatch)
    monkeypatch.setattr(Discount, "take", careless_use)


def number_guard_off(monkeypatch: pytest.MonkeyPatch) -> None:
    queue_off(monkeypatch)

    def careless_next(series, name: str) -> int:
        row, _is_new = NumberSeries.objects.get_or_create(name=name)
        NumberSeries.objects.filter(pk=row.pk).update(last=row.last + 1)
        return row.last + 1

    monkeypatch.setattr(type(NumberSeries.objects), "next", careless_next)


def order_guard_off(monkeypatch: pytest.MonkeyPatch, crowd: int) -> None:
    """Nobody waits for an order's row: all of the crowd have read it before one of them writes."""
    queue_off(monkeypatch)
    all_have_read = threading.Barrier(crowd)
    first = iter(range(crowd))

    def careless(key: int) -> Order:
        order = Order.objects.get(pk=key)
        if next(first, None) is not None:
            all_have_read.wait(30)
        return order

    for module in (orders, recording, refunds):
        monkeypatch.setattr(module, "locked", careless)


def event_guard_off(monkeypatch: pytest.MonkeyPatch, crowd: int) -> None:
    """No message is known, none is heard in one piece, and all have read before one writes."""
    all_have_read = threading.Barrier(crowd)
    read = Payment.refresh_from_db

    def read_and_wait(payment: Payment, *args: object, **options: object) -> None:
        read(payment, *args, **options)
        all_have_read.wait(30)

    monkeypatch.setattr(recording, "transaction", SimpleNamespace(atomic=nullcontext))
    monkeypatch.setattr(recording, "locked", lambda key: Order.objects.get(pk=key))
    monkeypatch.setattr(recording, "_is_new", lambda *asked: True)
    monkeypatch.setattr(Payment, "refresh_from_db", read_and_wait)
