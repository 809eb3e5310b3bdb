from decimal import Decimal

from django import template

from fitblog.lib.money import format_price

register = template.Library()


@register.filter
def price(amount: Decimal | None, currency: str = "") -> str:
    """The amount as a price, in the shop's currency unless told; nothing for no amount."""
    return "" if amount is None else format_price(amount, currency)
