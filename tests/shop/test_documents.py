"""Invoice, credit note and packing slip, read back from their PDF."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from shop.documents import credit_note, invoice, packing_slips
from shop.documents.credit_sheet import tax_shares
from shop.models import Order
from shop.ordering.orders import State, send
from shop.ordering.refunds import refund
from shop.payments.recording import record_by_hand
from tests.factories import make_variant
from tests.shop.ordering import MAYA, make_order
from tests.shop.papers import pages, words

pytestmark = pytest.mark.django_db

VAT = {"label": "VAT 19 %", "rate": "19", "base": "16.81", "amount": "3.19"}


def paid_order(*wanted, **fields) -> Order:
    order = make_order(*wanted, payment_method="invoice", **fields)
    record_by_hand(order, order.total, by="ines")
    return Order.objects.get(pk=order.pk)


def test_a_paid_order_has_an_invoice_with_its_number_and_sums(settings):
    settings.SELLER, settings.SELLER_TAX_NUMBER = "Iron Row Ltd\n12 Iron Row", "DE 123"
    order = paid_order((make_variant(price="20.00", sku="KB-16"), 2))

    rows = words(invoice(order)).splitlines()

    assert f"Invoice {order.invoice_number}" in rows
    assert {order.number, "KB-16", "Iron Row Ltd", "12 Iron Row", "Tax number: DE 123"} <= {*rows}
    assert rows.count("$40.00") == 4  # line, subtotal, total, paid
    assert rows[rows.index("To pay") + 1] == "$0.00"


def test_an_order_that_waits_says_what_to_pay_and_where(settings):
    settings.BANK_ACCOUNT = "Iron Row Ltd\nDE02 1203 0000"
    order = make_order((make_variant(price="20.00"), 1), payment_method="invoice")

    text = words(invoice(order))

    assert f"Order {order.number}, to be paid" in text
    assert f"Please transfer $20.00 with the reference {order.number} to:" in text
    assert "DE02 1203 0000" in text
    assert "Invoice number" not in text


def test_the_tax_table_shows_each_rate_with_what_it_is_on():
    order = paid_order((make_variant(price="20.00"), 1), taxes_included=True, taxes=[VAT])

    rows = words(invoice(order)).splitlines()

    table = rows[rows.index("Rate") :]
    assert table[3:7] == ["VAT 19 %", "19 %", "$16.81", "$3.19"]


@pytest.mark.parametrize(
    ("currency", "price", "shown"),
    [("JPY", "1234", "¥1,234"), ("EUR", "12.30", "€12.30"), ("KWD", "1.255", "KWD1.255")],
)
def test_amounts_have_the_decimals_of_their_currency(currency, price, shown):
    order = make_order((make_variant(), 1), currency=currency, subtotal=price, total=price)

    rows = words(invoice(Order.objects.get(pk=order.pk))).splitlines()

    assert rows.count(shown) == 3  # subtotal, total, to pay


@pytest.mark.parametrize(
    "name",
    [
        "Łukasz Žižka",
        "O’Brien & Sons",
        "<b>Zoë</b> O'Neil",
        "Ştefan Țepeș Őry ğ",
        "Nguyễn Thị Hồng",
        "Αθηνά Παπαδοπούλου",
        "Юлія Ґудзь",
    ],
)
def test_names_are_printed_as_they_are_written(name):
    order = make_order(deliver_to=replace(MAYA, name=name), bill_to=replace(MAYA, name=name))

    assert name in words(invoice(order)).splitlines()
    assert name in words(packing_slips([order])).splitlines()


def test_an_accent_typed_apart_from_its_letter_is_printed_on_it():
    order = make_order(bill_to=replace(MAYA, name="Jose\u0301 \uff17"))

    assert "José 7" in words(invoice(order)).splitlines()


def test_it_is_written_in_the_language_of_the_order():
    order = make_order(language="es", placed_at=datetime(2026, 3, 9, 12, tzinfo=UTC))

    assert "9 de marzo de 2026" in words(invoice(order))


def test_the_same_order_makes_the_same_bytes():
    order = paid_order()

    assert invoice(order) == invoice(Order.objects.get(pk=order.pk))


def test_an_order_of_many_lines_goes_over_pages_and_each_says_which():
    order = make_order(*[(make_variant(), 1) for _line in range(60)])

    sheet = invoice(order)

    count = pages(sheet)
    assert count > 1
    assert f"Page {count} of {count}" in words(sheet)
    assert words(sheet).splitlines().count("SKU") == count


def test_the_slip_lists_what_is_still_to_go():
    order = paid_order((make_variant(sku="KB-16"), 3), (make_variant(sku="MAT"), 1))
    first, second = order.lines.all()
    send(order, by="ines", units={first.pk: 2, second.pk: 1})

    rows = words(packing_slips([order])).splitlines()

    assert rows[rows.index("KB-16") - 1] == "1 of 3"
    assert rows[rows.index("MAT") - 1] == "0 of 1"
    assert "$" not in "".join(rows)


def test_a_parcels_slip_lists_what_is_in_it():
    order = paid_order((make_variant(sku="KB-16"), 3), (make_variant(sku="MAT"), 1))
    parcel = send(order, by="ines", units={order.lines.first().pk: 2})

    rows = words(packing_slips([order], parcel)).splitlines()

    assert rows[rows.index("KB-16") - 1] == "2 of 3"
    assert "MAT" not in rows


def test_several_orders_are_printed_at_once_each_on_its_sheet():
    assert pages(packing_slips([make_order(), make_order()])) == 2


def test_a_refund_has_a_credit_note_with_its_part_of_the_tax():
    order = paid_order((make_variant(price="20.00"), 1), taxes_included=True, taxes=[VAT])
    back = refund(order, Decimal("10.00"), by="ines")

    rows = words(credit_note(order, back)).splitlines()

    assert f"Credit note {back.credit_number}" in rows
    assert rows[rows.index("Without tax") :][:6] == [
        "Without tax",
        "$8.40",
        "VAT 19 %",
        "$1.60",
        "Refunded",
        "$10.00",
    ]


def test_the_whole_back_holds_the_invoices_taxes_to_the_cent():
    taxes = [VAT, {"label": "VAT 7 %", "rate": "7", "base": "9.33", "amount": "0.66"}]
    order = Order(currency="EUR", total=Decimal("35.00"), taxes=taxes)

    assert tax_shares(order, Decimal("35.00")) == [
        ("VAT 19 %", Decimal("3.19")),
        ("VAT 7 %", Decimal("0.66")),
    ]


def test_credit_notes_are_numbered_without_gaps():
    order = paid_order((make_variant(price="20.00"), 1))

    numbers = [refund(order, Decimal(5), by="ines").credit_number for _time in range(3)]

    assert numbers == [1, 2, 3]


def test_a_surplus_was_on_no_invoice_and_so_is_on_no_credit_note():
    order = paid_order((make_variant(price="20.00"), 1))
    record_by_hand(order, Decimal("20.00"), by="ines")

    surplus = refund(order, Decimal("20.00"), by="ines")
    whole = refund(order, Decimal("20.00"), by="ines")

    assert (surplus.credited, surplus.credit_number) == (0, None)
    assert (whole.credited, whole.credit_number) == (Decimal("20.00"), 1)


def test_the_shopper_prints_the_invoice_by_the_orders_address(client):
    order = paid_order()

    response = client.get(reverse("shop:invoice", args=[order.token]))

    assert response.headers["Content-Type"] == "application/pdf"
    assert "no-store" in response.headers["Cache-Control"]
    assert f"Invoice {order.invoice_number}" in words(response.content)


@pytest.mark.parametrize("state", [State.EXPIRED, State.CANCELLED])
def test_an_order_that_ended_unpaid_has_no_invoice(client, state):
    order = make_order(state=state)

    assert client.get(reverse("shop:invoice", args=[order.token])).status_code == 404


def test_nobody_guesses_an_invoice_by_the_orders_number(client):
    order = paid_order()

    assert client.get(reverse("shop:invoice", args=[order.number])).status_code == 404
