"""The one act that touches cart, stock, discount and order together: it happens whole or not."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fitblog.lib.prepared import Given, prepared
from shop import discounts, stock
from shop.addressing.addresses import Address
from shop.models import (
    Cart,
    CartLine,
    DeliveryMethod,
    Discount,
    DiscountUsedUp,
    Order,
    OrderLine,
    OrderMail,
    OrderMove,
)
from shop.models.cart import CartQuerySet
from shop.models.order import OrderQuerySet
from shop.ordering import mail
from shop.ordering.orders import SHOPPER, State, move, release_lapsed
from shop.payments import held_until
from shop.pricing import Totals
from shop.quotes import Quote, quote
from shop.statement import NotOurs, Statement, differences

TRIES = 3  # to take goods that lapsed orders held, while others do the same


@dataclass(frozen=True)
class Details:
    """What the shopper typed and chose; the form has checked it."""

    email: str
    deliver_to: Address
    payment_method: str
    delivery_method: int | None = None  # key
    bill_to: Address | None = None  # None: the delivery address
    code: str = ""
    origin: str = ""  # https://host, for the links in mails


@dataclass(frozen=True)
class Look:
    """A cart as a checkout page shows it, and as place_order() finds it."""

    lines: Mapping[int, CartLine]  # by key; as for_reading() gives them
    quote: Quote
    statement: Statement


class Changed(Exception):
    """Something is not as it was shown, so nothing has happened. `sentences` say what."""

    def __init__(self, sentences: list[str]):
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class AlreadyOrdered(Exception):
    """This cart, as it was shown, is ordered already, with other details: see `order`."""

    def __init__(self, order: Order):
        super().__init__(order.number)
        self.order = order


def look(
    cart: Cart,
    *,
    country: str = "",
    delivery_method: DeliveryMethod | None = None,
    code: str = "",
    email: str = "",
) -> Look:
    """What a checkout page shows: its form carries `statement.signed()`.

    3 queries, 2 more with a code for chosen goods and for each customer.
    """
    by_key = {line.pk: line for line in cart.read_lines()}
    found = quote(
        cart,
        country=country,
        delivery_method=delivery_method,
        code=code,
        customer_email=email,
        lines=by_key.values(),
    )
    return Look(by_key, found, Statement.of(cart, by_key.values(), found.totals))


def place_order(
    cart: Cart, shown: str, details: Details, *, customer: AbstractBaseUser | None = None
) -> Order:
    """Make the order that was shown, once: the same form again gives the same order.

    `shown` is the page's signed Statement. Raises Changed, AlreadyOrdered; then nothing has
    happened. Call it outside a transaction. At most 30 queries for 5 lines.
    """
    try:
        statement = Statement.read(shown)
    except NotOurs as error:
        raise Changed([_("This page is out of date. Please look at your order again.")]) from error
    if statement.cart != cart.pk:
        raise Changed([_("This page showed another cart. This is how yours stands.")])
    wanted = {line.variant: line.quantity for line in statement.lines}
    tries = TRIES
    while True:
        tries -= 1
        release_lapsed(wanted)
        try:
            return _place(statement, details, customer)
        except stock.OutOfStock as short:
            if not tries or not _are_there(wanted, short.left):
                raise Changed(_short_sentences(statement, short.left)) from short


def _are_there(wanted: Mapping[int, int], short: Iterable[int]) -> bool:
    """What was short a moment ago can be had now: another order has lapsed or was called off."""
    free = stock.free(short)
    return all(free.get(key, 0) >= wanted[key] for key in short)


@transaction.atomic(durable=True)
def _place(statement: Statement, details: Details, customer: AbstractBaseUser | None) -> Order:
    cart = _locked(statement.cart)
    placed = _placed.first(key=statement.key)
    if placed:
        return _same(placed, statement, details)
    found = look(
        cart,
        country=details.deliver_to.country,
        delivery_method=_method(details.delivery_method),
        code=details.code,
        email=details.email,
    )
    _refuse_changes(statement, found)
    # Before anything that others may wait for: a row with the same key waits here, for nothing.
    order = _copied(statement, details, found.quote, customer)
    stock.take({line.variant: line.quantity for line in found.statement.lines})
    _copy_lines(order, found)
    if found.quote.discount:
        _use(found.quote.discount, order)
    _empty(cart, found.quote.totals)
    OrderMove.objects.create(order=order, state=order.state, by=SHOPPER)
    mail.write(order, OrderMail.Kind.RECEIVED)
    if not order.total:
        move(order, State.PAID, by=SHOPPER, note=_("Nothing to pay."))
    return order


def _locked(key: int) -> Cart:
    # Locked, so that a second click waits here and then finds the order made.
    cart = _cart.first(key=key)
    if cart is None:
        raise Changed([_("Your cart is empty.")])
    return cart


@prepared
def _cart(key: Given) -> CartQuerySet:
    return Cart.objects.select_for_update().filter(pk=key)


@prepared
def _placed(key: Given) -> OrderQuerySet:
    return Order.objects.filter(checkout_key=key)


def _method(key: int | None) -> DeliveryMethod | None:
    if key is None:
        return None
    try:
        return DeliveryMethod.objects.get(pk=key)
    except DeliveryMethod.DoesNotExist as gone:
        raise Changed([_("This way of delivery is no longer offered.")]) from gone


def _same(placed: Order, statement: Statement, details: Details) -> Order:
    if placed.checkout_digest != _digest(statement, details):
        raise AlreadyOrdered(placed)
    return placed


def _digest(statement: Statement, details: Details) -> str:
    """Of all that was asked for: the same key with other wishes is not the same order.

    The host is no wish: who sends the form again may do it by another name of the site.
    """
    asked = [str(statement.sums), statement.currency, asdict(details) | {"origin": ""}]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def _refuse_changes(shown: Statement, found: Look) -> None:
    reasons = {line.variant_id: _why_not(line) for line in found.lines.values()}
    changes = [*found.quote.problems, *differences(shown, found.statement, reasons)]
    if not found.statement.lines and not changes:
        changes = [_("There is nothing in your cart that can be ordered.")]
    if changes:
        raise Changed(changes)


def _why_not(line: CartLine) -> str:
    is_sold = line.variant.product.withdrawn_at is None
    sentence = _("%(name)s is sold out.") if is_sold else _("%(name)s is no longer sold.")
    return sentence % {"name": line.variant}


def _copied(
    statement: Statement, details: Details, found: Quote, customer: AbstractBaseUser | None
) -> Order:
    totals = found.totals
    return Order.objects.create(
        customer=customer,
        email=details.email,
        language=get_language() or "",
        origin=details.origin,
        deliver_to=details.deliver_to,
        bill_to=details.bill_to or details.deliver_to,
        country=details.deliver_to.country,
        currency=statement.currency,
        taxes_included=found.taxes_included,
        subtotal=totals.subtotal,
        discount_code=found.discount.code if found.discount else "",
        discount=totals.discount,
        delivery_title=found.delivery_method.title if found.delivery_method else "",
        delivery=totals.delivery,
        tax=totals.tax,
        included_tax=totals.included_tax,
        taxes=[{name: str(value) for name, value in asdict(tax).items()} for tax in totals.taxes],
        total=totals.total,
        checkout_key=statement.key,
        checkout_digest=_digest(statement, details),
        payment_method=details.payment_method,
        expires_at=held_until(details.payment_method),
    )


def _copy_lines(order: Order, found: Look) -> None:
    lines = found.lines
    OrderLine.objects.bulk_create(
        OrderLine(
            order=order,
            variant_id=lines[line.key].variant_id,
            title=lines[line.key].variant.product.title,
            variant_title=lines[line.key].variant.title,
            sku=lines[line.key].variant.sku,
            source=lines[line.key].source,
            unit_price=line.unit_price,
            quantity=line.quantity,
            taken=line.quantity,
            amount=line.amount,
            discount=line.discount,
            tax=line.tax,
            tax_class=line.tax_class,
        )
        for line in found.quote.totals.lines
    )


def _use(discount: Discount, order: Order) -> None:
    try:
        discounts.use(discount, order.token, order.email)
    except DiscountUsedUp as used_up:
        if used_up.by_customer:
            sentence = discounts.used_by_customer(discount.limit_per_customer)
        else:
            sentence = _("This code has been used up.")
        raise Changed([sentence]) from used_up


def _empty(cart: Cart, totals: Totals) -> None:
    """What could not be ordered, and was not counted, stays in the cart."""
    cart.lines.filter(pk__in=[line.key for line in totals.lines]).delete()
    Cart.objects.filter(pk=cart.pk).update(version=F("version") + 1, changed_at=timezone.now())


def _short_sentences(statement: Statement, left: Mapping[int, int]) -> list[str]:
    return [
        ngettext(
            "Only %(count)d of %(name)s is left.", "Only %(count)d of %(name)s are left.", count
        )
        % {"count": count, "name": line.name}
        if (count := left[line.variant])
        else _("%(name)s is sold out.") % {"name": line.name}
        for line in statement.lines
        if line.variant in left
    ]
