"""How an order is spoken of at the desk."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from shop.models import Order
from shop.ordering.orders import CLOCK, SHOPPER
from shop.payments import provider


def method_title(name: str) -> str:
    """Also of a method that is not offered here any more."""
    try:
        return str(provider(name).title)
    except LookupError:
        return name


def who(by: str) -> str:
    """Who moved an order: an editor by name, or one of those who are not."""
    return {SHOPPER: _("the shopper"), CLOCK: _("the clock")}.get(by, by)


def chips(order: Order) -> list[SafeString]:
    """Its state; then what of it needs somebody, where the state alone does not say so."""
    found = [_chip(order.state, order.get_state_display())]
    if order.is_lapsed:
        found = [_chip("lapsed", _("not paid in time, holds its goods"))]
    if order.needs_a_decision and order.state != Order.State.PARKED:
        found.append(_chip("parked", _("more was paid than owed")))
    return found


def _chip(state: str, words: str) -> SafeString:
    return format_html('<span class="chip" data-state="{}">{}</span>', state, words)
