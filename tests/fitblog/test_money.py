from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils import translation

from fitblog.lib.money import format_price, smallest_unit, validate_money


@pytest.mark.parametrize(
    ("currency", "shown"),
    [("USD", "$1,234.50"), ("JPY", "¥1,234"), ("KWD", "KWD1,234.500")],
)
def test_a_price_has_the_decimals_of_its_currency(settings, currency, shown):
    settings.CURRENCY = currency

    assert format_price(Decimal("1234.5")) == shown


def test_a_price_is_written_as_its_reader_writes_it(settings):
    settings.CURRENCY = "EUR"

    with translation.override("de"):
        assert format_price(Decimal("1234.5")) == "1.234,50\xa0€"


@pytest.mark.parametrize(("currency", "unit"), [("USD", "0.01"), ("JPY", "1"), ("KWD", "0.001")])
def test_the_smallest_unit_is_the_currencys(settings, currency, unit):
    settings.CURRENCY = currency

    assert smallest_unit() == Decimal(unit)


@pytest.mark.parametrize(("currency", "amount"), [("USD", "9.005"), ("JPY", "9.5")])
def test_a_part_of_the_smallest_unit_is_no_price(settings, currency, amount):
    settings.CURRENCY = currency

    with pytest.raises(ValidationError, match=f"Prices in {currency} have at most"):
        validate_money(Decimal(amount))


def test_a_price_in_whole_units_is_taken(settings):
    settings.CURRENCY = "USD"

    validate_money(Decimal("9.500"))


def test_templates_write_prices_with_a_filter():
    template = Template("{% load money %}{{ amount|price }}{{ nothing|price }}")

    assert template.render(Context({"amount": Decimal(72), "nothing": None})) == "$72.00"
