from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from shop.addressing.addresses import Address
from shop.models import NumberSeries, Order
from tests.factories import make_variant
from tests.shop.ordering import MAYA, make_order

pytestmark = pytest.mark.django_db


def test_an_address_comes_back_as_it_was_written():
    order = make_order()

    order.refresh_from_db()

    assert order.deliver_to == MAYA


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        (MAYA, ["Maya Osei", "418 Linden Street", "Minneapolis, MN 55401"]),
        (
            Address("Jo", "Kai 1", "Köln", "DE", postcode="50667"),
            ["Jo", "Kai 1", "50667 Köln"],
        ),
        (Address("Jo", "Quay 1", "Cork", "IE"), ["Jo", "Quay 1", "Cork"]),
    ],
)
def test_an_address_is_written_row_by_row(address, rows):
    assert address.rows == rows


def test_a_country_is_named():
    assert MAYA.country_name == "United States"


def test_numbers_are_for_people_and_addresses_are_not_guessed():
    order, other = make_order(), make_order()

    assert order.number == f"FB-{order.pk + 10_000}"
    assert len(order.token) == len(other.token) == 22  # 128 bits
    assert order.get_absolute_url() == f"/orders/{order.token}/"


@pytest.mark.parametrize("spoken", ["FB-{}", "fb {}", "{}", " {} "])
def test_an_order_is_found_by_the_number_that_people_say(spoken):
    order = make_order()
    make_order()

    found = Order.objects.numbered(spoken.format(order.pk + 10_000))

    assert list(found) == [order]


@pytest.mark.parametrize("nonsense", ["", "FB-", "12", "9" * 500, "１０００１", "-1"])
def test_nonsense_finds_no_order(nonsense):
    make_order()

    assert not Order.objects.numbered(nonsense).exists()


@pytest.mark.parametrize(
    "sums",
    [
        {"total": Decimal("20.01")},
        {"delivery": Decimal("5.00")},
        {"discount": Decimal("0.001")},
        {"total": Decimal("-20.00"), "subtotal": Decimal("-20.00")},
        {"refunded_total": Decimal("0.01")},
    ],
)
def test_sums_that_do_not_add_up_are_not_stored(sums):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_order((make_variant(price="20.00"), 1), **sums)


@pytest.mark.parametrize("cents", range(0, 1000, 37))
def test_sums_that_add_up_are_stored_in_spite_of_floating_point(cents):
    part = Decimal(cents) / 100
    whole = Decimal("20.10") + part + part - Decimal("0.70")

    order = make_order(
        (make_variant(price="20.10"), 1),
        delivery=part,
        tax=part,
        discount=Decimal("0.70"),
        total=whole,
        paid_total=whole + whole,
        refunded_total=whole,
    )

    assert not Order.objects.needing_a_decision().filter(pk=order.pk).exists()


def test_a_series_begins_with_one_and_each_has_its_own():
    given = [NumberSeries.objects.next(name) for name in ("invoice", "invoice", "credit")]

    assert given == [1, 2, 1]


def test_a_number_whose_transaction_failed_is_given_again():
    with transaction.atomic():
        NumberSeries.objects.next("invoice")
        transaction.set_rollback(True)

    assert NumberSeries.objects.next("invoice") == 1
