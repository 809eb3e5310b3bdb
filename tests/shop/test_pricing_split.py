"""An amount is shared out to the last cent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.pricing import split


def test_a_discount_that_does_not_divide_leaves_no_cent_over():
    shares = split(
        Decimal("10.00"), {1: Decimal("5.00"), 2: Decimal("5.00"), 3: Decimal("5.00")}, 2
    )

    assert shares == {1: Decimal("3.34"), 2: Decimal("3.33"), 3: Decimal("3.33")}


def test_the_largest_remainder_gets_the_cent():
    shares = split(Decimal("0.10"), {1: Decimal("1.00"), 2: Decimal("1.00"), 3: Decimal("1.90")}, 2)

    assert shares == {1: Decimal("0.03"), 2: Decimal("0.02"), 3: Decimal("0.05")}


def test_a_line_that_costs_nothing_gets_nothing():
    assert split(Decimal("0.01"), {1: Decimal("0.00"), 2: Decimal("9.00")}, 2) == {
        1: Decimal("0.00"),
        2: Decimal("0.01"),
    }


def test_nothing_is_shared_out_over_nothing():
    assert split(Decimal(0), {1: Decimal(0)}, 2) == {1: Decimal("0.00")}
    assert split(Decimal(0), {}, 2) == {}


def test_an_amount_needs_somebody_to_carry_it():
    with pytest.raises(ValueError, match="Nothing carries a weight"):
        split(Decimal("1.00"), {1: Decimal(0)}, 2)


@pytest.mark.parametrize(("exponent", "share"), [(0, "34"), (2, "33.34"), (3, "33.334")])
def test_shares_have_the_decimals_of_the_currency(exponent, share):
    assert str(split(Decimal(100), dict.fromkeys([1, 2, 3], Decimal(1)), exponent)[1]) == share


weights = st.dictionaries(
    st.integers(1, 99), st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100), min_size=1
)


@given(weights, st.integers(0, 100))
def test_shares_are_the_whole_and_none_is_more_than_its_weight(weights, per_cent):
    whole = sum(weights.values())
    amount = (whole * per_cent / 100).quantize(Decimal("0.01"))

    shares = split(amount, weights, 2)

    assert sum(shares.values()) == amount
    assert all(0 <= shares[key] <= weight for key, weight in weights.items())


@given(weights)
def test_no_share_is_a_whole_cent_away_from_its_part(weights):
    whole = sum(weights.values())
    amount = (whole / 3).quantize(Decimal("0.01"))

    shares = split(amount, weights, 2)

    for key, weight in weights.items():
        assert abs(shares[key] - (amount * weight / whole if whole else 0)) < Decimal("0.01")


@given(weights)
def test_the_order_of_the_weights_does_not_matter(weights):
    amount = (sum(weights.values()) / 7).quantize(Decimal("0.01"))

    backwards = dict(reversed(weights.items()))

    assert split(amount, weights, 2) == split(amount, backwards, 2)
