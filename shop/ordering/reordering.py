"""Put the goods of an order into a cart again."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.filling import add
from shop.models import Order
from shop.models.cart import CartLine
from shop.sentences import Notice, notice


def put_into_cart(order: Order, key: str) -> list[Notice]:
    """Fill the cart up to what was ordered, as far as it can be had; what came of it, in words.

    Up to, not by: a second click changes nothing. Raises Cart.DoesNotExist.
    """
    lines = list(order.lines.select_related("variant"))
    there = dict(CartLine.objects.filter(cart__key=key).values_list("variant", "quantity"))
    whole, trouble = 0, []
    for line in lines:
        if line.variant is None:
            gone = _("%(name)s is no longer sold.") % {"name": line.full_title}
            trouble.append(Notice("bad", gone))
            continue
        missing = line.quantity - there.get(line.variant_id, 0)
        change = add(key, line.variant.sku, missing, line.source) if missing > 0 else None
        if change and (change.is_refused or change.done < change.asked):
            trouble.append(notice(change))
        else:
            whole += 1
    return [_summary(order, whole, len(lines)), *trouble]


def _summary(order: Order, whole: int, of: int) -> Notice:
    if whole == of:
        sentence = _("The goods of order %(number)s are in your cart.")
        return Notice("good", sentence % {"number": order.number})
    sentence = ngettext(
        "%(whole)d of %(of)d is available as before.",
        "%(whole)d of %(of)d are available as before.",
        whole,
    )
    return Notice("changed", sentence % {"whole": whole, "of": of})
