"""Why something was not done, in sentences for the shopkeeper."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fitblog.lib.money import format_price
from shop.models import Order
from shop.ordering.orders import NotAllowed
from shop.ordering.refunds import NotRefundable
from shop.payments import Refused, Unreachable
from shop.stock import OutOfStock


class Outdated(Exception):
    """The order is not any more as the screen showed it, so nothing was done."""


class NotSetUp(Exception):
    """The payment came by a provider that this site has no keys or package for. Carries why."""


REFUSALS = (Outdated, NotAllowed, NotRefundable, OutOfStock, Refused, Unreachable, NotSetUp)


def sentences(order: Order, refusal: Exception) -> list[str]:
    match refusal:
        case Outdated():
            return [
                _(
                    "This order has changed since the page was opened, by somebody else or by a "
                    "second click. Nothing was done now. This is how it stands."
                )
            ]
        case NotAllowed():
            words = _("This cannot be done: the order is “%(state)s”, or nothing is left to send.")
            return [words % {"state": refusal.order.get_state_display()}]
        case NotRefundable():
            words = _("%(amount)s cannot be sent back: no payment of this order holds that much.")
            return [words % {"amount": format_price(refusal.amount, order.currency)}]
        case OutOfStock():
            return _short(order, refusal.left)
        case Refused():
            return [_("The payment provider refused: %(reason)s") % {"reason": refusal}]
        case Unreachable():
            return [
                _(
                    "The payment provider gave no answer. The refund stays on its way; ask again "
                    "below, and nothing is paid twice."
                )
            ]
        case _other:
            words = _("This payment’s provider is not set up here: %(reason)s")
            return [words % {"reason": refusal}]


def _short(order: Order, left: dict[int, int]) -> list[str]:
    """Line by line what the shelf lacks; a product that is gone for good lacks all."""
    words = []
    for line in order.lines.all():
        missing = line.quantity - line.taken
        if not missing or (line.variant_id is not None and line.variant_id not in left):
            continue
        count = max(left.get(line.variant_id, 0), 0)
        sentence = ngettext(
            "%(missing)d × %(name)s is missing, and %(count)d is on the shelf.",
            "%(missing)d × %(name)s are missing, and %(count)d are on the shelf.",
            missing,
        )
        words.append(sentence % {"missing": missing, "name": line.full_title, "count": count})
    return [_("Nothing was done: the goods are not there."), *words]
