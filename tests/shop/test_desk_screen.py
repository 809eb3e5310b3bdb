"""One screen an order: all that is known of it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from shop.ordering.orders import State, send
from shop.ordering.refunds import refund
from tests.factories import make_variant
from tests.shop.desk import LIST, keeper, paid_order, screen
from tests.shop.ordering import make_order
from tests.shop.papers import words

pytestmark = pytest.mark.django_db


def test_the_screen_tells_all_of_an_order():
    order = paid_order((make_variant(sku="KB-16", price="20.00"), 3))
    send(order, by="ines", units={order.lines.get().pk: 1}, carrier="Post", tracking="ZX 9001")
    refund(order, Decimal("5.00"), by="tom", note="Scratched")

    page = screen(keeper(), order).content.decode()

    for told in (
        "KB-16",
        "$60.00 of $60.00 paid, $5.00 sent back",
        "418 Linden Street",
        order.email,
        "ZX 9001",
        "Scratched",
        "by tom",
        f"Invoice {order.invoice_number} (PDF)",
        "Credit note 1 (PDF)",
    ):
        assert told in page


@pytest.mark.parametrize("count", [1, 6])
def test_the_screen_costs_the_same_however_long_the_order(count, django_assert_num_queries):
    client = keeper()
    order = paid_order(*[(make_variant(price="10.00"), 2) for _line in range(count)])
    for line in order.lines.all():
        send(order, by="ines", units={line.pk: 1})
        refund(order, Decimal("1.00"), by="ines")

    # session, user, 2 of permissions; the order and 7 of its parts
    with django_assert_num_queries(12):
        screen(client, order)


def test_the_way_back_leads_to_the_list_as_it_was_narrowed():
    order, client = make_order(), keeper()
    narrowed = {"_changelist_filters": "todo=lapsed&q=maya"}
    address = reverse("admin:shop_order_change", args=[order.pk]) + "?" + urlencode(narrowed)

    page = client.get(address).content.decode()
    act = reverse("admin:shop_order_act", args=[order.pk, "note"]) + "?" + urlencode(narrowed)
    fields = {"seen": 0, "note": "Rings back on Monday"}

    assert f'href="{LIST}?todo=lapsed&amp;q=maya"' in page
    assert f'action="{act}"' in page
    assert client.post(act, fields).url == address


def test_one_that_holds_goods_says_how_long():
    order = make_order(expires_at=timezone.now() + timedelta(days=3))

    assert "keeps its goods until" in screen(keeper(), order).content.decode()


def test_an_order_that_ended_unpaid_has_no_invoice():
    order, client = make_order(state=State.CANCELLED), keeper()

    assert client.get(reverse("admin:shop_order_invoice", args=[order.pk])).status_code == 404
    assert "invoice.pdf" not in screen(client, order).content.decode()


def test_a_credit_note_is_printed_from_the_screen():
    order = paid_order()
    back = refund(order, order.total, by="ines")

    response = keeper().get(reverse("admin:shop_order_credit", args=[order.pk, back.pk]))

    assert "Credit note 1" in words(response.content)
