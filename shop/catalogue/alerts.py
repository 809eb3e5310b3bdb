"""Who waits for what is sold out: asking, and being told once.

Whatever puts units back calls `returned()`: `stock.give_back()`, the admin and the import of
tables. It is the one place that has the mails sent.
"""

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from shop.models import StockAlert, Variant
from shop.tasks import send_stock_alerts

MOST = 20  # that wait for one address, so that nobody fills a stranger's letter box


def ask(variant: Variant, email: str, *, language: str, origin: str) -> None:
    """Note the address, once. 4 queries."""
    email = email.lower()
    if StockAlert.objects.filter(email=email).count() < MOST:
        told = {"language": language, "origin": origin}
        StockAlert.objects.get_or_create(variant=variant, email=email, defaults=told)


def returned(variants: Iterable[int]) -> None:
    """These may be there again: those who wait are told once this transaction has happened.

    One query where nobody waits.
    """
    waiting = StockAlert.objects.filter(variant__in=list(variants)).order_by("variant")
    for variant in waiting.values_list("variant", flat=True).distinct():
        transaction.on_commit(partial(send_stock_alerts.enqueue, variant), robust=True)
