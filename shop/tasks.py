"""Slow work that no shopper waits for."""

from django_tasks import task

from shop.catalogue import back_in_stock
from shop.ordering import letters


@task()
def send_order_mail(mail: int) -> bool:
    return letters.deliver(mail)


@task()
def send_stock_alerts(variant: int) -> int:
    return back_in_stock.deliver(variant)
