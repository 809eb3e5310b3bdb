"""Deleting an account: the sums stay in the books, the person does not."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from shop.accounts import deletion
from shop.models import Cart, Order, Parcel, SavedAddress
from shop.ordering.orders import SHOPPER, cancel
from tests.factories import make_variant
from tests.shop.customers import make_customer
from tests.shop.ordering import MAYA, make_order
from tests.shop.signing import Visitor, mailed_code

pytestmark = pytest.mark.django_db

DELETE = reverse("shop:account_delete")
State = Order.State


@pytest.fixture
def maya():
    return make_customer("maya.osei@postbox.example")


@pytest.fixture
def visitor(maya) -> Visitor:
    cache.clear()  # other tests' attempts
    visitor = Visitor()
    visitor.force_login(maya)
    return visitor


def there() -> bool:
    return get_user_model().objects.filter(email="maya.osei@postbox.example").exists()


def test_the_code_from_the_mailbox_deletes_the_account(visitor):
    visitor.post(DELETE, {"mail": "1"})

    response = visitor.post(DELETE, {"code": mailed_code()})

    assert response.url == reverse("account_login")
    assert not there()
    assert not visitor.is_signed_in


def test_without_a_code_nothing_happens(visitor):
    visitor.post(DELETE)
    visitor.post(DELETE, {"code": ""})
    visitor.post(DELETE, {"code": "0000-0000"})

    assert there()
    assert not mail.outbox


def test_a_code_bears_three_tries(visitor):
    visitor.post(DELETE, {"mail": "1"})
    code = mailed_code()
    for _ in range(3):
        visitor.post(DELETE, {"code": "0000-0000"})

    page = visitor.post(DELETE, {"code": code})

    assert "That is not the code" in page.content.decode()
    assert there()


def test_a_code_is_good_for_15_minutes(visitor, time_machine):
    time_machine.move_to("2026-05-01 12:00Z", tick=False)
    visitor.force_login(get_user_model().objects.get())
    visitor.post(DELETE, {"mail": "1"})

    time_machine.move_to("2026-05-01 12:16Z", tick=False)
    visitor.post(DELETE, {"code": mailed_code()})

    assert there()


def test_addresses_and_cart_go_and_the_orders_sums_stay(maya):
    order = make_order((make_variant(price="28.00"), 2), customer=maya, state=State.DELIVERED)
    Parcel.objects.create(order=order, tracking="1Z 999", is_last=True)
    SavedAddress.objects.keep(maya, MAYA)
    Cart.objects.create(owner=maya)

    deletion.delete(maya)

    order.refresh_from_db()
    assert (order.customer, order.email) == (None, "")
    assert order.total == 56
    assert order.lines.get().quantity == 2
    assert (order.deliver_to.rows, order.bill_to.rows) == ([], [])
    assert order.deliver_to.country == order.country == "US"
    assert order.parcels.get().tracking == ""
    assert not SavedAddress.objects.exists()
    assert not Cart.objects.exists()
    assert not EmailAddress.objects.exists()


def test_an_order_of_somebody_else_stays_as_it_is(maya):
    order = make_order(customer=make_customer(), state=State.DELIVERED)

    deletion.delete(maya)

    order.refresh_from_db()
    assert order.deliver_to == MAYA


@pytest.mark.parametrize("state", [State.PLACED, State.PAID, State.PACKED, State.PARKED])
def test_an_order_that_is_not_finished_keeps_the_account(visitor, maya, state):
    order = make_order(customer=maya, state=state)
    visitor.post(DELETE, {"mail": "1"})

    page = visitor.post(DELETE, {"code": mailed_code()}, follow=True)

    assert there()
    assert order.number in page.content.decode()
    order.refresh_from_db()
    assert order.email


def test_after_cancelling_it_the_account_can_go(maya):
    order = make_order(customer=maya)
    cancel(order, by=SHOPPER)

    deletion.delete(maya)

    assert not there()


def test_an_order_that_was_not_paid_in_time_is_no_obstacle(maya):
    make_order(customer=maya, expires_at=timezone.now() - timedelta(minutes=1))

    deletion.delete(maya)

    assert Order.objects.get().state == State.EXPIRED
    assert not there()


def test_whoever_works_here_is_not_deleted(maya):
    maya.is_staff = True
    maya.save()

    with pytest.raises(deletion.StillNeeded):
        deletion.delete(maya)

    assert there()
