"""Who may look, who may act, who may send money back; and what nobody may do."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from shop.admin.orders.screen import ACTS
from shop.models import Order, OrderMail, Refund
from shop.ordering.orders import State, send
from tests.factories import make_variant
from tests.shop.desk import LIST, acts, hand_in, keeper, paid_order, screen
from tests.shop.ordering import make_order

pytestmark = pytest.mark.django_db

MONEY = {name for name, act in ACTS.items() if act.permission == "refund"}


def of(view: str, order: Order, *args) -> str:
    return reverse(f"admin:shop_order_{view}", args=[order.pk, *args])


def papers(order: Order) -> list[str]:
    parcel = send(order, by="ines")
    return [of("slip", order), of("invoice", order), of("parcel", order, parcel.pk)]


@pytest.mark.parametrize("name", ACTS)
def test_who_may_only_look_does_nothing(name):
    order = paid_order()

    response = hand_in(keeper("view_order"), order, name, {"seen": 0, "sure": "on"})

    order.refresh_from_db()
    assert response.status_code == 403
    assert order.state == State.PAID


@pytest.mark.parametrize("name", sorted(MONEY))
def test_who_may_act_sends_no_money_back(name):
    order = paid_order()
    client = keeper("view_order", "change_order")

    assert hand_in(client, order, name, {"seen": 0}).status_code == 403
    assert not Refund.objects.exists()


@pytest.mark.parametrize("name", sorted(set(ACTS) - MONEY))
def test_who_may_send_money_back_does_nothing_else(name):
    client = keeper("view_order", "refund_order")

    assert hand_in(client, paid_order(), name, {"seen": 0}).status_code == 403


def test_the_permission_to_refund_alone_opens_nothing():
    order = paid_order()
    client = keeper("refund_order")

    assert screen(client, order).status_code == 403
    assert hand_in(client, order, "refund", {"seen": 0}).status_code == 403


def test_without_a_permission_there_is_nothing_to_see():
    order, client = paid_order(), keeper("view_product")

    for address in [LIST, reverse("admin:shop_order_export"), *papers(order)]:
        assert client.get(address).status_code == 403
    assert screen(client, order).status_code == 403


def test_a_stranger_is_asked_to_sign_in():
    order = paid_order()

    for address in [LIST, reverse("admin:shop_order_export"), *papers(order)]:
        response = Client().get(address)
        assert response.status_code == 302
        assert "/login/" in response.url


def test_the_screen_offers_what_its_reader_may_do():
    order = paid_order()

    assert acts(screen(keeper("view_order"), order)) == []


def test_a_reader_has_no_buttons_beside_rows_either():
    order = paid_order()
    order.mails.create(kind=OrderMail.Kind.SENT)
    Refund.objects.create(payment=order.payments.get(), amount=1, by="ines")

    page = screen(keeper("view_order"), order).content.decode()

    assert "/do/" not in page


def test_who_may_only_look_has_no_actions_that_change():
    client = keeper("view_order")

    offered = dict(client.get(LIST).context["action_form"].fields["action"].choices)

    assert set(offered) == {"", "print_slips", "export_chosen"}


@pytest.mark.parametrize("name", ACTS)
def test_every_act_needs_the_token_and_a_post(name):
    order = paid_order()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.create_superuser("chief"))

    address = of("act", order, name)

    assert strict.post(address, {"seen": 0}).status_code == 403
    assert strict.get(address).url == of("change", order)


def test_nobody_adds_edits_or_deletes_an_order(admin_client):
    order = make_order((make_variant(price="20.00"), 1))
    Order.objects.filter(pk=order.pk).update(state=State.PLACED)

    assert admin_client.get(reverse("admin:shop_order_add")).status_code == 403
    assert admin_client.post(of("delete", order), {"post": "yes"}).status_code == 403
    assert admin_client.post(of("change", order), {"total": "1"}).status_code == 405
    admin_client.post(LIST, {"action": "delete_selected", "_selected_action": [order.pk]})
    assert Order.objects.get().total == 20


def test_papers_and_parcels_of_another_order_are_not_found():
    order, other = paid_order(), paid_order()
    parcel = send(other, by="ines")

    assert keeper().get(of("parcel", order, parcel.pk)).status_code == 404
