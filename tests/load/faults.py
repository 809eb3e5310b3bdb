"""A statement that fails: at every statement of an act in turn."""

from collections.abc import Callable
from contextlib import contextmanager, suppress

from django.core import mail
from django.db import OperationalError, connection

from shop.models import (
    Cart,
    CartLine,
    DeliveryMethod,
    Discount,
    DiscountUse,
    Order,
    OrderLine,
    OrderMail,
    OrderMove,
    Payment,
    TaxRate,
    Variant,
    WebhookEvent,
)


class Statements:
    """Counts the statements of a connection, and lets the k-th of them fail."""

    def __init__(self, fails_at: int = 0):
        self.count, self.fails_at = 0, fails_at

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        if self.count == self.fails_at:
            raise OperationalError("disk I/O error")
        return execute(sql, params, many, context)


@contextmanager
def fault_at(number: int):
    statements = Statements(number)
    with connection.execute_wrapper(statements):
        yield statements


def everything() -> dict[str, list]:
    """All rows that a checkout or a message may touch."""
    tables = [Order, OrderLine, OrderMove, OrderMail, Cart, CartLine, Variant, Payment]
    tables += [Discount, DiscountUse, WebhookEvent]
    return {table.__name__: list(table.objects.order_by("pk").values_list()) for table in tables}


def outcomes(set_up: Callable[[], Callable[[], object]], is_done: Callable[[], bool]) -> int:
    """Fail at every statement in turn; each time the act is whole or undone, and succeeds when

    it is repeated. Returns how many statements there were.
    """
    number = 0
    while True:
        number += 1
        act = set_up()
        before = everything()
        with fault_at(number) as statements, suppress(OperationalError):
            act()
        assert is_done() or everything() == before
        if statements.count < number:
            return number - 1
        act()
        assert is_done()


def clear() -> None:
    mail.outbox.clear()
    for table in (DiscountUse, WebhookEvent, Payment, Order, Cart, Discount, Variant):
        table.objects.all().delete()
    for table in (DeliveryMethod, TaxRate):
        table.objects.all().delete()
