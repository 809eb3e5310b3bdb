"""Discount codes at work: why one cannot be used, counting a use, giving it back."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fitblog.lib.money import exponent, format_price
from shop.models import Discount, DiscountUse, DiscountUsedUp
from shop.models.discount import normal_email
from shop.pricing import Item, Rebate, is_granted


def refusal(discount: Discount, *, at: datetime, email: str = "") -> str:
    """Why the code cannot be used now, by this customer; "" when it can.

    One query, where uses are limited for each customer and the customer is known.
    """
    if not discount.has_started(at):
        return _starts(discount.starts_at, at)
    if discount.has_ended(at):
        # The end is the first moment without it: a code until midnight is of the day before.
        last = discount.ends_at - timedelta(microseconds=1)
        return _("This code was good until %(day)s.") % {"day": _day(last, at)}
    if discount.is_used_up:
        return _("This code has been used up.")
    limit = discount.limit_per_customer
    if limit is not None and email and discount.uses_of(email) >= limit:
        return used_by_customer(limit)
    return ""


def unmet(rebate: Rebate | None, items: Iterable[Item]) -> str:
    """What the code misses in these goods; "" when they are enough. None covers no goods."""
    items = list(items)
    if not items:
        return ""
    if rebate is None:
        return _("This code is for other goods than those in your cart.")
    if is_granted(items, rebate, exponent()):
        return ""
    minimum = {"minimum": format_price(rebate.minimum)}
    if rebate.products:
        return _("This code needs %(minimum)s or more of the goods it is for.") % minimum
    return _("This code needs goods for %(minimum)s or more.") % minimum


def used_by_customer(limit: int) -> str:
    return ngettext(
        "You have used this code before; it is good for one order.",
        "You have used this code before; it is good for %(count)d orders.",
        limit,
    ) % {"count": limit}


@transaction.atomic
def use(discount: Discount, order_token: str, email: str) -> DiscountUse:
    """Count a use of the code by an order. Raises DiscountUsedUp, and counts none.

    Call it in the transaction that makes the order, after the variants (lock order). 2 queries,
    3 where uses are limited for each customer, besides the savepoint.
    """
    # First, as it holds the discount's row: whoever counts this customer's uses next waits
    # until this transaction has ended, and then sees its use.
    discount.take()
    limit = discount.limit_per_customer
    if limit is not None and discount.uses_of(email) >= limit:
        raise DiscountUsedUp(discount, by_customer=True)
    return DiscountUse.objects.create(
        discount=discount, order_token=order_token, email=normal_email(email)
    )


@transaction.atomic
def give_back(order_token: str) -> None:
    """The order came to nothing, so its code may be used again. Harmless when done twice."""
    for used in DiscountUse.objects.filter(order_token=order_token):
        deleted, _rows = DiscountUse.objects.filter(pk=used.pk).delete()
        if deleted:
            Discount.objects.filter(pk=used.discount_id, used__gt=0).update(used=F("used") - 1)


def _starts(starts_at: datetime, now: datetime) -> str:
    local = timezone.localtime(starts_at)
    if local.date() == timezone.localdate(now):
        # Translators: Django's time format, as for “18:00”.
        return _("This code starts today at %(time)s.") % {"time": time_format(local, _("H:i"))}
    return _("This code starts on %(day)s.") % {"day": _day(starts_at, now)}


def _day(at: datetime, now: datetime) -> str:
    """“3 November”, with its year when that is not this one."""
    local = timezone.localtime(at)
    # Translators: Django's date formats, as for “3 November” and “3 November 2026”.
    is_this_year = local.year == timezone.localtime(now).year
    return date_format(local, _("j F") if is_this_year else _("j F Y"))
