"""Bringing a guest's cart and an account's together, and apart again.

The guest's row is locked before the account's, as everywhere. The guest's cart keeps its lines and
points to where they went, so undoing gives back both carts as they were.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from shop.models import Cart, CartLine
from shop.sentences import two_carts

Lines = Mapping[int, CartLine]  # by variant
WISHES = ("discount_id", "country")  # of a cart, besides its lines


class TooLate(Exception):
    """The cart is not as the merge left it, so there is no way back."""


def cart_of(account: AbstractBaseUser) -> Cart:
    """The account's own cart, made where there is none."""
    return Cart.objects.get_or_create(owner=account)[0]


@transaction.atomic
def merge(guest: Cart, account: AbstractBaseUser) -> Cart:
    """Put the larger quantity of each line of the two into the account's cart, and give that.

    What cannot be bought any more comes along; the cart says so, as it does of every line. The
    notices tell what met. Twice is once. At most 9 queries, and 4 around them.
    """
    guest = _locked(guest.pk)
    own = _locked(cart_of(account).pk)
    if guest.owner_id or guest.merged_into_id:
        return own
    here, there = _lines(guest), _lines(own)
    Cart.objects.filter(pk=guest.pk).update(merged_into=own)
    before = [[line.pk, line.quantity] for line in there.values()]
    coming, staying = _more(here, there), _more(there, here)
    if coming:
        _bring(own, coming, there)
        _count_change(own)
    wishes = _take_wishes(own, guest)
    if here and there and (coming or staying):
        way_back = {"guest": guest.pk, "version": own.version, "lines": before, "wishes": wishes}
        own.way_back = way_back
        own.notices = [asdict(notice) for notice in two_carts(coming, staying)]
    own.save(update_fields=["way_back", "notices", *WISHES])
    return own


@transaction.atomic
def undo(own: Cart, version: int) -> Cart:
    """Part the two carts again. Gives the guest's, as it was; the account's waits, as it was.

    Raises TooLate, and changes nothing, when either has changed since, or the cart is not of the
    version that the shopper saw.
    """
    key = (own.way_back or {}).get("guest")
    guest = Cart.objects.select_for_update().filter(pk=key, merged_into=own.pk).first()
    own = _locked(own.pk)
    if guest is None or own.version != version or not own.can_be_parted:
        raise TooLate
    before = dict(own.way_back["lines"])
    own.lines.exclude(pk__in=before).delete()
    for line in own.lines.all():
        if line.quantity != before[line.pk]:
            own.lines.filter(pk=line.pk).update(quantity=before[line.pk])
    own.discount_id, own.country = own.way_back["wishes"]
    own.way_back, own.notices = None, []
    own.save(update_fields=["way_back", "notices", *WISHES])
    _count_change(own)
    guest.merged_into = None
    guest.save(update_fields=["merged_into", "changed_at"])
    return guest


def _locked(key: int) -> Cart:
    return Cart.objects.select_for_update().get(pk=key)


def _lines(cart: Cart) -> Lines:
    lines = cart.lines.select_related("variant__product").defer("variant__product__description")
    return {line.variant_id: line for line in lines}


def _quantities(lines: Lines) -> dict[int, int]:
    return {key: line.quantity for key, line in lines.items()}


def _more(these: Lines, those: Lines) -> list[CartLine]:
    """Lines of which those have fewer, or none."""
    other = _quantities(those)
    return [line for key, line in these.items() if line.quantity > other.get(key, 0)]


def _bring(own: Cart, lines: list[CartLine], there: Lines) -> None:
    raised = [line for line in lines if line.variant_id in there]
    for line in raised:
        there[line.variant_id].quantity = line.quantity
    CartLine.objects.bulk_update([there[line.variant_id] for line in raised], ["quantity"])
    CartLine.objects.bulk_create(
        CartLine(cart=own, variant=line.variant, quantity=line.quantity, source=line.source)
        for line in lines
        if line.variant_id not in there
    )


def _take_wishes(own: Cart, guest: Cart) -> list[Any]:
    """The guest's, where the account's cart has none. Gives the account's, as they were."""
    before = [getattr(own, name) for name in WISHES]
    for name in WISHES:
        setattr(own, name, getattr(own, name) or getattr(guest, name))
    return before


def _count_change(cart: Cart) -> None:
    cart.version += 1
    cart.changed_at = timezone.now()
    cart.save(update_fields=["version", "changed_at"])
