"""What goods, discount, delivery and taxes come to, worked out by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest

from shop.pricing import Delivery, Item, Rebate, Tax, is_granted, line_total, price, rounded

KETTLEBELL = Item(key=1, unit_price=Decimal("72.00"), quantity=1, product=10)
WEDGES = Item(key=2, unit_price=Decimal("28.00"), quantity=2, product=20)
ROPE = Item(key=3, unit_price=Decimal("18.00"), quantity=1, product=30)
GOODS = [KETTLEBELL, WEDGES, ROPE]
SUNDAY = Rebate("SUNDAY10", "percent", Decimal(10))
STANDARD = Delivery("Standard", Decimal("6.00"), free_from=Decimal("75.00"))
SALES_TAX = Tax("standard", Decimal(8), "Tax")


def total_of(items=GOODS, *, exponent=2, taxes_included=False, **rest):
    return price(items, exponent=exponent, taxes_included=taxes_included, **rest)


def test_a_cart_with_code_free_delivery_and_tax_on_top():
    totals = total_of(rebate=SUNDAY, delivery=STANDARD, taxes=[SALES_TAX])

    assert (totals.subtotal, totals.discount) == (Decimal("146.00"), Decimal("14.60"))
    assert (totals.delivery, totals.tax) == (Decimal("0.00"), Decimal("10.51"))
    assert (totals.included_tax, totals.total) == (Decimal("0.00"), Decimal("141.91"))


def test_lines_come_back_in_their_order_with_their_shares():
    lines = total_of(rebate=SUNDAY, taxes=[SALES_TAX]).lines

    assert [line.key for line in lines] == [1, 2, 3]
    assert [line.amount for line in lines] == [Decimal("72.00"), Decimal("56.00"), Decimal("18.00")]
    assert [line.discount for line in lines] == [Decimal("7.20"), Decimal("5.60"), Decimal("1.80")]
    assert [line.tax for line in lines] == [Decimal("5.18"), Decimal("4.03"), Decimal("1.30")]


def test_tax_inside_the_prices_leaves_the_total_alone():
    vat = Tax("standard", Decimal(19), "VAT")

    totals = total_of(
        [replace(ROPE, unit_price=Decimal("119.00"))], taxes=[vat], taxes_included=True
    )

    assert (totals.total, totals.tax, totals.included_tax) == (
        Decimal("119.00"),
        Decimal(0),
        Decimal("19.00"),
    )
    assert totals.taxes[0].base == Decimal("100.00")


def test_each_tax_class_has_its_own_rate_and_delivery_is_taxed_too():
    book = replace(ROPE, tax_class="reduced")
    taxes = [Tax("reduced", Decimal(7), "Reduced VAT"), Tax("standard", Decimal(19), "VAT")]

    totals = total_of([KETTLEBELL, book], delivery=Delivery("Post", Decimal("5.00")), taxes=taxes)

    assert [(tax.label, tax.base, tax.amount) for tax in totals.taxes] == [
        ("VAT", Decimal("77.00"), Decimal("14.63")),
        ("Reduced VAT", Decimal("18.00"), Decimal("1.26")),
    ]
    assert totals.delivery_tax == Decimal("0.95")
    assert totals.total == Decimal("72.00") + Decimal("18.00") + Decimal("5.00") + Decimal(
        "14.63"
    ) + Decimal("1.26")


def test_classes_of_one_label_and_rate_are_one_tax():
    taxes = [Tax("standard", Decimal(10), "GST"), Tax("reduced", Decimal("10.000"), "GST")]

    totals = total_of([KETTLEBELL, replace(ROPE, tax_class="reduced")], taxes=taxes)

    assert [(tax.base, tax.amount) for tax in totals.taxes] == [(Decimal("90.00"), Decimal("9.00"))]


def test_goods_of_a_class_without_a_rate_are_not_taxed():
    totals = total_of([replace(ROPE, tax_class="zero")], taxes=[SALES_TAX])

    assert (totals.taxes, totals.tax, totals.total) == ((), Decimal("0.00"), Decimal("18.00"))


def test_a_tax_is_rounded_once_on_the_sum_and_not_line_by_line():
    cheap = [Item(key=key, unit_price=Decimal("0.05"), quantity=1) for key in range(10)]

    totals = total_of(cheap, taxes=[Tax("standard", Decimal(10), "Tax")])

    assert totals.tax == Decimal("0.05")  # line by line it would be ten times 0.01
    assert [line.tax for line in totals.lines] == [Decimal("0.01")] * 5 + [Decimal("0.00")] * 5


def test_an_amount_off_is_never_more_than_the_goods():
    totals = total_of([ROPE], rebate=Rebate("FIFTY", "amount", Decimal("50.00")), delivery=STANDARD)

    assert (totals.discount, totals.total) == (Decimal("18.00"), Decimal("6.00"))


def test_free_delivery_makes_delivery_nothing_and_no_discount():
    totals = total_of([ROPE], rebate=Rebate("POST", "free_delivery"), delivery=STANDARD)

    assert (totals.delivery, totals.discount, totals.total) == (
        Decimal(0),
        Decimal(0),
        Decimal("18.00"),
    )


def test_delivery_is_free_from_an_amount_on():
    goods = replace(ROPE, quantity=1, unit_price=Decimal("75.00"))

    assert total_of([goods], delivery=STANDARD).delivery == 0
    assert total_of([replace(goods, unit_price=Decimal("74.99"))], delivery=STANDARD).delivery == 6


def test_a_code_does_not_take_free_delivery_away():
    goods = replace(ROPE, unit_price=Decimal("75.00"))

    assert total_of([goods], rebate=SUNDAY, delivery=STANDARD).total == Decimal("67.50")


def test_an_empty_cart_costs_nothing_and_is_not_delivered():
    totals = total_of([], rebate=SUNDAY, delivery=STANDARD, taxes=[SALES_TAX])

    assert (totals.lines, totals.total, totals.taxes) == ((), Decimal("0.00"), ())


@pytest.mark.parametrize(
    ("products", "discounts"),
    [
        ({10}, ["7.20", "0.00", "0.00"]),
        ({20, 30}, ["0.00", "5.60", "1.80"]),
        ({99}, ["0.00", "0.00", "0.00"]),
        (set(), ["7.20", "5.60", "1.80"]),
    ],
    ids=["one product", "two products", "something else", "everything"],
)
def test_a_code_for_some_goods_takes_nothing_off_the_others(products, discounts):
    lines = total_of(rebate=replace(SUNDAY, products=frozenset(products))).lines

    assert [line.discount for line in lines] == [Decimal(discount) for discount in discounts]


def test_the_minimum_is_asked_of_the_goods_that_the_code_is_for():
    code = replace(SUNDAY, minimum=Decimal("56.01"), products=frozenset({20}))

    assert not is_granted(GOODS, code, 2)
    assert total_of(rebate=code).discount == 0
    assert is_granted(GOODS, replace(code, minimum=Decimal("56.00")), 2)


def test_delivery_is_not_free_below_the_minimum_of_a_free_delivery_code():
    code = Rebate("POST", "free_delivery", minimum=Decimal("40.00"))

    assert total_of([ROPE], rebate=code, delivery=STANDARD).delivery == Decimal("6.00")


@pytest.mark.parametrize(
    ("exponent", "unit_price", "tax", "total"),
    [(0, "1250", "106", "1356"), (2, "12.50", "1.06", "13.56"), (3, "1.255", "0.107", "1.362")],
    ids=["JPY", "USD", "KWD"],
)
def test_every_figure_has_the_decimals_of_the_currency(exponent, unit_price, tax, total):
    item = Item(key=1, unit_price=Decimal(unit_price), quantity=1)

    totals = total_of([item], exponent=exponent, taxes=[Tax("standard", Decimal("8.5"), "Tax")])

    assert (str(totals.tax), str(totals.total)) == (tax, total)
    assert str(totals.discount) == str(rounded(Decimal(0), exponent))


@pytest.mark.parametrize(
    ("amount", "exponent", "result"),
    [("0.005", 2, "0.01"), ("0.0049", 2, "0.00"), ("2.5", 0, "3"), ("0.0005", 3, "0.001")],
)
def test_half_a_unit_goes_up(amount, exponent, result):
    assert str(rounded(Decimal(amount), exponent)) == result


def test_a_line_is_the_price_that_is_shown_times_the_quantity():
    assert line_total(Decimal("0.335"), 3, 2) == Decimal("1.02")


@pytest.mark.parametrize(
    "wrong",
    [
        {"items": [ROPE, ROPE]},
        {"items": [replace(ROPE, quantity=0)]},
        {"items": [replace(ROPE, unit_price=Decimal("-1"))]},
        {"items": [replace(ROPE, unit_price=Decimal("NaN"))]},
        {"rebate": Rebate("UP", "amount", Decimal("-5"))},
        {"delivery": Delivery("Post", Decimal("-5"))},
        {"taxes": [Tax("standard", Decimal("-5"), "Gift")]},
        {"taxes": [SALES_TAX, replace(SALES_TAX, rate=Decimal(9))]},
    ],
    ids=["key twice", "none", "minus", "NaN", "surcharge", "paid post", "gift", "two rates"],
)
def test_nonsense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"^(Two|A|An) "):
        total_of(**wrong)
