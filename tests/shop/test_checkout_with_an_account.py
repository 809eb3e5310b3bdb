"""The checkout of somebody who is signed in."""

import pytest
from django.urls import reverse

from shop.models import Cart, Order, SavedAddress
from tests.factories import make_delivery_method, make_variant
from tests.markup import Markup
from tests.shop.checking_out import CHECKOUT, Payer, fields_of
from tests.shop.customers import make_customer
from tests.shop.ordering import MAYA

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya():
    return make_customer("maya.osei@postbox.example")


@pytest.fixture
def payer(maya) -> Payer:
    make_delivery_method()
    make_variant(sku="WEDGE")
    payer = Payer()
    payer.force_login(maya)
    payer.add("WEDGE")
    return payer


def test_it_begins_with_the_accounts_address(payer, maya):
    SavedAddress.objects.keep(maya, MAYA)

    form = fields_of(payer.page())

    assert form["email"] == maya.email
    assert (form["line1"], form["region"]) == ("418 Linden Street", "MN")


def test_the_country_that_was_chosen_in_the_cart_goes_first(payer, maya):
    SavedAddress.objects.keep(maya, MAYA)
    Cart.objects.update(country="DE")

    form = fields_of(payer.page())

    assert (form["country"], form["line1"]) == ("DE", "")


def test_the_order_belongs_to_the_account(payer, maya):
    payer.order()

    assert Order.objects.get().customer == maya


@pytest.mark.parametrize("keep", [{}, {"keep": "on"}], ids=["not asked", "asked"])
def test_the_address_is_saved_when_that_is_asked_for(payer, maya, keep):
    payer.order(**keep)

    assert [saved.address for saved in maya.addresses.all()] == [MAYA] * len(keep)


def test_a_guest_is_offered_to_sign_in_and_nothing_to_save():
    make_delivery_method()
    make_variant(sku="WEDGE")
    guest = Payer()
    guest.add("WEDGE")

    page = Markup.of(guest.page())

    assert page.all("a", href=f"{reverse('account_login')}?next={CHECKOUT}")
    assert not page.all("input", name="keep")


def test_the_cart_that_waited_is_there_once_it_is_ordered(payer, maya):
    mat = make_variant(sku="MAT")
    guest = Cart.objects.get(owner=maya)
    Cart.objects.filter(pk=guest.pk).update(owner=None)  # as after a sign-in from here
    Cart.objects.create(owner=maya).lines.create(variant=mat, quantity=2)

    response = payer.order()

    assert Order.objects.get().lines.get().sku == "WEDGE"
    assert response.cookies["cart"].value == "2"
    assert payer.get("/cart/").context["cart"].owner == maya
