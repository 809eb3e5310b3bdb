"""The list of orders: found, narrowed, summed up, and done to several at once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from shop.models import Order, Refund
from shop.ordering.orders import State, send
from shop.ordering.refunds import refund
from shop.payments.recording import record_by_hand
from tests.factories import make_variant
from tests.shop.desk import LIST, keeper, paid_order
from tests.shop.ordering import MAYA, make_order
from tests.shop.papers import pages

pytestmark = pytest.mark.django_db


def shown(client, **query) -> list[Order]:
    return list(client.get(LIST, query).context["cl"].result_list)


def act(client, action, *orders, **fields):
    chosen = [order.pk for order in orders]
    return client.post(LIST, {"action": action, "_selected_action": chosen, **fields}, follow=True)


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_what_needs_a_decision_comes_first_then_the_newest():
    parked = make_order(state=State.PARKED)
    twice = paid_order()
    record_by_hand(twice, twice.total, by="ines")
    older, newer = make_order(), make_order()

    assert shown(keeper()) == [twice, parked, newer, older]


def test_a_row_says_who_what_and_how_it_stands():
    order = make_order(
        (make_variant(price="20.00"), 1), expires_at=timezone.now() - timedelta(hours=1)
    )

    page = keeper().get(LIST).content.decode()

    for words in (order.number, "Maya Osei", order.email, "$20.00", "not paid in time"):
        assert words in page


@pytest.mark.parametrize(
    "words",
    [
        "{number}",
        "fb {key}",
        "{key}",
        "žižka@postbox.example",
        "Łukasz",
        "KB-16-RAW",
        "kb-16",
        "ZX 9001",
    ],
)
def test_an_order_is_found_by_number_email_name_sku_or_tracking(words):
    wanted = paid_order(
        (make_variant(sku="KB-16-RAW"), 2),
        (make_variant(sku="KB-16-COAT"), 1),
        email="žižka@postbox.example",
        deliver_to=replace(MAYA, name="Łukasz Žižka"),
    )
    send(wanted, by="ines", tracking="ZX 9001")
    make_order()
    words = words.format(number=wanted.number, key=wanted.number.removeprefix("FB-"))

    assert shown(keeper(), q=words) == [wanted]


@pytest.mark.parametrize("words", ["FB-1", "'; --", "%", "\x00", "9" * 40, "𝟙", "²"])
def test_nonsense_finds_nothing_and_breaks_nothing(words):
    make_order(email="maya@postbox.example")

    response = keeper().get(LIST, {"q": words}, follow=True)

    assert response.status_code == 200


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({"todo": "decide"}, "parked"),
        ({"todo": "lapsed"}, "lapsed"),
        ({"todo": "send"}, "paid"),
        ({"todo": "refund"}, "asked"),
        ({"method": "stripe"}, "card"),
        ({"state__exact": "sent"}, "asked"),
        ({"from": "2026-03-01", "until": "2026-03-01"}, "march"),
        ({"from": "2026-02-28", "until": "2026-03-01", "method": "demo"}, "march"),
    ],
)
def test_the_list_is_narrowed(query, wanted):
    long_ago = datetime(2025, 1, 1, tzinfo=UTC)
    orders = {
        "parked": make_order(state=State.PARKED, placed_at=long_ago),
        "lapsed": make_order(expires_at=timezone.now() - timedelta(1), placed_at=long_ago),
        "card": make_order(payment_method="stripe", placed_at=long_ago),
        "march": make_order(placed_at=datetime(2026, 3, 1, 23, 59, tzinfo=UTC)),
        "april": make_order(placed_at=datetime(2026, 3, 2, tzinfo=UTC)),
        "paid": paid_order(placed_at=long_ago),
        "asked": paid_order(placed_at=long_ago),
    }
    Refund.objects.create(payment=orders["asked"].payments.get(), amount=1, by="ines")
    Order.objects.filter(pk=orders["asked"].pk).update(state=State.SENT)

    assert shown(keeper(), **query) == [orders[wanted]]


def test_a_days_borders_are_those_of_the_shops_zone(settings):
    settings.TIME_ZONE = "America/Chicago"
    order = make_order(placed_at=datetime(2026, 3, 2, 3, tzinfo=UTC))  # 9 in the evening there

    with timezone.override("America/Chicago"):
        found = shown(keeper(), **{"from": "2026-03-01", "until": "2026-03-01"})

    assert found == [order]


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "9999-12-31", "0001-01-01", ""])
def test_a_day_that_is_none_narrows_nothing(day):
    order = make_order()

    assert shown(keeper(), **{"from": day, "until": day}) == [order]


def test_choosing_days_keeps_what_the_list_is_narrowed_to():
    page = keeper().get(LIST, {"todo": "send", "q": "maya"}).content.decode()

    assert '<input type="hidden" name="todo" value="send">' in page
    assert '<input type="hidden" name="q" value="maya">' in page


def test_the_sums_are_of_all_that_is_found_by_currency(monkeypatch):
    from shop.admin.orders import OrderAdmin

    monkeypatch.setattr(OrderAdmin, "list_per_page", 1)
    first = paid_order((make_variant(price="20.00", sku="A-1"), 1), (make_variant(sku="A-2"), 1))
    refund(first, Decimal("5.00"), by="ines")
    make_order((make_variant(price="10.00", sku="A-3"), 1))
    make_order((make_variant(price="900", sku="A-4"), 1), currency="JPY")
    make_order((make_variant(sku="B"), 1))

    totals = keeper().get(LIST, {"q": "A-"}).context["totals"]

    assert [(row["currency"], row["count"], row["total"]) for row in totals] == [
        ("JPY", 1, Decimal(900)),
        ("USD", 2, Decimal("50.00")),
    ]
    assert (totals[1]["paid"], totals[1]["refunded"]) == (Decimal("40.00"), Decimal("5.00"))


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_costs_the_same_however_many_it_shows(count, django_assert_num_queries):
    client = keeper()
    for _order in range(count):
        paid_order((make_variant(), 1), (make_variant(), 1))

    with django_assert_num_queries(7):  # session, user, 2 permissions, count, rows, sums
        client.get(LIST)


# Several at once


def test_transfers_are_marked_as_paid_after_a_look_at_the_sums():
    orders = [make_order(payment_method="invoice") for _order in range(2)]
    client = keeper()

    asked = act(client, "mark_paid", *orders)
    between = set(Order.objects.values_list("state", flat=True))
    done = act(client, "mark_paid", *orders, sure="1")

    assert "Has this money arrived?" in asked.content.decode()
    assert between == {State.PLACED}
    assert set(Order.objects.values_list("state", flat=True)) == {State.PAID}
    assert told(done) == ["2 marked as paid."]


def test_marking_twice_takes_the_money_once():
    order, client = make_order(payment_method="invoice"), keeper()

    for _click in range(2):
        act(client, "mark_paid", order, sure="1")

    order.refresh_from_db()
    assert order.paid_total == order.total


def test_what_was_not_paid_in_time_but_is_paid_now_keeps_its_goods():
    order = make_order(payment_method="invoice", expires_at=timezone.now() - timedelta(hours=1))

    act(keeper(), "mark_paid", order, sure="1")

    order.refresh_from_db()
    assert order.state == State.PAID
    assert not order.moves.filter(state=State.EXPIRED).exists()


def test_only_what_waits_for_a_transfer_is_marked_as_paid():
    card, cancelled = make_order(), make_order(payment_method="invoice", state=State.CANCELLED)

    response = act(keeper(), "mark_paid", card, cancelled)

    assert told(response) == ["None of these waits for a bank transfer."]


def test_one_paid_too_late_is_named():
    order = make_order(payment_method="invoice", state=State.EXPIRED)
    order.lines.update(taken=0, variant=make_variant(stock=0))

    response = act(keeper(), "mark_paid", order, sure="1")

    order.refresh_from_db()
    assert order.state == State.PARKED
    assert any(order.number in words and "needs a decision" in words for words in told(response))


def test_what_can_be_packed_is_packed_and_the_rest_named():
    paid, waiting = paid_order(), make_order()

    response = act(keeper(), "mark_packed", paid, waiting)

    paid.refresh_from_db()
    assert paid.state == State.PACKED
    assert "1 order marked as packed." in told(response)
    assert any(waiting.number in words for words in told(response))


def test_lapsed_orders_are_ended_and_no_others():
    lapsed = make_order(expires_at=timezone.now() - timedelta(hours=1))
    waiting = make_order()

    act(keeper(), "expire_lapsed", lapsed, waiting)

    assert Order.objects.get(pk=lapsed.pk).state == State.EXPIRED
    assert Order.objects.get(pk=waiting.pk).state == State.PLACED


def test_packing_slips_of_several_orders_are_one_file():
    response = act(keeper(), "print_slips", paid_order(), paid_order())

    assert response.headers["Content-Type"] == "application/pdf"
    assert pages(response.content) == 2


# The admin's home


def test_the_home_says_which_orders_need_somebody():
    make_order(state=State.PARKED)
    paid_order()
    paid_order()
    make_order(expires_at=timezone.now() - timedelta(hours=1))

    page = " ".join(keeper().get(reverse("admin:index")).content.decode().split())

    for name, count, words in [
        ("decide", 1, "Needs a decision"),
        ("send", 2, "To be sent"),
        ("lapsed", 1, "Not paid in time"),
    ]:
        assert f'<a href="{LIST}?todo={name}"><strong>{count}</strong> {words}</a>' in page
    assert "data-none><strong>0</strong> A refund without an answer" in page


def test_the_home_is_silent_to_who_may_not_look_at_orders():
    make_order(state=State.PARKED)

    page = keeper("view_product").get(reverse("admin:index")).content.decode()

    assert "Orders that need you" not in page
