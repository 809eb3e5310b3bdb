"""Whoever holds an order's address may read it, and nobody else finds it."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from shop.models import Order, Payment, Product
from shop.ordering.orders import State, cancel, move, send
from shop.ordering.refunds import refund
from shop.payments.recording import record_by_hand
from tests.factories import make_product, make_product_picture, make_variant
from tests.markup import Markup
from tests.shop.ordering import make_order, make_payment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


@pytest.fixture
def read(client):
    """The order's page as its shopper reads it."""
    return lambda order: Markup.of(client.get(order.get_absolute_url()))


def said(page: Markup) -> str:
    """What the main part of the page says."""
    return page.one("main").text


def test_the_page_shows_lines_and_sums_as_they_were_then(read):
    rope = make_variant(make_product("Speed rope"), title="Steel core", price="18.00")
    order = make_order((rope, 2), total=Decimal("41.00"), delivery=5, delivery_title="Standard")
    Product.objects.update(title="Slow rope")

    page = read(order)

    assert page.texts("p", class_="lines__name") == ["Speed rope"]
    assert page.texts("p", class_="lines__variant") == ["Steel core, 2 at $18.00"]
    sums = page.one("section", class_="order__lines")
    assert "Delivery, Standard$5.00" in sums.text
    assert "Total$41.00" in sums.text
    assert "418 Linden Street" in said(page)


def test_delivery_that_costs_nothing_is_free(read):
    page = read(make_order(delivery_title="Standard", delivery=0))

    assert "Delivery, StandardFree" in page.one("section", class_="order__lines").text


def test_the_times_are_written_as_html_wants_them(read):
    order = make_order(placed_at=datetime(2026, 11, 22, 10, 12, 5, 123456, tzinfo=UTC))

    (placed,) = read(order).all("time")

    assert placed["datetime"] == "2026-11-22T10:12:05+00:00"


def test_a_line_has_the_picture_of_its_product_and_leads_there(read):
    product = make_product("Speed rope")
    make_product_picture(product)

    page = read(make_order((make_variant(product), 1)))

    (line,) = page.all("p", class_="lines__name")
    assert [a["href"] for a in page.all("a") if a.text == line.text] == [product.get_absolute_url()]
    assert len([img for img in page.all("img") if img["alt"] == ""]) == 1


@pytest.mark.parametrize("is_deleted", [True, False])
def test_a_line_whose_product_is_gone_keeps_its_title_without_a_link(read, is_deleted):
    order = make_order((make_variant(make_product("Speed rope")), 1))
    if is_deleted:
        Product.objects.all().delete()
    else:
        Product.objects.update(withdrawn_at=timezone.now())

    page = read(order)

    assert page.texts("p", class_="lines__name") == ["Speed rope"]
    assert not [a for a in page.all("a") if a.text == "Speed rope"]


def test_the_page_costs_seven_queries_whatever_the_order_holds(client, django_assert_num_queries):
    order = make_order(*[(make_variant(), 2) for _each in range(5)], state=State.PAID)
    for _each in range(3):
        payment = make_payment(order, state=Payment.State.PAID)
        payment.refunds.create(amount=1, by="ines")
    first, second = order.lines.all()[:2]
    send(order, by="ines", units={first.pk: 1})
    send(order, by="ines", units={second.pk: 1})

    with django_assert_num_queries(7):  # one of them for the header's topics
        client.get(order.get_absolute_url())


def test_the_way_tells_what_has_happened_and_what_comes_next(read):
    order = make_order(state=State.PAID)
    move(order, State.PACKED, by="ines")

    page = read(order)

    done = [tag.text for tag in page.all("li") if tag.attributes.get("data-kind") == "done"]
    assert [title.split()[0] for title in done] == ["Ordered", "Packed"]
    (now,) = [tag for tag in page.all("li") if tag.attributes.get("aria-current") == "step"]
    assert now.text.startswith("With the carrier")


def test_each_state_is_told_once(read):
    order = make_order(payment_method="invoice")
    for _time in range(2):
        record_by_hand(order, order.total, by="ines")

    page = read(order)

    assert page.texts("strong").count("Paid") == 1
    assert "We send back what is too much." in said(page)


def test_a_parcel_tells_what_is_inside_and_where_to_follow_it(read):
    rope, mat = (make_variant(make_product(title)) for title in ("Rope", "Floor mat"))
    order = make_order((rope, 2), (mat, 1), state=State.PAID)
    send(
        order,
        by="ines",
        units={order.lines.first().pk: 1},
        carrier="Post",
        tracking="ZX1",
        tracking_url="https://post.example/ZX1",
    )

    page = read(order)

    assert page.one("a", href="https://post.example/ZX1").text == "Post ZX1: follow it"
    assert "1 × Rope" in said(page)
    assert page.texts("h1") == ["A part is on its way to you"]


def test_money_sent_back_is_shown(read):
    order = make_order(payment_method="invoice")
    record_by_hand(order, order.total, by="ines")
    refund(order, Decimal("5.50"), by="ines")

    page = read(order)

    assert "$5.50 sent back" in said(page)
    assert "Sent back$5.50" in page.one("section", class_="order__lines").text


@pytest.mark.parametrize(
    ("state", "title"),
    [
        (State.PAID, "Thank you, Maya Osei"),
        (State.PACKED, "Packed and ready to go"),
        (State.SENT, "On its way to you"),
        (State.DELIVERED, "Delivered"),
        (State.EXPIRED, "This order was not paid in time"),
        (State.CANCELLED, "This order is cancelled"),
        (State.PARKED, "Your money is here, your goods are not yet"),
        (State.REFUNDED, "Your money is on its way back"),
    ],
)
def test_every_state_has_its_words_and_asks_for_no_money(read, state, title):
    page = read(make_order(state=state))

    assert page.texts("h1") == [title]
    assert not [form for form in page.all("form") if "/pay/" in form.attributes.get("action", "")]


def test_an_order_that_costs_nothing_is_not_said_to_be_paid(read):
    order = make_order((make_variant(price="0"), 1), state=State.PAID)

    assert "There is nothing to pay" in said(read(order))


def test_a_parked_order_says_what_has_come_and_that_nothing_is_packed(read):
    order = make_order((make_variant(price="20.00"), 1), payment_method="invoice")
    record_by_hand(order, Decimal("15.00"), by="ines")

    assert "$15.00 of $20.00 has arrived" in said(read(order))


def test_an_order_paid_too_late_is_said_to_be_so(read):
    order = make_order(payment_method="invoice")
    cancel(order, by="shopper")
    record_by_hand(order, order.total, by="ines")

    assert "It came when we no longer held the goods" in said(read(order))


def test_a_transfer_names_account_reference_sum_and_day(read, settings):
    settings.BANK_ACCOUNT = "Fitblog Ltd\nIBAN XX00 1234"
    order = make_order(payment_method="invoice", expires_at=timezone.now() + timedelta(days=7))

    page = read(order)

    assert "IBAN XX00 1234" in said(page)
    assert order.number in page.texts("dd")
    assert "Please transfer $20.00 by" in said(page)
    assert "UTC" in said(page)


def test_the_page_ends_an_order_whose_time_is_over(read):
    order = make_order((make_variant(stock=3), 3))

    with time_machine.travel(order.expires_at):
        page = read(order)

    assert page.texts("h1") == ["This order was not paid in time"]
    assert Order.objects.get().state == State.EXPIRED
    assert "back on the shelf" in said(page)


def test_the_page_is_kept_by_no_cache_and_no_search_engine(client):
    response = client.get(make_order().get_absolute_url())

    assert "no-store" in response.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_an_order_is_not_found_by_its_key_or_number(client):
    order = make_order()

    for guess in (order.pk, order.number, order.token[:-1], order.token.swapcase()):
        assert client.get(reverse("shop:order", args=[guess])).status_code == 404


def test_who_moved_an_order_is_not_told_to_the_shopper(client):
    order = make_order(state=State.PAID)
    move(order, State.PACKED, by="ines.marlow@shop.example", note="Bench 2")

    page = client.get(order.get_absolute_url()).content.decode()

    assert "ines.marlow" not in page
    assert "Bench 2" not in page
