"""Which taxes are due: by country, by tax class, by day; on top of the prices or inside them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from shop.models import TaxRate
from shop.quotes import quote
from tests.factories import (
    make_cart,
    make_delivery_method,
    make_product,
    make_tax_rate,
    make_variant,
)

pytestmark = pytest.mark.django_db


def rates_on(day: date, country: str = "DE") -> dict[str, Decimal]:
    return {tax.tax_class: tax.rate for tax in TaxRate.objects.on(country, day)}


def test_a_rate_is_due_in_its_own_country_only():
    make_tax_rate("DE", "19")
    make_tax_rate("US", "8")

    assert rates_on(date(2026, 1, 1), "DE") == {"standard": 19}
    assert rates_on(date(2026, 1, 1), "CH") == {}


def test_a_rate_holds_from_its_first_day_through_its_last():
    make_tax_rate("DE", "19", valid_until=date(2020, 6, 30))
    make_tax_rate("DE", "16", valid_from=date(2020, 7, 1), valid_until=date(2020, 12, 31))
    make_tax_rate("DE", "19", valid_from=date(2021, 1, 1))

    days = [date(2019, 12, 31), date(2020, 6, 30), date(2020, 7, 1), date(2020, 12, 31)]
    assert [rates_on(day).get("standard") for day in days] == [None, 19, 16, 16]
    assert rates_on(date(2026, 1, 1)) == {"standard": 19}


def test_where_two_overlap_the_one_that_began_last_is_due():
    make_tax_rate("DE", "19")
    make_tax_rate("DE", "16", valid_from=date(2020, 7, 1))

    assert rates_on(date(2020, 7, 1)) == {"standard": 16}


def test_all_classes_cost_one_query(django_assert_num_queries):
    make_tax_rate("DE", "19")
    make_tax_rate("DE", "7", tax_class="reduced")

    with django_assert_num_queries(1):
        assert rates_on(date(2026, 1, 1)) == {"standard": 19, "reduced": 7}


def test_tax_comes_on_top_of_the_prices():
    make_tax_rate("US", "8")

    quoted = quote(make_cart(make_variant(price="20.00")), country="US")

    assert (quoted.totals.tax, quoted.totals.total) == (Decimal("1.60"), Decimal("21.60"))
    assert not quoted.taxes_included


def test_tax_is_inside_the_prices_where_the_shop_says_so(settings):
    settings.PRICES_INCLUDE_TAX = True
    make_tax_rate("DE", "19")

    quoted = quote(make_cart(make_variant(price="23.80")), country="DE")

    assert (quoted.totals.included_tax, quoted.totals.total) == (Decimal("3.80"), Decimal("23.80"))
    assert quoted.taxes_included


def test_goods_and_delivery_are_taxed_by_their_classes():
    make_tax_rate("DE", "19")
    make_tax_rate("DE", "7", tax_class="reduced")
    book = make_variant(make_product(tax_class="reduced"), price="10.00")
    gift = make_variant(make_product(tax_class="zero"), price="10.00")
    method = make_delivery_method(price=Decimal("5.00"))

    totals = quote(make_cart(book, gift), country="DE", delivery_method=method).totals

    assert [(tax.base, tax.amount) for tax in totals.taxes] == [
        (Decimal("5.00"), Decimal("0.95")),
        (Decimal("10.00"), Decimal("0.70")),
    ]


def test_before_the_country_is_known_there_is_no_tax(django_assert_num_queries):
    make_tax_rate("US", "8")
    cart = make_cart(make_variant(price="20.00"))

    with django_assert_num_queries(1):
        assert quote(cart).totals.total == 20


def test_the_day_is_that_of_the_shops_own_zone():
    make_tax_rate("JP", "10", valid_from=date(2026, 11, 3))
    cart = make_cart(make_variant(price="20.00"))
    at = datetime(2026, 11, 2, 15, tzinfo=UTC)

    assert quote(cart, country="JP", at=at).totals.tax == 0
    with timezone.override("Asia/Tokyo"):
        assert quote(cart, country="JP", at=at).totals.tax == 2


def rate(**fields) -> TaxRate:
    defaults = {"country": "DE", "rate": Decimal(19), "label": "VAT"}
    return TaxRate(**defaults | {"valid_from": date(2020, 1, 1)} | fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"valid_from": date(2020, 1, 1), "valid_until": date(2020, 6, 30)},
        {"valid_from": date(2020, 12, 31)},
        {"valid_from": date(2020, 8, 1), "valid_until": date(2020, 8, 1)},
        {"valid_from": date(2019, 1, 1)},
    ],
    ids=["until its first day", "from its last day", "within", "around"],
)
def test_a_second_rate_for_the_same_days_is_refused(fields):
    rate(label="VAT 16 %", valid_from=date(2020, 6, 30), valid_until=date(2020, 12, 31)).save()

    with pytest.raises(ValidationError, match="“VAT 16 %” holds in that time already"):
        rate(**fields).full_clean()


def test_rates_that_follow_each_other_or_are_of_others_are_taken():
    rate(valid_from=date(2020, 7, 1), valid_until=date(2020, 12, 31)).save()

    rate(valid_from=date(2020, 1, 1), valid_until=date(2020, 6, 30)).full_clean()
    rate(valid_from=date(2021, 1, 1)).full_clean()
    rate(tax_class="reduced").full_clean()
    rate(country="AT").full_clean()


def test_a_rate_may_be_saved_again():
    stored = rate()
    stored.save()

    stored.full_clean()


@pytest.mark.parametrize(
    "wrong",
    [
        {"rate": Decimal("-0.001")},
        {"rate": Decimal("100.001")},
        {"valid_until": date(2019, 12, 31)},
        {"country": "de"},
        {"country": ""},
        {"label": ""},
        {"tax_class": "luxury"},
    ],
    ids=lambda wrong: " ".join(f"{name}={value}" for name, value in wrong.items()),
)
def test_the_database_refuses(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        rate(**wrong).save()


def test_two_rates_of_one_class_from_one_day_are_refused():
    rate().save()

    with pytest.raises(IntegrityError), transaction.atomic():
        rate(rate=Decimal(16)).save()


def test_a_product_has_one_of_the_tax_classes():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_product(tax_class="luxury")
