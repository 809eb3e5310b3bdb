"""Orders for the books: what the list shows, one row an order, safe to open."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from fitblog.lib.spreadsheet import lines, plain
from shop.ordering.refunds import refund
from tests.factories import make_variant
from tests.shop.desk import LIST, keeper, paid_order
from tests.shop.ordering import MAYA, make_order

pytestmark = pytest.mark.django_db

EXPORT = reverse("admin:shop_order_export")


def exported(client, **query) -> list[dict[str, str]]:
    response = client.get(EXPORT, query)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_an_order_is_one_row_with_its_sums():
    order = paid_order(
        (make_variant(price="20.00", sku="KB-16"), 2),
        (make_variant(price="5.00", sku="MAT"), 1),
        placed_at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
    )
    refund(order, Decimal("5.00"), by="ines")

    (row,) = exported(keeper())

    assert row["Order"] == order.number
    assert row["Placed"] == "2026-03-01 09:30"
    assert row["Articles"] == "2 × KB-16; 1 × MAT"
    assert (row["Total"], row["Paid"], row["Refunded"]) == ("45.00", "45.00", "5.00")
    assert row["Invoice number"] == str(order.invoice_number)


def test_amounts_have_the_decimals_of_their_currency():
    make_order((make_variant(price="900"), 1), currency="JPY")

    assert exported(keeper())[0]["Total"] == "900"


def test_it_holds_what_the_list_shows():
    march = make_order(placed_at=datetime(2026, 3, 1, tzinfo=UTC))
    make_order(placed_at=datetime(2026, 4, 1, tzinfo=UTC))
    client = keeper()

    page = client.get(LIST, {"from": "2026-03-01", "until": "2026-03-31"}).content.decode()
    rows = exported(client, **{"from": "2026-03-01", "until": "2026-03-31"})

    assert [row["Order"] for row in rows] == [march.number]
    assert f"{EXPORT}?from=2026-03-01&amp;until=2026-03-31" in page


@pytest.mark.parametrize("query", [{"nonsense": "1"}, {"placed_at__gte": "x"}])
def test_an_address_that_is_none_leads_to_the_list(query):
    make_order()

    assert keeper().get(EXPORT, query).url == LIST


def test_chosen_orders_are_exported():
    first, _second = make_order(), make_order()

    chosen = {"action": "export_chosen", "_selected_action": [first.pk]}
    text = b"".join(keeper().post(LIST, chosen).streaming_content).decode()

    assert first.number in text
    assert text.count("\r\n") == 2


@pytest.mark.parametrize("name", ["=1+1", "+49", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"])
def test_a_cell_that_begins_like_a_formula_is_words(name):
    make_order(bill_to=replace(MAYA, name=name))

    assert exported(keeper())[0]["Name"] == f"'{name}"


def test_numbers_stay_numbers():
    assert plain(Decimal("-5.00")) == Decimal("-5.00")
    assert plain("Łukasz – 1") == "Łukasz – 1"


def test_a_spreadsheet_knows_that_it_is_utf_8():
    make_order(bill_to=replace(MAYA, name="Łukasz Žižka"))

    content = b"".join(keeper().get(EXPORT).streaming_content)

    assert content.startswith(b"\xef\xbb\xbf")
    assert "Łukasz Žižka".encode() in content


def test_rows_are_written_while_they_are_read():
    def endless():
        while True:
            yield ["a", 1]

    rows = lines(endless())

    assert [next(rows) for _row in range(3)] == ["\ufeff", "a,1\r\n", "a,1\r\n"]


@pytest.mark.parametrize("count", [1, 8])
def test_it_costs_the_same_however_many_orders(count, django_assert_num_queries):
    client = keeper()
    for _order in range(count):
        make_order()

    with django_assert_num_queries(7):  # session, user, 2 permissions, list's count; rows, lines
        exported(client)
