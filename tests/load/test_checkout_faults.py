"""Whatever statement fails, a checkout has happened whole or not at all, and can be sent again."""

import pytest

from shop.checkout import place_order
from shop.models import CartLine, Discount, DiscountUse, Order, OrderLine, Variant, WebhookEvent
from shop.ordering import orders
from shop.payments import Outcome
from shop.payments.demo import PROVIDER, message
from shop.payments.recording import hear
from tests.factories import make_delivery_method, make_discount, make_tax_rate, make_variant
from tests.load.faults import clear, outcomes
from tests.shop.ordering import make_order, make_payment
from tests.shop.till import cart_of, details, shown

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_fault_at_any_statement_of_a_checkout_leaves_all_or_nothing():
    def set_up():
        clear()
        make_discount("TEN", limit_total=5)
        make_tax_rate()
        method = make_delivery_method()
        cart = cart_of((make_variant(), 2), (make_variant(), 1))
        typed = details(code="TEN", delivery_method=method.pk)
        page = shown(cart, typed)
        return lambda: place_order(cart, page, typed)

    def is_done():
        order = Order.objects.filter(state=orders.State.PLACED).first()
        return (
            order is not None
            and order.lines.count() == 2
            and order.moves.count() == order.mails.count() == 1
            and sum(Variant.objects.values_list("stock", flat=True)) == 17
            and Discount.objects.get().used == DiscountUse.objects.count() == 1
            and not CartLine.objects.exists()
        )

    statements = outcomes(set_up, is_done)

    assert statements > 20


def test_a_fault_at_any_statement_of_a_message_leaves_all_or_nothing():
    def set_up():
        clear()
        payment = make_payment(make_order((make_variant(), 2)))
        return lambda: hear(PROVIDER, *message(payment, Outcome.PAID))

    def is_done():
        order = Order.objects.get()
        return (
            order.state == orders.State.PAID
            and order.paid_total == order.total
            and order.invoice_number is not None
            and order.moves.count() == order.mails.count() == 1
            and WebhookEvent.objects.count() == 1
        )

    statements = outcomes(set_up, is_done)

    assert statements > 10


def test_a_fault_at_any_statement_of_a_late_message_leaves_all_or_nothing():
    def set_up():
        clear()
        order = make_order((make_variant(), 2))
        Order.objects.update(expires_at=order.placed_at)
        orders.expire(order.pk)
        payment = make_payment(order)
        return lambda: hear(PROVIDER, *message(payment, Outcome.PAID))

    def is_done():
        return (
            Order.objects.get().state == orders.State.PAID
            and Variant.objects.get().stock == 8
            and OrderLine.objects.get().taken == 2
        )

    statements = outcomes(set_up, is_done)

    assert statements > 10


def test_a_fault_at_any_statement_of_an_expiry_leaves_all_or_nothing():
    def set_up():
        clear()
        order = make_order((make_variant(), 2))
        Order.objects.update(expires_at=order.placed_at)
        return lambda: orders.expire(order.pk)

    def is_done():
        return (
            Order.objects.get().state == orders.State.EXPIRED
            and Variant.objects.get().stock == 10
            and OrderLine.objects.get().taken == 0
        )

    assert outcomes(set_up, is_done) > 5


def test_control_a_checkout_in_pieces_is_found_out(monkeypatch):
    """Without the transaction the same faults leave halves behind."""
    monkeypatch.setattr(orders, "expire", orders.expire.__wrapped__)
    monkeypatch.setattr(orders, "locked", lambda key: Order.objects.get(pk=key))

    def set_up():
        clear()
        order = make_order((make_variant(), 2))
        Order.objects.update(expires_at=order.placed_at)
        return lambda: orders.expire(order.pk)

    with pytest.raises(AssertionError):
        outcomes(set_up, lambda: Variant.objects.get().stock == 10)
