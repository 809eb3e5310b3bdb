"""An account is an e-mail address, with a code from its mailbox or a password."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from shop.models import Cart
from tests.factories import make_variant
from tests.markup import Markup
from tests.shop.conftest import ADD
from tests.shop.customers import make_customer
from tests.shop.ordering import make_order
from tests.shop.signing import CONFIRM_EMAIL, CONFIRM_LOGIN, LOGIN, SIGNUP, Visitor, mailed_code

pytestmark = pytest.mark.django_db

MAYA = "maya.osei@postbox.example"
ACCOUNT = reverse("shop:account")


@pytest.fixture
def visitor() -> Visitor:
    cache.clear()  # other tests' attempts
    return Visitor()


def test_an_address_and_the_code_from_its_mailbox_make_an_account(visitor):
    response = visitor.sign_up(MAYA)

    assert response.url == ACCOUNT
    assert visitor.is_signed_in
    assert EmailAddress.objects.get(email=MAYA).verified


def test_a_code_signs_in(visitor):
    make_customer(MAYA)

    response = visitor.sign_in(MAYA)

    assert response.url == ACCOUNT
    assert visitor.is_signed_in


def test_a_password_signs_in(visitor):
    make_customer(MAYA, password="five red plates")

    visitor.sign_in(MAYA, "five red plates")

    assert visitor.is_signed_in


@pytest.mark.parametrize("page", [LOGIN, SIGNUP, reverse("account_reset_password")])
def test_no_page_asks_for_a_user_name(visitor, page):
    fields = {tag["name"] for tag in Markup.of(visitor.get(page)).all("input")}

    assert "username" not in fields


def test_nobody_is_let_in_with_a_wrong_code(visitor):
    make_customer(MAYA)
    visitor.post(LOGIN, {"login": MAYA})

    response = visitor.post(CONFIRM_LOGIN, {"code": "0000-0000"})

    assert not visitor.is_signed_in
    assert "field__error" in response.content.decode()


def test_a_wrong_password_says_so_and_keeps_the_address(visitor):
    make_customer(MAYA, password="five red plates")

    page = Markup.of(visitor.sign_in(MAYA, "six red plates"))

    assert page.one("input", name="login")["value"] == MAYA
    assert page.all("div", class_="alert")
    assert not visitor.is_signed_in


def test_the_sixth_wrong_password_in_five_minutes_is_not_looked_at(visitor):
    make_customer(MAYA, password="five red plates")
    for _ in range(5):
        visitor.sign_in(MAYA, "six red plates")

    visitor.sign_in(MAYA, "five red plates")

    assert not visitor.is_signed_in


def test_attempts_are_counted_where_all_workers_see_them(settings):
    assert settings.CACHES["default"]["BACKEND"].endswith("db.DatabaseCache")


# Whether an address has an account is told to its mailbox, and to nobody else.


def test_signing_in_looks_the_same_with_and_without_an_account(visitor):
    make_customer(MAYA)
    known = visitor.post(LOGIN, {"login": MAYA})
    unknown = Visitor().post(LOGIN, {"login": "nobody@postbox.example"})

    assert known.url == unknown.url == CONFIRM_LOGIN
    assert "There is no account" in mail.outbox[-1].subject


def test_signing_up_looks_the_same_with_and_without_an_account(visitor):
    make_customer(MAYA)
    known = visitor.post(SIGNUP, {"email": MAYA})
    unknown = Visitor().post(SIGNUP, {"email": "nobody@postbox.example"})

    assert known.url == unknown.url == CONFIRM_EMAIL
    assert "You have an account already" in mail.outbox[0].subject


# Mails


def test_a_code_is_mailed_as_text_and_in_the_brand(visitor, settings):
    make_customer(MAYA)
    visitor.post(LOGIN, {"login": MAYA})

    (message,) = mail.outbox
    html = message.alternatives[0].content

    assert mailed_code() in message.subject
    assert f'<p class="code">{mailed_code()}</p>' in html
    assert message.body.endswith(f"{settings.SITE_NAME}\n")
    assert len(message.body.splitlines()) < 12


def test_no_mail_names_a_user_name(visitor):
    visitor.sign_up(MAYA)

    name = get_user_model().objects.get().username
    assert not any(name in part for part in mail.outbox[0].body.split() if part != MAYA)


# Guests' orders


def test_verifying_the_address_adopts_a_guests_orders(visitor):
    order = make_order(email="Maya.Osei@Postbox.example")

    visitor.sign_up(MAYA)

    order.refresh_from_db()
    assert order.customer == get_user_model().objects.get()


def test_an_address_that_is_not_verified_adopts_nothing(visitor):
    order = make_order(email=MAYA)

    visitor.post(SIGNUP, {"email": MAYA})

    order.refresh_from_db()
    assert order.customer is None


def test_what_was_ordered_while_signed_out_is_there_at_the_next_sign_in(visitor):
    customer = make_customer(MAYA)
    order = make_order(email=MAYA)
    others = make_order(email="ben@postbox.example")

    visitor.sign_in(MAYA)

    order.refresh_from_db()
    others.refresh_from_db()
    assert (order.customer, others.customer) == (customer, None)


# Carts


def test_signing_in_brings_the_two_carts_together_and_says_so(visitor):
    mat = make_variant(sku="MAT")
    make_variant(sku="WEDGE")
    Cart.objects.create(owner=make_customer(MAYA)).lines.create(variant=mat, quantity=2)
    visitor.add("WEDGE")

    response = visitor.sign_in(MAYA)

    assert response.cookies["cart"].value == "3"
    page = visitor.get("/cart/")
    assert page.context["items"] == 3
    assert len(page.context["notices"]) == 3
    assert "Undo: keep the two carts apart" in page.content.decode()


def test_one_click_parts_them_and_another_joins_them_again(visitor):
    mat = make_variant(sku="MAT")
    make_variant(sku="WEDGE")
    Cart.objects.create(owner=make_customer(MAYA)).lines.create(variant=mat, quantity=2)
    visitor.add("WEDGE")
    visitor.sign_in(MAYA)
    seen = visitor.get("/cart/").context["cart"].version

    parted = visitor.post(reverse("shop:cart_part"), {"version": seen}, follow=True)
    assert parted.context["items"] == 1
    assert parted.context["waiting"] == 2

    joined = visitor.post(reverse("shop:cart_join"), follow=True)
    assert joined.context["items"] == 3
    assert joined.context["waiting"] == 0


@pytest.mark.parametrize("version", ["0", "x", ""])
def test_a_stale_undo_is_refused_in_a_sentence(visitor, version):
    mat = make_variant(sku="MAT")
    make_variant(sku="WEDGE")
    Cart.objects.create(owner=make_customer(MAYA)).lines.create(variant=mat, quantity=2)
    visitor.add("WEDGE")
    visitor.sign_in(MAYA)

    page = visitor.post(reverse("shop:cart_part"), {"version": version}, follow=True)

    assert visitor.told(page) == ["Your cart has changed since, so it stays as it is."]
    assert page.context["items"] == 3


def test_a_sign_in_from_the_checkout_leaves_the_cart_as_it_was_shown(visitor):
    mat = make_variant(sku="MAT")
    make_variant(sku="WEDGE")
    Cart.objects.create(owner=make_customer(MAYA)).lines.create(variant=mat, quantity=2)
    visitor.add("WEDGE")
    guest = Cart.objects.get(owner=None)

    response = visitor.sign_in(MAYA, to=reverse("shop:checkout"))

    assert response.url == reverse("shop:checkout")
    page = visitor.get("/cart/")
    assert (page.context["cart"], page.context["waiting"]) == (guest, 2)


def test_signing_out_keeps_nothing_behind(visitor):
    make_variant(sku="WEDGE")
    customer = make_customer(MAYA)
    visitor.sign_in(MAYA)
    visitor.add("WEDGE", 2)

    response = visitor.sign_out()

    assert response.cookies["cart"].value == ""
    assert not visitor.is_signed_in
    assert visitor.get("/cart/").context["cart"] is None
    assert customer.cart.lines.get().quantity == 2


def test_a_cart_that_had_not_come_in_yet_is_in_the_account_after_signing_out(visitor):
    make_variant(sku="WEDGE")
    customer = make_customer(MAYA)
    visitor.add("WEDGE")
    visitor.sign_in(MAYA, to=reverse("shop:checkout"))

    visitor.sign_out()

    assert customer.cart.lines.get().quantity == 1


def test_the_accounts_cart_is_the_same_on_every_device(visitor):
    make_variant(sku="WEDGE")
    make_customer(MAYA)
    phone = Visitor()
    phone.sign_in(MAYA)
    visitor.sign_in(MAYA)

    phone.add("WEDGE")
    visitor.add("WEDGE")

    assert phone.get("/cart/").context["items"] == 2
    assert Cart.objects.count() == 1


def test_a_changed_password_ends_what_another_device_can_see(visitor):
    make_variant(sku="WEDGE")
    customer = make_customer(MAYA)
    visitor.sign_in(MAYA)
    visitor.add("WEDGE")
    customer.set_password("a new one, quickly")
    customer.save()

    assert visitor.get("/cart/drawer/").context["cart"] is None


def test_adding_when_signed_in_costs_eight_queries(visitor, django_assert_num_queries):
    make_variant(sku="WEDGE")
    make_customer(MAYA)
    visitor.sign_in(MAYA)
    visitor.add("WEDGE")

    with django_assert_num_queries(8):  # one for the account more than without
        visitor.post(ADD, {"sku": "WEDGE"})


def test_a_script_gets_the_joined_cart_with_its_sentences_at_once(visitor):
    mat = make_variant(sku="MAT")
    make_variant(sku="WEDGE")
    Cart.objects.create(owner=make_customer(MAYA)).lines.create(variant=mat, quantity=2)
    visitor.add("WEDGE")
    visitor.sign_in(MAYA, to=reverse("shop:checkout"))

    joined = visitor.post(reverse("shop:cart_join"), headers={"X-Requested-With": "drawer"})

    assert joined.context["items"] == 3
    assert "Your two carts are one now" in joined.content.decode()
