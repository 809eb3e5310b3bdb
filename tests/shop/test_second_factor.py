"""Whoever works at the desk shows a second factor, where the setting asks for it."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.core.cache import cache
from django.urls import reverse

from tests.shop.customers import make_customer
from tests.shop.signing import LOGIN, LOGOUT, Visitor

pytestmark = pytest.mark.django_db

DESK, SECOND = reverse("admin:index"), reverse("mfa_index")
AUTHENTICATE = reverse("mfa_authenticate")
PASSWORD = "five red plates"


@pytest.fixture
def ines():
    cache.clear()  # other tests' attempts
    return make_customer("ines@fitblog.example", password=PASSWORD, is_staff=True)


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


@pytest.fixture
def required(settings):
    settings.STAFF_MFA_REQUIRED = True


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_a_stranger_comes_to_the_one_sign_in_and_then_to_the_desk(visitor, ines):
    asked = visitor.get(DESK, follow=True)
    assert asked.redirect_chain[-1][0] == f"{LOGIN}?next={DESK}"

    response = visitor.sign_in(ines.email, PASSWORD, to=DESK)

    assert response.url == DESK
    assert visitor.get(DESK).status_code == 200


def test_a_customer_has_no_key(visitor):
    visitor.force_login(make_customer())

    page = visitor.get(DESK, follow=True)

    assert page.redirect_chain[-1][0] == reverse("shop:account")
    assert "no key to the editors" in page.content.decode()


def test_without_a_second_factor_one_is_led_to_set_it_up(visitor, ines, required):
    visitor.force_login(ines)

    page = visitor.get(DESK, follow=True)

    assert page.redirect_chain[-1][0] == SECOND
    assert "asks for a second factor" in page.content.decode()


def test_where_it_is_not_asked_for_the_password_is_enough(visitor, ines):
    visitor.force_login(ines)

    assert visitor.get(DESK).status_code == 200


def test_with_a_second_factor_the_password_alone_does_not_sign_in(visitor, ines, required):
    secret = generate_totp_secret()
    TOTP.activate(ines, secret)

    response = visitor.sign_in(ines.email, PASSWORD, to=DESK)
    assert response.url == AUTHENTICATE
    assert not visitor.is_signed_in

    response = visitor.post(AUTHENTICATE, {"code": code_of(secret)})
    assert response.url == DESK
    assert visitor.get(DESK).status_code == 200


def test_an_app_is_set_up_and_recovery_codes_come_with_it(visitor, ines, required):
    visitor.force_login(ines)
    activate = reverse("mfa_activate_totp")
    visitor.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = visitor.get(activate)

    visitor.post(activate, {"code": code_of(page.context["form"].secret)})

    kinds = set(Authenticator.objects.filter(user=ines).values_list("type", flat=True))
    assert kinds == {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}
    assert visitor.get(DESK).status_code == 200
    assert visitor.get(reverse("mfa_view_recovery_codes")).status_code == 200


def test_signing_out_of_the_desk_is_signing_out_of_the_site(visitor, ines):
    visitor.force_login(ines)

    response = visitor.post(reverse("admin:logout"))

    assert (response.status_code, response.url) == (307, LOGOUT)


def test_the_admin_takes_a_second_factor_away_and_shows_none_of_its_secret(visitor, ines):
    secret = generate_totp_secret()
    TOTP.activate(ines, secret)
    visitor.force_login(make_customer(is_staff=True, is_superuser=True))
    row = ines.authenticator_set.get()

    page = visitor.get(reverse("admin:mfa_authenticator_change", args=[row.pk]))
    visitor.post(reverse("admin:mfa_authenticator_delete", args=[row.pk]), {"post": "yes"})

    assert page.status_code == 200
    assert secret not in page.content.decode()
    assert not ines.authenticator_set.exists()


PAGES = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_request_login_code",
    "account_email",
    "account_set_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_holds_nothing_that_the_policy_forbids(visitor, ines, page):
    if page not in PAGES[:4]:
        visitor.force_login(ines)
        visitor.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    html = visitor.get(reverse(page), follow=True).content.decode()

    assert "</h1>" in html
    assert "style=" not in html
    assert "<script>" not in html
    assert "onclick" not in html
