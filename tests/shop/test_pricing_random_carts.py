"""What holds for every cart, tried on 2,000 of them."""

from dataclasses import astuple, replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from shop.pricing import Delivery, Item, Rebate, Tax, Totals, covered, price

CLASSES = ["standard", "reduced", "zero"]


def money(exponent: int):
    """A few amounts often, so that shares are equal and limits are met exactly."""
    units = st.sampled_from([0, 1, 5, 1000]) | st.integers(0, 10**7)
    return units.map(lambda units: Decimal(units).scaleb(-exponent))


SOME = st.sampled_from([frozenset(), frozenset({1}), frozenset({2}), frozenset({1, 3})])
PER_CENT = st.integers(0, 100_000).map(lambda thousandths: Decimal(thousandths) / 1000)


@st.composite
def cart(draw) -> dict:
    """The arguments of `price`, in a currency of 0, 2 or 3 decimals."""
    exponent = draw(st.sampled_from([0, 2, 3]))
    amounts = money(exponent)
    items = [
        Item(
            key=key,
            unit_price=draw(amounts),
            quantity=draw(st.sampled_from([1, 2, 99])),
            product=draw(st.integers(1, 4)),
            tax_class=draw(st.sampled_from(CLASSES)),
        )
        for key in range(draw(st.integers(0, 6)))
    ]
    kind = draw(st.sampled_from(["percent", "amount", "free_delivery"]))
    rebate = Rebate(
        code="CODE",
        kind=kind,
        value=draw(PER_CENT if kind == "percent" else amounts),
        minimum=draw(st.none() | amounts),
        products=draw(SOME),
    )
    delivery = Delivery(
        "Standard",
        draw(amounts),
        free_from=draw(st.none() | amounts),
        tax_class=draw(st.sampled_from(CLASSES)),
    )
    taxes = [
        Tax(tax_class, draw(PER_CENT), draw(st.sampled_from(["VAT", "GST"])))
        for tax_class in CLASSES[: draw(st.integers(0, 3))]
    ]
    return {
        "items": items,
        "exponent": exponent,
        "rebate": draw(st.none() | st.just(rebate)),
        "delivery": draw(st.none() | st.just(delivery)),
        "taxes": taxes,
        "taxes_included": draw(st.booleans()),
    }


def amounts_in(totals: Totals) -> list[Decimal]:
    own = [each for each in astuple(totals) if isinstance(each, Decimal)]
    lines = [n for line in totals.lines for n in (line.amount, line.discount, line.tax)]
    return own + lines + [n for tax in totals.taxes for n in (tax.base, tax.amount)]


def adds_up(asked: dict, totals: Totals) -> None:
    shown = totals.subtotal + totals.delivery + totals.tax - totals.discount
    assert totals.total == shown
    assert totals.subtotal == sum(line.unit_price * line.quantity for line in totals.lines)


def can_be_paid(asked: dict, totals: Totals) -> None:
    assert all(amount >= 0 for amount in amounts_in(totals))
    assert all(amount.as_tuple().exponent == -asked["exponent"] for amount in amounts_in(totals))


def shares_are_the_whole(asked: dict, totals: Totals) -> None:
    assert sum(line.discount for line in totals.lines) == totals.discount
    assert all(line.discount <= line.amount for line in totals.lines)
    taxed = sum(line.tax for line in totals.lines) + totals.delivery_tax
    assert taxed == sum(tax.amount for tax in totals.taxes) == totals.tax + totals.included_tax


def only_what_the_code_is_for_is_discounted(asked: dict, totals: Totals) -> None:
    rebate = asked["rebate"]
    meant = covered(asked["items"], rebate, asked["exponent"]) if rebate else {}
    assert {line.key for line in totals.lines if line.discount} <= set(meant)


def taxes_agree_with_their_rates(asked: dict, totals: Totals) -> None:
    smallest = Decimal(1).scaleb(-asked["exponent"])
    for tax in totals.taxes:
        assert abs(tax.base * tax.rate / 100 - tax.amount) <= smallest
    bases = sum(tax.base for tax in totals.taxes)
    assert bases <= totals.subtotal - totals.discount + totals.delivery


def included_tax_is_never_added(asked: dict, totals: Totals) -> None:
    inclusive = price(**asked | {"taxes_included": True})
    assert inclusive.tax == 0
    assert inclusive.total == price(**asked | {"taxes": ()}).total
    assert inclusive.included_tax <= inclusive.total


def a_code_never_makes_it_dearer(asked: dict, totals: Totals) -> None:
    assert totals.total <= price(**asked | {"rebate": None}).total


FACTS = [
    adds_up,
    can_be_paid,
    shares_are_the_whole,
    only_what_the_code_is_for_is_discounted,
    taxes_agree_with_their_rates,
    included_tax_is_never_added,
    a_code_never_makes_it_dearer,
]


# Derandomized: the same carts in every run, so that a failure can be had again.
@settings(max_examples=2000, derandomize=True, deadline=None)
@given(cart(), st.randoms(use_true_random=False))
def test_every_cart_keeps_every_fact_in_whatever_order_its_lines_came(asked, random):
    shuffled = asked | {
        "items": random.sample(asked["items"], len(asked["items"])),
        "taxes": random.sample(asked["taxes"], len(asked["taxes"])),
    }

    totals, other = price(**asked), price(**shuffled)

    for holds in FACTS:
        holds(asked, totals)
    by_key = {line.key: line for line in other.lines}
    assert [by_key[line.key] for line in totals.lines] == list(totals.lines)
    assert replace(totals, lines=()) == replace(other, lines=())
