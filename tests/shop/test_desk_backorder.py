"""What was sold on back-order, at the desk: which orders wait, and what can go now."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from shop.documents import packing_slips
from shop.models import OrderLine, Variant
from shop.ordering.orders import cancel, send
from tests.factories import make_product, make_variant
from tests.shop.desk import LIST, do, form, keeper, paid_order, screen
from tests.shop.ordering import make_order
from tests.shop.papers import words

pytestmark = pytest.mark.django_db


def make_ring(stock=0, **fields) -> Variant:
    return make_variant(make_product("Rings"), sku="RING", stock=stock, backorder_limit=9, **fields)


def owed_to(*orders) -> list[int]:
    lines = OrderLine.objects.with_owed().filter(order__in=orders)
    return list(lines.values_list("owed", flat=True))


def found(client, **query) -> list:
    return list(client.get(LIST, query).context["cl"].queryset)


def test_who_ordered_first_is_served_first():
    ring = make_ring(stock=3)
    orders = [paid_order((ring, 2)) for _shopper in range(3)]

    assert owed_to(*orders) == [0, 1, 2]


def test_what_comes_goes_to_the_older_orders():
    ring = make_ring()
    orders = [paid_order((ring, 2)) for _shopper in range(2)]

    Variant.objects.filter(pk=ring.pk).update(stock=-1)

    assert owed_to(*orders) == [0, 1]


def test_what_was_sent_and_what_was_called_off_waits_for_nothing():
    ring = make_ring(stock=1)
    sent, called_off, waiting = (make((ring, 1)) for make in (paid_order, make_order, paid_order))
    send(sent, by="ines")
    cancel(called_off, by="ines")

    assert owed_to(sent, called_off, waiting) == [0, 0, 1]


def test_a_variant_that_is_gone_owes_nothing():
    ring = make_ring()
    order = paid_order((ring, 2))
    OrderLine.objects.update(variant=None)

    assert owed_to(order) == [0]


def test_a_parcel_is_offered_with_what_lies_there():
    order = paid_order((make_ring(stock=1), 3), (make_variant(sku="WEDGE"), 2))
    client = keeper()

    offered = form(client, order, "send")
    page = screen(client, order).content.decode()

    ring, wedge = order.lines.all()
    assert (offered[f"units-{ring.pk}"], offered[f"units-{wedge.pk}"]) == (1, 2)
    assert "3 to go, 2 of them on back-order" in page
    assert "2 on back-order" in page


def test_more_can_be_sent_when_it_has_come_meanwhile():
    order = paid_order((make_ring(), 3))
    line = order.lines.get()

    do(keeper(), order, "send", **{f"units-{line.pk}": 3})

    assert order.state == "sent"


def test_the_packing_slip_tells_what_is_not_here_yet():
    order = paid_order((make_ring(stock=1), 3))
    client = keeper()

    one = client.get(reverse("admin:shop_order_slip", args=[order.pk])).content
    several = client.post(LIST, {"action": "print_slips", "_selected_action": [order.pk]}).content

    for slip in (one, several):
        assert "1 of 3" in words(slip)
        assert "2 on back-order: not here yet" in words(slip)


def test_a_parcels_own_slip_tells_what_is_inside_and_no_more():
    order = paid_order((make_ring(stock=1), 3))
    parcel = send(order, by="ines", units={order.lines.get().pk: 1})

    slip = words(packing_slips([order], parcel))

    assert "1 of 3" in slip
    assert "back-order" not in slip


def test_the_list_finds_the_orders_that_wait():
    ring = make_ring(stock=1)
    served, waiting = paid_order((ring, 1)), paid_order((ring, 1))
    client = keeper()

    assert found(client, todo="goods") == [waiting]
    assert set(found(client, todo="send")) == {served, waiting}


def test_the_list_of_variants_leads_to_the_orders_that_wait_for_one():
    waiting = paid_order((make_ring(), 2))
    other = make_variant(make_product("Ropes"), sku="ROPE", stock=0, backorder_limit=9)
    paid_order((other, 1))
    client = keeper()
    client.force_login(User.objects.create_superuser("owner"))

    page = client.get(reverse("admin:shop_variant_changelist"), {"left": "owed"})

    assert f'<a href="{LIST}?todo=goods&amp;q=RING">2</a>' in page.content.decode()
    assert found(client, todo="goods", q="RING") == [waiting]
