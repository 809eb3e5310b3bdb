"""A guest's cart is kept 30 days from its last change; an account's for as long as the account."""

import io
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from shop.models import Cart
from tests.factories import make_variant
from tests.shop.conftest import CART
from tests.shop.till import cart_of

pytestmark = pytest.mark.django_db


def age(days: float) -> None:
    """The carts there are, as that many days ago they were changed last."""
    Cart.objects.update(changed_at=timezone.now() - timedelta(days=days))


def run() -> str:
    out = io.StringIO()
    call_command("expire_carts", stdout=out)
    return out.getvalue()


def test_within_30_days_a_guests_cart_is_as_it_was(shopper):
    make_variant(sku="WEDGE")
    shopper.add("WEDGE", 2)

    age(29.9)

    assert shopper.get(CART).context["items"] == 2
    assert run() == "0 carts deleted.\n"


def test_after_30_days_it_reads_as_none_before_anything_is_deleted(shopper):
    make_variant(sku="WEDGE")
    shopper.add("WEDGE", 2)

    age(30.1)

    assert shopper.get(CART).context["cart"] is None
    assert Cart.objects.count() == 1


def test_adding_after_30_days_begins_a_new_cart(shopper):
    make_variant(sku="WEDGE")
    make_variant(sku="MAT")
    shopper.add("WEDGE", 2)
    age(30.1)

    shopper.add("MAT")

    assert shopper.quantities == {"MAT": 1}


def test_the_command_deletes_what_is_over(shopper):
    cart_of()
    age(30.1)
    kept = cart_of()

    assert run() == "1 carts deleted.\n"
    assert Cart.objects.get() == kept


def test_an_accounts_cart_stays(shopper):
    cart_of()
    Cart.objects.update(owner=get_user_model().objects.create_user("maya"))
    age(400)

    assert run() == "0 carts deleted.\n"


def test_a_change_on_a_later_day_makes_the_session_live_on(shopper, time_machine):
    make_variant(sku="WEDGE")
    time_machine.move_to("2026-05-01 12:00Z", tick=False)
    shopper.add("WEDGE")

    time_machine.move_to("2026-05-20 12:00Z", tick=False)
    shopper.add("WEDGE")

    assert Session.objects.get().expire_date >= timezone.now() + timedelta(days=30)
