"""The shopkeeper at the desk: who signs in, what is opened, what is handed in."""

from typing import Any

from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from shop.models import Order
from shop.payments.recording import record_by_hand
from tests.shop.ordering import make_order

LIST = reverse("admin:shop_order_changelist")
ALL = ("view_order", "change_order", "refund_order")


def keeper(*codenames: str) -> Client:
    """Somebody of the staff who may do this with orders; everything unless told."""
    user = User.objects.create_user("keeper", is_staff=True)
    wanted = codenames or ALL
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client = Client()
    client.force_login(user)
    return client


def paid_order(*wanted: Any, **fields: Any) -> Order:
    order = make_order(*wanted, **{"payment_method": "invoice", **fields})
    record_by_hand(order, order.total, by="ines")
    order.refresh_from_db()
    return order


def screen(client: Client, order: Order) -> HttpResponse:
    return client.get(reverse("admin:shop_order_change", args=[order.pk]))


def acts(response: HttpResponse) -> list[str]:
    """The names of what the screen offers to do."""
    return [act.name for act in response.context["acts"]]


def form(client: Client, order: Order, act: str) -> dict[str, Any]:
    """The fields of this act as the screen shows them, ready to be changed and handed in."""
    shown = next(each for each in screen(client, order).context["acts"] if each.name == act)
    values = {field.html_name: field.value() for field in shown}
    return {name: value for name, value in values.items() if value is not None}


def hand_in(client: Client, order: Order, act: str, fields: dict[str, Any]) -> HttpResponse:
    return client.post(reverse("admin:shop_order_act", args=[order.pk, act]), fields)


def do(client: Client, order: Order, act: str, **fields: Any) -> HttpResponse:
    """Open the screen, fill in the act's form, press its button; the order is as it is then."""
    response = hand_in(client, order, act, form(client, order, act) | fields)
    order.refresh_from_db()
    return response


def errors(response: HttpResponse, act: str) -> dict[str, list[str]]:
    shown = next(each for each in response.context["acts"] if each.name == act)
    return {name: list(said) for name, said in shown.errors.items()}
