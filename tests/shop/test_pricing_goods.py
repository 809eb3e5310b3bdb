"""The goods of a cart, before code, delivery and taxes."""

import pytest
from django.utils import timezone

from shop.quotes import goods
from tests.factories import make_cart, make_product, make_variant

pytestmark = pytest.mark.django_db


def lines_with(*variants, quantity=1):
    return list(make_cart(*variants, quantity=quantity).lines.for_reading())


def test_goods_are_counted_at_todays_prices():
    variant = make_variant(price="19.990")

    totals = goods(lines_with(variant, quantity=3))

    assert str(totals.subtotal) == str(totals.total) == "59.97"


def test_what_cannot_be_bought_does_not_count():
    withdrawn = make_variant(make_product(withdrawn_at=timezone.now()), price="9.00")
    sold_out = make_variant(price="8.00", stock=0)

    assert goods(lines_with(make_variant(price="5.00"), withdrawn, sold_out)).total == 5


def test_a_currency_without_cents_has_none_in_its_totals(settings):
    settings.CURRENCY = "JPY"

    assert str(goods(lines_with(make_variant(price="1200"), quantity=2)).subtotal) == "2400"


def test_nothing_costs_nothing():
    assert str(goods([]).subtotal) == "0.00"
