"""What is ordered is what was shown, and it happens whole or not at all."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from shop.checkout import Changed, place_order
from shop.models import (
    Cart,
    CartLine,
    DeliveryMethod,
    Discount,
    DiscountUse,
    Order,
    OrderLine,
    OrderMail,
    Product,
    Variant,
)
from shop.ordering.orders import State, cancel, release_lapsed
from shop.payments.recording import record_by_hand
from tests.factories import (
    make_delivery_method,
    make_discount,
    make_product,
    make_tax_rate,
    make_variant,
)
from tests.shop.ordering import MAYA, make_order
from tests.shop.till import buy, cart_of, details, shown

pytestmark = pytest.mark.django_db


def is_untouched(cart: Cart, stock: int) -> bool:
    """No trace of a checkout: of one variant with so much stock."""
    version = cart.version
    cart.refresh_from_db()
    return (
        not Order.objects.exists()
        and not OrderMail.objects.exists()
        and not DiscountUse.objects.exists()
        and cart.version == version
        and cart.lines.exists()
        and Variant.objects.get().stock == stock
    )


def test_an_order_copies_what_was_shown():
    rope = make_variant(make_product("Speed rope"), title="Steel", sku="ROPE-1", price="18.00")
    cart = cart_of((rope, 2))
    CartLine.objects.update(source="/guides/skip/")

    order = buy(cart)

    line = order.lines.get()
    assert (line.title, line.variant_title, line.sku) == ("Speed rope", "Steel", "ROPE-1")
    assert (line.unit_price, line.quantity, line.amount) == (Decimal(18), 2, Decimal(36))
    assert line.source == "/guides/skip/"
    assert order.total == Decimal("36.00")
    assert order.deliver_to == order.bill_to == MAYA


def test_later_changes_do_not_reach_an_order():
    rope = make_variant(make_product("Speed rope"), price="18.00")
    order = buy(cart_of((rope, 1)))

    Product.objects.update(title="Slow rope")
    Variant.objects.update(price=99)

    order.refresh_from_db()
    assert order.lines.get().title == "Speed rope"
    assert order.total == Decimal("18.00")


def test_an_order_takes_its_goods_and_empties_the_cart():
    rope = make_variant(stock=5)
    cart = cart_of((rope, 2))

    order = buy(cart)

    rope.refresh_from_db()
    assert rope.stock == 3
    assert order.lines.get().taken == 2
    assert not cart.lines.exists()
    assert Cart.objects.get().version == cart.version + 1


def test_all_sums_are_those_of_the_page():
    make_tax_rate("US", "8")
    make_discount("SUNDAY10")
    typed = details(delivery_method=make_delivery_method().pk, code="sunday10")

    order = buy(cart_of((make_variant(price="100.00"), 1)), typed)

    assert (order.subtotal, order.discount, order.delivery) == (100, 10, 6)
    assert (order.tax, order.total) == (Decimal("7.68"), Decimal("103.68"))
    assert (order.discount_code, order.delivery_title) == ("SUNDAY10", "Standard")
    assert order.taxes == [{"label": "Tax 8 %", "rate": "8.000", "base": "96.00", "amount": "7.68"}]


def test_an_order_is_logged_owes_one_mail_and_waits_for_its_money():
    order = buy(cart_of())

    assert order.state == State.PLACED
    assert order.moves.get().by == "shopper"
    assert order.mails.get().kind == OrderMail.Kind.RECEIVED
    assert order.can_be_paid


def test_an_order_by_invoice_is_held_for_days_and_one_by_card_for_minutes(settings):
    settings.DEMO = True
    long, short = (buy(cart_of(), details(payment_method=method)) for method in ("invoice", "demo"))

    assert long.expires_at > timezone.now() + timedelta(days=6)
    assert short.expires_at < timezone.now() + timedelta(minutes=31)


def test_an_order_that_costs_nothing_is_paid_at_once():
    make_discount("GIFT", value=Decimal(100))

    order = buy(cart_of(), details(code="GIFT"))

    assert (order.total, order.state) == (0, State.PAID)


def change_price(cart):
    Variant.objects.update(price=Decimal("75.00"))


def change_quantity(cart):
    cart.lines.update(quantity=3)


def take_out(cart):
    cart.lines.all().delete()
    CartLine.objects.create(cart=cart, variant=make_variant(make_product("Mat")), quantity=1)


def withdraw(cart):
    Product.objects.update(withdrawn_at=timezone.now())


def count_a_change(cart):
    Cart.objects.update(version=7)


def make_delivery_dearer(cart):
    DeliveryMethod.objects.update(price=Decimal("9.00"))


def stop_delivery(cart):
    DeliveryMethod.objects.update(is_active=False)


def delete_delivery(cart):
    DeliveryMethod.objects.all().delete()


def raise_tax(cart):
    make_tax_rate("US", "8")


@pytest.mark.parametrize(
    ("happens", "sentence"),
    [
        (change_price, "Speed rope costs $75.00 now instead of $72.00."),
        (change_price, "The total is $81.00 now instead of $78.00."),
        (change_quantity, "Speed rope: 3 now instead of 1."),
        (take_out, "Mat has come into your order."),
        (take_out, "Speed rope is no longer part of your order."),
        (withdraw, "Speed rope is no longer sold."),
        (count_a_change, "Your cart was changed elsewhere since this page was shown."),
        (make_delivery_dearer, "Delivery costs $9.00 now instead of $6.00."),
        (stop_delivery, "“Standard” is no longer offered."),
        (delete_delivery, "This way of delivery is no longer offered."),
        (raise_tax, "Tax is $6.24 now instead of $0.00."),
    ],
)
def test_if_anything_is_not_as_shown_nothing_happens_and_it_is_said(happens, sentence):
    rope = make_variant(make_product("Speed rope"), price="72.00", stock=5)
    cart = cart_of((rope, 1))
    typed = details(delivery_method=make_delivery_method().pk)
    page = shown(cart, typed)
    happens(cart)

    with pytest.raises(Changed) as changed:
        place_order(cart, page, typed)

    assert sentence in changed.value.sentences
    assert not Order.objects.exists()
    rope.refresh_from_db()
    assert rope.stock == 5


def test_after_a_change_the_fresh_page_can_be_ordered():
    cart = cart_of((make_variant(price="72.00"), 1))
    page = shown(cart)
    Variant.objects.update(price=Decimal("75.00"))
    with pytest.raises(Changed):
        place_order(cart, page, details())

    order = buy(cart)

    assert order.total == Decimal("75.00")


def test_another_country_than_the_page_knew_is_confirmed_first():
    make_tax_rate("DE", "19")
    cart = cart_of((make_variant(price="100.00", stock=5), 1))
    page = shown(cart, details())

    with pytest.raises(Changed, match="Tax is"):
        place_order(cart, page, details(deliver_to=replace(MAYA, country="DE")))

    assert is_untouched(cart, stock=5)


def test_a_code_that_ended_meanwhile_is_said_with_the_new_total():
    make_discount("TEN")
    cart = cart_of((make_variant(price="100.00", stock=5), 1))
    page = shown(cart, details(code="TEN"))
    Discount.objects.update(ends_at=timezone.now())

    with pytest.raises(Changed) as changed:
        place_order(cart, page, details(code="TEN"))

    assert "The total is $100.00 now instead of $90.00." in changed.value.sentences
    assert is_untouched(cart, stock=5)


def test_goods_sold_meanwhile_are_named():
    rope, mat = (make_variant(make_product(title), stock=3) for title in ("Rope", "Mat"))
    cart = cart_of((rope, 3), (mat, 3))
    page = shown(cart)
    Variant.objects.filter(pk=rope.pk).update(stock=2)

    with pytest.raises(Changed) as changed:
        place_order(cart, page, details())

    mat.refresh_from_db()
    assert changed.value.sentences == ["Only 2 of Rope are left."]
    assert mat.stock == 3
    assert not Order.objects.exists()


def test_goods_sold_out_meanwhile_are_said_to_be_so():
    rope = make_variant(make_product("Rope"), stock=1)
    cart = cart_of((rope, 1))
    page = shown(cart)
    make_order((rope, 1), state=State.PAID)

    with pytest.raises(Changed, match="Rope is sold out"):
        place_order(cart, page, details())


def test_what_cannot_be_had_and_was_not_counted_stays_in_the_cart():
    rope, sold_out = make_variant(stock=3), make_variant(stock=0)
    cart = cart_of((rope, 1), (sold_out, 1))

    order = buy(cart)

    assert [line.variant for line in order.lines.all()] == [rope]
    assert [line.variant for line in cart.lines.all()] == [sold_out]


def test_a_cart_with_nothing_to_be_had_is_not_ordered():
    cart = cart_of((make_variant(stock=0), 1))

    with pytest.raises(Changed, match="nothing in your cart"):
        buy(cart)


def test_a_cart_that_is_gone_is_not_ordered():
    cart = cart_of()
    page = shown(cart)
    Cart.objects.all().delete()

    with pytest.raises(Changed, match="empty"):
        place_order(cart, page, details())


def test_goods_of_orders_that_were_not_paid_in_time_are_sold():
    rope = make_variant(stock=2)
    lapsed = make_order((rope, 2), expires_at=timezone.now())
    Variant.objects.update(stock=1)
    cart = cart_of((rope, 3))

    order = buy(cart)

    lapsed.refresh_from_db()
    rope.refresh_from_db()
    assert lapsed.state == State.EXPIRED
    assert (order.lines.get().taken, rope.stock) == (3, 0)


def test_a_code_used_up_by_another_shopper_meanwhile_changes_nothing():
    make_discount("ONE", limit_total=1)
    cart = cart_of((make_variant(stock=5), 1))
    page = shown(cart, details(code="ONE"))
    Discount.objects.update(used=1)

    with pytest.raises(Changed, match="used up"):
        place_order(cart, page, details(code="ONE"))

    assert is_untouched(cart, stock=5)


def test_a_use_of_a_code_is_counted_and_comes_back_with_the_goods():
    code = make_discount("ONE", limit_total=1)
    order = buy(cart_of(), details(code="ONE"))
    code.refresh_from_db()
    assert code.used == 1

    cancel(order, by="shopper")

    code.refresh_from_db()
    assert code.used == 0


def test_a_code_of_an_order_that_lapsed_may_be_used_again():
    code = make_discount("ONE", limit_total=1)
    buy(cart_of(), details(code="ONE"))

    with time_machine.travel(timezone.now() + timedelta(days=8)):
        release_lapsed()

    code.refresh_from_db()
    assert code.used == 0


def test_a_late_payment_uses_the_code_again():
    code = make_discount("ONE", limit_total=1)
    order = buy(cart_of(), details(code="ONE"))

    with time_machine.travel(timezone.now() + timedelta(days=8)):
        release_lapsed()
        record_by_hand(order, order.total, by="ines")

    code.refresh_from_db()
    assert code.used == 1


def test_a_late_payment_keeps_its_price_when_the_code_is_used_up_by_then():
    code = make_discount("ONE", limit_total=1)
    order = buy(cart_of(), details(code="ONE"))

    with time_machine.travel(timezone.now() + timedelta(days=8)):
        release_lapsed()
        buy(cart_of(), details(code="ONE"))
        record_by_hand(order, order.total, by="ines")

    order.refresh_from_db()
    code.refresh_from_db()
    assert (order.state, code.used) == (State.PAID, 1)


@pytest.mark.django_db(transaction=True)
def test_it_is_not_called_inside_a_transaction():
    cart = cart_of()
    page = shown(cart)

    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        place_order(cart, page, details())


def test_five_lines_cost_30_queries_at_most(django_assert_max_num_queries):
    make_tax_rate("US", "8")
    code = make_discount("TEN", scope="chosen", limit_per_customer=3)
    variants = [make_variant(price="10.00") for _ in range(5)]
    code.products.set(variant.product for variant in variants)
    typed = details(delivery_method=make_delivery_method().pk, code="TEN")
    cart = cart_of(*((variant, 2) for variant in variants))
    page = shown(cart, typed)

    with django_assert_max_num_queries(30):
        place_order(cart, page, typed)

    assert OrderLine.objects.count() == 5
