"""One checkout is one order, however often it is sent."""

from dataclasses import replace

import pytest

from shop.checkout import AlreadyOrdered, Changed, place_order
from shop.models import Order, OrderMail, Variant
from shop.ordering.orders import expire
from tests.factories import make_variant
from tests.shop.ordering import MAYA
from tests.shop.till import buy, cart_of, details, shown

pytestmark = pytest.mark.django_db


def test_the_same_form_again_is_the_same_order():
    rope = make_variant(stock=5)
    cart = cart_of((rope, 1))
    page = shown(cart)

    orders = {place_order(cart, page, details()) for _time in range(3)}

    rope.refresh_from_db()
    assert len(orders) == Order.objects.count() == OrderMail.objects.count() == 1
    assert rope.stock == 4


def test_two_tabs_of_one_cart_make_one_order():
    cart = cart_of()
    tabs = [shown(cart), shown(cart)]

    orders = {place_order(cart, page, details()) for page in tabs}

    assert len(orders) == 1


def test_the_same_form_by_another_name_of_the_site_is_the_same_order():
    cart = cart_of()
    page = shown(cart)
    order = place_order(cart, page, details(origin="https://shop.example"))

    assert place_order(cart, page, details(origin="https://www.shop.example")) == order


def test_the_same_form_after_the_shop_changed_its_prices_is_still_the_same_order():
    cart = cart_of()
    page = shown(cart)
    order = place_order(cart, page, details())
    Variant.objects.update(price=99)

    assert place_order(cart, page, details()) == order


def test_the_same_form_after_the_order_expired_makes_no_second_one(settings):
    settings.HOLD_DAYS = 0
    cart = cart_of()
    page = shown(cart)
    order = place_order(cart, page, details())
    expire(order.pk)

    assert place_order(cart, page, details()) == order
    assert Order.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"email": "tom@postbox.example"},
        {"deliver_to": replace(MAYA, line2="Flat 3")},
        {"payment_method": "stripe"},
        {"code": "TEN"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_the_same_cart_with_other_details_leads_to_the_order_there_is(other):
    cart = cart_of()
    page = shown(cart)
    order = place_order(cart, page, details())

    with pytest.raises(AlreadyOrdered) as already:
        place_order(cart, page, details(**other))

    assert already.value.order == order
    assert Order.objects.count() == 1


def test_a_form_of_another_cart_is_refused_and_tells_nothing_of_its_order():
    mine, theirs = cart_of(), cart_of()
    page = shown(theirs)
    place_order(theirs, page, details())

    with pytest.raises(Changed, match="another cart"):
        place_order(mine, page, details())

    assert Order.objects.count() == 1
    assert mine.lines.exists()


@pytest.mark.parametrize("page", ["", "nonsense", "eyJhIjoxfQ:1abc:xyz", "ü", "x" * 5000])
def test_a_statement_that_was_not_signed_here_is_refused(page):
    cart = cart_of()

    with pytest.raises(Changed, match="out of date"):
        place_order(cart, page, details())


def test_a_statement_that_was_altered_is_refused():
    cart = cart_of()
    page = shown(cart)

    with pytest.raises(Changed):
        place_order(cart, page[:-1] + ("A" if page[-1] != "A" else "B"), details())


def test_the_cart_can_be_filled_and_ordered_again():
    rope = make_variant(stock=5)
    cart = cart_of((rope, 1))
    first = buy(cart)
    cart.refresh_from_db()
    cart.lines.create(variant=rope, quantity=1)

    second = buy(cart)

    assert first != second
    assert first.number != second.number
