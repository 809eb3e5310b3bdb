"""What a cart costs: goods, discount, delivery and taxes to Totals.

Pure: no tables, no settings, no clock. All amounts are in one currency, and `exponent` is its
number of decimals: 0 for JPY, 2 for USD, 3 for KWD.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

ZERO = Decimal(0)
HUNDRED = Decimal(100)

RebateKind = Literal["percent", "amount", "free_delivery"]


@dataclass(frozen=True)
class Item:
    """A line of the cart; no two items share a `key`."""

    key: int
    unit_price: Decimal
    quantity: int
    product: int = 0
    tax_class: str = "standard"


@dataclass(frozen=True)
class Rebate:
    """A discount code that holds today, for this shopper.

    It is for the products named; where none is, for everything. `minimum` is asked of the goods
    it is for.
    """

    code: str
    kind: RebateKind
    value: Decimal = ZERO  # per cent, or an amount of money
    minimum: Decimal | None = None
    products: frozenset[int] = frozenset()

    def covers(self, item: Item) -> bool:
        return not self.products or item.product in self.products


@dataclass(frozen=True)
class Delivery:
    label: str
    price: Decimal
    free_from: Decimal | None = None  # of the goods, before any discount
    tax_class: str = "standard"


@dataclass(frozen=True)
class Tax:
    """The rate of a tax class, already chosen for the country and the day."""

    tax_class: str
    rate: Decimal  # per cent
    label: str


@dataclass(frozen=True)
class LineTotal:
    key: int
    unit_price: Decimal
    quantity: int
    amount: Decimal  # unit price times quantity
    discount: Decimal  # this line's share
    tax_class: str
    tax: Decimal  # this line's share: on top of the amount, or inside it


@dataclass(frozen=True)
class TaxTotal:
    label: str
    rate: Decimal
    base: Decimal  # without the tax, after the discount
    amount: Decimal


@dataclass(frozen=True)
class Totals:
    """subtotal + delivery + tax - discount == total, to the smallest unit."""

    lines: tuple[LineTotal, ...]
    subtotal: Decimal
    discount: Decimal
    delivery: Decimal
    tax: Decimal  # added on top; 0 where prices include it
    included_tax: Decimal  # inside the total; 0 where tax comes on top
    total: Decimal
    taxes: tuple[TaxTotal, ...] = ()
    delivery_tax: Decimal = ZERO  # delivery's share of the taxes


def rounded(amount: Decimal, exponent: int) -> Decimal:
    """To the currency's smallest unit; half a unit goes up. The only rounding there is."""
    return amount.quantize(Decimal(1).scaleb(-exponent), ROUND_HALF_UP)


def line_total(unit_price: Decimal, quantity: int, exponent: int) -> Decimal:
    """The price as it is shown, times the quantity: what a shopper works out by hand."""
    return rounded(unit_price, exponent) * quantity


def split(amount: Decimal, weights: Mapping[Any, Decimal], exponent: int) -> dict[Any, Decimal]:
    """Shares of the amount by weight, which sum to it exactly: largest remainder.

    Equal remainders go by key, so the order of the mapping does not matter. Where the amount
    is no more than the weights together, no share is more than its weight.
    """
    units = {key: int(weight.scaleb(exponent)) for key, weight in weights.items()}
    whole, total = sum(units.values()), int(amount.scaleb(exponent))
    if not whole and total:
        raise ValueError("Nothing carries a weight, so the amount cannot be shared out.")
    shares = {key: divmod(total * unit, whole or 1) for key, unit in units.items()}
    left = total - sum(share for share, _ in shares.values())
    first = set(sorted(shares, key=lambda key: (-shares[key][1], key))[:left])
    return {
        key: rounded(Decimal(share + (key in first)).scaleb(-exponent), exponent)
        for key, (share, _) in shares.items()
    }


def covered(items: Iterable[Item], rebate: Rebate, exponent: int) -> dict[int, Decimal]:
    """Amounts of the lines that the rebate is for, by key."""
    return {
        item.key: line_total(item.unit_price, item.quantity, exponent)
        for item in items
        if rebate.covers(item)
    }


def is_granted(items: Iterable[Item], rebate: Rebate, exponent: int) -> bool:
    """There are goods the rebate is for, and they reach its minimum."""
    amounts = covered(items, rebate, exponent)
    return bool(amounts) and sum(amounts.values()) >= (rebate.minimum or ZERO)


def delivery_price(
    delivery: Delivery | None, subtotal: Decimal, exponent: int, rebate: Rebate | None = None
) -> Decimal:
    """What this delivery costs for goods of this subtotal, with a rebate that is granted.

    Free delivery looks at the goods before the discount: a code must never make an order dearer.
    """
    is_free = (
        delivery is None
        or (rebate is not None and rebate.kind == "free_delivery")
        or (delivery.free_from is not None and subtotal >= delivery.free_from)
    )
    return rounded(ZERO if is_free else delivery.price, exponent)


def price(
    items: Iterable[Item],
    *,
    exponent: int,
    rebate: Rebate | None = None,
    delivery: Delivery | None = None,
    taxes: Iterable[Tax] = (),
    taxes_included: bool,
) -> Totals:
    """The totals of a cart; its lines come back in the order they were given.

    A rebate that is not granted (see `is_granted`) takes nothing off. One for free delivery
    makes `delivery` 0 and leaves `discount` alone. An empty cart is not delivered. Goods of a
    tax class without a rate are not taxed. A tax is rounded once on the sum of all it is due
    on, then shared out over the lines.
    """
    items, taxes = tuple(items), tuple(taxes)
    _refuse_nonsense(items, rebate, delivery, taxes)
    if rebate is not None and not is_granted(items, rebate, exponent):
        rebate = None
    nil = rounded(ZERO, exponent)
    amounts = {item.key: line_total(item.unit_price, item.quantity, exponent) for item in items}
    subtotal = sum(amounts.values(), nil)
    discounts = _discounts(items, rebate, exponent)
    discount = sum(discounts.values(), nil)
    fee = delivery_price(delivery if items else None, subtotal, exponent, rebate)
    # Goods sort before delivery, wherever shares of a tax are equal.
    paid = {(0, item.key): amounts[item.key] - discounts.get(item.key, nil) for item in items}
    classes = {(0, item.key): item.tax_class for item in items}
    if delivery is not None:
        paid[1, 0], classes[1, 0] = fee, delivery.tax_class
    tax_totals, shares = _taxed(paid, classes, taxes, exponent, taxes_included)
    due = sum((tax.amount for tax in tax_totals), nil)
    on_top, inside = (nil, due) if taxes_included else (due, nil)
    return Totals(
        lines=_lines(items, discounts, shares, exponent),
        subtotal=subtotal,
        discount=discount,
        delivery=fee,
        tax=on_top,
        included_tax=inside,
        total=subtotal + fee + on_top - discount,
        taxes=tax_totals,
        delivery_tax=shares.get((1, 0), nil),
    )


def _lines(
    items: Sequence[Item],
    discounts: Mapping[int, Decimal],
    taxes: Mapping[tuple[int, int], Decimal],
    exponent: int,
) -> tuple[LineTotal, ...]:
    nil = rounded(ZERO, exponent)
    return tuple(
        LineTotal(
            key=item.key,
            unit_price=rounded(item.unit_price, exponent),
            quantity=item.quantity,
            amount=line_total(item.unit_price, item.quantity, exponent),
            discount=discounts.get(item.key, nil),
            tax_class=item.tax_class,
            tax=taxes.get((0, item.key), nil),
        )
        for item in items
    )


def _refuse_nonsense(
    items: Sequence[Item],
    rebate: Rebate | None,
    delivery: Delivery | None,
    taxes: Sequence[Tax],
) -> None:
    if len({item.key for item in items}) < len(items):
        raise ValueError("Two items share a key.")
    if len({tax.tax_class for tax in taxes}) < len(taxes):
        raise ValueError("A tax class has two rates.")
    if any(item.quantity < 1 for item in items):
        raise ValueError("An item has a quantity of 1 or more.")
    amounts = [item.unit_price for item in items] + [tax.rate for tax in taxes]
    amounts += [rebate.value] if rebate else []
    amounts += [delivery.price] if delivery else []
    if not all(amount.is_finite() and amount >= 0 for amount in amounts):
        raise ValueError("A price, a rate or a discount is not negative.")


def _discounts(items: Sequence[Item], rebate: Rebate | None, exponent: int) -> dict[int, Decimal]:
    """Each line's share of the discount, by key."""
    if rebate is None or rebate.kind == "free_delivery":
        return {}
    amounts = covered(items, rebate, exponent)
    goods = sum(amounts.values(), ZERO)
    off = goods * rebate.value / HUNDRED if rebate.kind == "percent" else rebate.value
    return split(min(rounded(off, exponent), goods), amounts, exponent)


def _taxed(
    paid: Mapping[tuple[int, int], Decimal],
    classes: Mapping[tuple[int, int], str],
    taxes: Sequence[Tax],
    exponent: int,
    is_included: bool,
) -> tuple[tuple[TaxTotal, ...], dict[tuple[int, int], Decimal]]:
    """One total for each label and rate, the highest rate first, and every part's share."""
    by_class = {tax.tax_class: (tax.rate, tax.label) for tax in taxes}
    totals, shares = [], {}
    for rate, label in sorted(set(by_class.values()), key=lambda each: (-each[0], each[1])):
        parts = {
            key: amount
            for key, amount in paid.items()
            if by_class.get(classes[key]) == (rate, label) and amount
        }
        if not parts:
            continue
        sum_paid = sum(parts.values())
        whole = HUNDRED + rate if is_included else HUNDRED
        due = rounded(sum_paid * rate / whole, exponent)
        totals.append(TaxTotal(label, rate, sum_paid - due if is_included else sum_paid, due))
        shares |= split(due, parts, exponent)
    return tuple(totals), shares
