"""Prices in the shop's currency, as its readers write them."""

from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_currency, get_currency_precision
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, ngettext, to_locale


def exponent(currency: str = "") -> int:
    """Digits behind the point: 2 for USD, 0 for JPY, 3 for KWD. Without one: of the shop's own."""
    return get_currency_precision(currency or settings.CURRENCY)


def smallest_unit() -> Decimal:
    """A cent, a yen, a fils: what every amount that is paid is a multiple of."""
    return Decimal(1).scaleb(-exponent())


def validate_money(amount: Decimal) -> None:
    """Refuses an amount that nobody could pay: a part of the smallest unit."""
    if amount != amount.quantize(smallest_unit()):
        raise ValidationError(
            ngettext(
                "Prices in %(currency)s have at most %(count)d decimal.",
                "Prices in %(currency)s have at most %(count)d decimals.",
                exponent(),
            ),
            params={"currency": settings.CURRENCY, "count": exponent()},
        )


def format_price(amount: Decimal, currency: str = "") -> str:
    """In the shop's currency, unless an order was made in another one."""
    return _formatted(
        amount, currency or settings.CURRENCY, get_language() or settings.LANGUAGE_CODE
    )


@lru_cache(maxsize=2048)
def _formatted(amount: Decimal, currency: str, language: str) -> str:
    return format_currency(amount, currency, locale=to_locale(language))
