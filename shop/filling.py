"""Putting into a cart and taking out: the only writers of cart lines.

Each act locks the cart's row first, so the acts of one shopper stand in a queue, whichever tab
or worker they come from. SQLite knows no row locks; there the transaction itself is the queue,
because it begins IMMEDIATE (see fitblog/lib/env.py).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from fitblog.lib.prepared import Given, Update, prepared, prepared_update
from shop.models import Cart, CartLine, Variant
from shop.models.cart import CartQuerySet, guests_since
from shop.models.catalogue import VariantQuerySet


class Fact(Enum):
    """What came of it."""

    ADDED = auto()
    SET = auto()
    REMOVED = auto()
    UNCHANGED = auto()  # it was so already
    FULL = auto()  # no more of this fits
    SOLD_OUT = auto()
    WITHDRAWN = auto()
    UNKNOWN = auto()  # no such goods
    GONE = auto()  # no such line
    STALE = auto()  # the cart is not the one that the shopper saw


@dataclass(frozen=True)
class Change:
    """What was asked for and what came of it; `sentences.notice` words it."""

    fact: Fact
    name: str = ""  # of the variant
    asked: int = 0
    done: int = 0  # units added; or the quantity that the line has now
    left: int = 0  # units that can be had
    items: int = 0  # in the whole cart, afterwards
    is_short: bool = False  # it is the stock that sets the limit, not a rule
    rule: str = ""  # of the product, in words

    @property
    def is_done(self) -> bool:
        """The cart is another one now."""
        return self.fact in {Fact.ADDED, Fact.SET, Fact.REMOVED}

    @property
    def is_refused(self) -> bool:
        return not self.is_done and self.fact is not Fact.UNCHANGED


Words = Callable[[Change], list[dict[str, str]]]  # notices, for the cart to keep until seen


def look(sku: str, quantity: int | None = None) -> Change | None:
    """Why these goods cannot be had; None when they can. For a shopper without a cart."""
    variant = Variant.objects.with_lapsed().select_related("product").filter(sku=sku).first()
    if refusal := _refusal(variant):
        return refusal
    rule = variant.product.quantity_rule
    if quantity is None or rule.fit(quantity):
        return None
    return _change(Fact.FULL, variant, asked=quantity, wanted=quantity)


@transaction.atomic
def add(
    key: str, sku: str, quantity: int | None = None, source: str = "", words: Words | None = None
) -> Change:
    """Put more of a variant into the cart, as many as stock and the product's rule allow.

    Without a quantity, as few as the rule allows. With `words`, what was done is noted in the
    cart by the same write. Raises Cart.DoesNotExist. 4 queries.
    """
    cart = _locked(key)
    variant = _variant.first(cart=cart.pk, sku=sku, at=timezone.now())
    if refusal := _refusal(variant):
        return refusal
    rule, held = variant.product.quantity_rule, variant.in_cart
    asked = rule.after(held) - held if quantity is None else quantity
    wanted = held + asked
    added = max(_fit(variant, wanted) - held, 0)
    if not added:
        return _change(Fact.FULL, variant, asked=asked, done=held, wanted=wanted)
    if variant.in_cart:
        _lay_more(cart=cart.pk, variant=variant.pk, added=added)
    else:
        cart.lines.create(variant=variant, quantity=added, source=source)
    done = _change(Fact.ADDED, variant, asked=asked, done=added, more=added, wanted=wanted)
    return _count(cart, done, words)


@transaction.atomic
def set_quantity(
    key: str, line: int, quantity: int, version: int, words: Words | None = None
) -> Change:
    """Make the line hold this many, or as many as there are; 0 takes it out.

    Of a cart that is not of the version which the shopper saw, only taking out is done.
    `words` as in add(). Raises Cart.DoesNotExist. 4 queries.
    """
    cart = _locked(key)
    lines = cart.lines.filter(pk=line)
    variant = _variant_of.first(cart=cart.pk, line=line, at=timezone.now())
    if variant is None:
        # Whoever takes out what is out already has what they want.
        return Change(Fact.GONE if quantity else Fact.UNCHANGED, items=items_in(cart))
    if quantity == variant.in_cart:
        return _change(Fact.UNCHANGED, variant)
    if not quantity:
        lines.delete()
        return _count(cart, _change(Fact.REMOVED, variant, more=-variant.in_cart), words)
    if version != cart.version:
        return _change(Fact.STALE, variant)
    if refusal := _refusal(variant):
        return refusal
    done = _fit(variant, quantity)
    if done in {0, variant.in_cart}:
        return _change(Fact.FULL, variant, asked=quantity, done=variant.in_cart, wanted=quantity)
    lines.update(quantity=done)
    more = done - variant.in_cart
    made = _change(Fact.SET, variant, asked=quantity, done=done, more=more, wanted=quantity)
    return _count(cart, made, words)


def _locked(key: str) -> Cart:
    """The cart that the key leads to, ours alone until the transaction's end.

    A guest's before the account's it came into, here and in merging.py: one order everywhere.
    """
    cart = _kept.first(key=key, since=guests_since())
    if cart is None:
        raise Cart.DoesNotExist
    if cart.merged_into_id:
        return Cart.objects.select_for_update().get(pk=cart.merged_into_id)
    return cart


@prepared
def _kept(key: Given, since: Given) -> CartQuerySet:
    return Cart.objects.kept(since).select_for_update().filter(key=key)


@prepared
def _variant(cart: Given, sku: Given, at: Given) -> VariantQuerySet:
    return _variants(cart, at).filter(sku=sku)


@prepared
def _variant_of(cart: Given, line: Given, at: Given) -> VariantQuerySet:
    return _variants(cart, at).filter(
        pk__in=CartLine.objects.filter(cart=cart, pk=line).values("variant")
    )


def _variants(cart: Given, at: Given) -> VariantQuerySet:
    """With how many are `in_cart`, and how many `items` the cart holds of everything."""
    lines = CartLine.objects.filter(cart=cart).order_by()
    own = lines.filter(variant=OuterRef("pk")).values("quantity")
    all_of_them = lines.values("cart").annotate(sum=Sum("quantity")).values("sum")
    return (
        Variant.objects.with_lapsed(at)
        .select_related("product")
        .defer("product__description")
        .annotate(in_cart=Coalesce(Subquery(own), 0), items=Coalesce(Subquery(all_of_them), 0))
    )


def items_in(cart: Cart) -> int:
    return sum(_quantities(cart=cart.pk))


@prepared
def _quantities(cart: Given) -> QuerySet[CartLine]:
    return CartLine.objects.filter(cart=cart).values_list("quantity", flat=True)


def _fit(variant: Variant, wanted: int) -> int:
    """How many of the wanted units one line may hold; 0 where not even the fewest are left."""
    return variant.product.quantity_rule.fit(min(wanted, variant.availability.units))


def _count(cart: Cart, change: Change, words: Words | None) -> Change:
    notices = words(change) if words else cart.notices
    _write_down(cart=cart.pk, at=timezone.now(), notices=json.dumps(notices))
    return change


@prepared_update
def _lay_more(cart: Given, variant: Given, added: Given) -> Update:
    lines = CartLine.objects.filter(cart=cart, variant=variant)
    return lines, {"quantity": F("quantity") + added}


@prepared_update
def _write_down(cart: Given, at: Given, notices: Given) -> Update:
    told = {"version": F("version") + 1, "changed_at": at, "notices": notices}
    return Cart.objects.filter(pk=cart), told


def _refusal(variant: Variant | None) -> Change | None:
    if variant is None:
        return Change(Fact.UNKNOWN)
    if variant.product.withdrawn_at:
        return _change(Fact.WITHDRAWN, variant)
    if not variant.availability.can_be_bought:
        return _change(Fact.SOLD_OUT, variant)
    return None


def _change(
    fact: Fact, variant: Variant, asked: int = 0, done: int = 0, more: int = 0, wanted: int = 0
) -> Change:
    """`wanted` is what the line would hold if all that was asked for were done."""
    rule, units = variant.product.quantity_rule, variant.availability.units
    return Change(
        fact,
        str(variant),
        asked,
        done,
        left=units,
        items=getattr(variant, "items", 0) + more,
        is_short=units < wanted and units <= rule.limit,
        rule=rule.words,
    )
