import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from shop import checkout
from shop.models import Product
from shop.quantities import QuantityRule
from tests.factories import make_product, make_variant
from tests.shop.till import buy, cart_of, details, shown

pytestmark = pytest.mark.django_db


def make_chalk(**rule):
    """Sold from six, in pairs, unless told otherwise."""
    rule = {"quantity_min": 6, "quantity_step": 2, **rule}
    return make_variant(make_product("Chalk", **rule), sku="CHALK", stock=50)


@pytest.mark.parametrize(
    ("wanted", "fitting"), [(0, 0), (5, 0), (6, 6), (7, 6), (8, 8), (20, 20), (21, 20), (10**9, 20)]
)
def test_a_quantity_is_brought_down_to_one_that_fits(wanted, fitting):
    assert QuantityRule(least=6, most=20, step=2).fit(wanted) == fitting


@pytest.mark.parametrize(("quantity", "after"), [(0, 6), (3, 6), (6, 8), (7, 8), (8, 10)])
def test_the_next_quantity_is_one_step_up(quantity, after):
    assert QuantityRule(least=6, step=2).after(quantity) == after


def test_a_rule_never_goes_beyond_what_one_cart_takes(settings):
    settings.CART_LINE_MAX = 10

    assert QuantityRule(most=500).fit(400) == 10


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (QuantityRule(), ""),
        (QuantityRule(least=6), "At least 6"),
        (QuantityRule(step=2), "In steps of 2"),
        (QuantityRule(6, 20, 2), "At least 6, in steps of 2, at most 20 in one order"),
    ],
)
def test_a_rule_is_said_in_words(rule, words):
    assert rule.words == words


def test_the_product_page_says_the_rule_where_the_quantity_is_chosen(client):
    chalk = make_chalk(quantity_max=20)

    page = client.get(chalk.product.get_absolute_url()).content.decode()

    assert 'min="6" step="2" max="20" value="6" required aria-describedby="quantity-rule"' in page
    assert 'id="quantity-rule">At least 6, in steps of 2, at most 20 in one order</p>' in page


def test_adding_without_a_quantity_adds_the_fewest(shopper):
    make_chalk()

    shopper.post("/cart/add/", {"sku": "CHALK"})
    shopper.post("/cart/add/", {"sku": "CHALK"})

    assert shopper.quantities == {"CHALK": 8}


def test_too_few_are_refused_with_the_rule(shopper):
    make_chalk()

    page = shopper.add("CHALK", 2)

    assert shopper.told(page) == ["Chalk: at least 6, in steps of 2."]
    assert not shopper.left_a_trace()


def test_what_is_between_two_steps_is_brought_down_and_said_so(shopper):
    make_chalk()

    page = shopper.add("CHALK", 9)

    assert shopper.quantities == {"CHALK": 8}
    assert shopper.told(page) == ["Chalk: at least 6, in steps of 2. 8 were added."]


def test_less_than_a_step_more_adds_nothing(shopper):
    make_chalk()
    shopper.add("CHALK", 6)

    page = shopper.add("CHALK", 1)

    assert shopper.quantities == {"CHALK": 6}
    assert shopper.told(page) == [
        "Chalk: at least 6, in steps of 2. Your cart holds 6 already.",
    ]


def test_no_more_than_the_most_are_added(shopper):
    make_chalk(quantity_max=10)

    page = shopper.add("CHALK", 30)

    assert shopper.quantities == {"CHALK": 10}
    assert shopper.told(page) == [
        "Chalk: at least 6, in steps of 2, at most 10 in one order. 10 were added.",
    ]


def test_where_the_stock_is_what_lacks_that_is_said(shopper):
    chalk = make_chalk()
    type(chalk).objects.update(stock=7)

    page = shopper.add("CHALK", 8)

    assert shopper.quantities == {"CHALK": 6}
    assert shopper.told(page) == ["Only 7 of Chalk are left. 6 were added."]


def test_fewer_than_the_fewest_in_stock_is_sold_out(shopper):
    chalk = make_chalk()
    type(chalk).objects.update(stock=5)

    assert shopper.told(shopper.add("CHALK", 6)) == ["Chalk is sold out."]


def test_the_stepper_goes_by_the_rule(shopper):
    make_chalk()
    shopper.add("CHALK", 8)
    line = shopper.cart.lines.get()

    assert (line.one_fewer, line.one_more) == (6, 10)
    assert shopper.told(shopper.change(7)) == [
        "Chalk: at least 6, in steps of 2. Your cart holds 6 now."
    ]
    assert shopper.cart.lines.get().one_fewer == 0


def test_a_line_cannot_be_set_below_the_fewest(shopper):
    make_chalk()
    shopper.add("CHALK", 6)

    page = shopper.change(3)

    assert shopper.quantities == {"CHALK": 6}
    assert shopper.told(page) == ["Chalk: at least 6, in steps of 2. Your cart holds 6 already."]


def test_a_line_that_a_new_rule_forbids_says_so_and_can_be_mended(shopper):
    chalk = make_chalk(quantity_min=1, quantity_step=1)
    shopper.add("CHALK", 5)
    Product.objects.update(quantity_min=4, quantity_step=4)

    page = shopper.get("/cart/").content.decode()
    line = shopper.cart.lines.get()

    assert "At least 4, in steps of 4. Please change the quantity." in page
    assert (line.one_fewer, line.one_more) == (4, 8)
    assert chalk.product.title in page


def test_an_order_is_not_placed_against_a_rule_that_came_meanwhile():
    chalk = make_chalk(quantity_min=1, quantity_step=1)
    cart = cart_of((chalk, 5))
    page = shown(cart)
    Product.objects.update(quantity_min=6)

    with pytest.raises(checkout.Changed) as changed:
        checkout.place_order(cart, page, details())

    assert changed.value.sentences == ["Chalk: at least 6."]
    chalk.refresh_from_db()
    assert chalk.stock == 50


def test_an_order_that_keeps_the_rule_is_placed():
    order = buy(cart_of((make_chalk(), 8)))

    assert order.lines.get().quantity == 8


@pytest.mark.parametrize(
    "rule",
    [
        {"quantity_min": 0},
        {"quantity_step": 0},
        {"quantity_min": 4, "quantity_max": 3},
    ],
)
def test_a_rule_that_allows_nothing_cannot_be_kept(rule):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_product(**rule)
    with pytest.raises(ValidationError):
        Product(title="Chalk", slug="chalk", **rule).full_clean()
