"""An account in a real browser: by a code from the mailbox, with and without scripts."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from shop import merging
from shop.models import Cart
from tests.factories import make_variant
from tests.shop.customers import make_customer
from tests.shop.ordering import make_order
from tests.shop.signing import mailed_code

pytestmark = pytest.mark.django_db(transaction=True)

MAYA = "maya.osei@postbox.example"
PASSWORD = "five red plates"
ACCOUNT, LOGIN, DESK = reverse("shop:account"), reverse("account_login"), reverse("admin:index")
PHONE = {"width": 390, "height": 844}
PATIENCE = 20_000  # milliseconds: what a busy machine may take


@pytest.fixture(autouse=True)
def attempts_are_forgotten():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def visitor(request, browser, live_server):
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=request.param, viewport=PHONE
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def type_the_code(page) -> None:
    expect(page.get_by_label("Code")).to_be_visible(timeout=PATIENCE)  # so the mail is sent
    page.get_by_label("Code").fill(mailed_code())
    page.get_by_role("button", name="Go on").click()


def test_an_account_from_the_first_mail_to_the_sign_out(visitor):
    order = make_order(email=MAYA)
    visitor.goto(ACCOUNT)
    visitor.get_by_role("link", name="Make an account").click()
    visitor.get_by_label("Email").fill(MAYA)
    visitor.get_by_role("button", name="Mail me a code").click()
    expect(visitor.get_by_role("main")).to_contain_text(MAYA, timeout=PATIENCE)
    type_the_code(visitor)

    expect(visitor.get_by_role("heading", level=1)).to_have_text("Your account", timeout=PATIENCE)
    expect(visitor.get_by_role("link", name=order.number, exact=True)).to_be_visible()

    visitor.get_by_role("button", name="Sign out").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Sign in", timeout=PATIENCE)
    visitor.goto(ACCOUNT)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Sign in", timeout=PATIENCE)


def test_two_carts_meet_and_part_again(visitor):
    customer = make_customer(MAYA)
    cart = customer_cart(customer)
    visitor.goto(make_variant(stock=9).product.get_absolute_url())
    visitor.get_by_role("button", name="Add to cart").click()
    expect(visitor.get_by_text("1 item in your cart.")).to_be_visible(timeout=PATIENCE)

    visitor.goto(LOGIN)
    visitor.get_by_label("Email").fill(MAYA)
    visitor.get_by_role("button", name="Sign in", exact=True).click()
    type_the_code(visitor)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Your account", timeout=PATIENCE)
    visitor.goto("/cart/")
    main = visitor.get_by_role("main")
    expect(main).to_contain_text("Your two carts are one now", timeout=PATIENCE)

    main.get_by_role("button", name="Undo: keep the two carts apart").click()
    expect(main).to_contain_text("Your carts are apart again", timeout=PATIENCE)
    expect(main.locator(".lines__line")).to_have_count(1, timeout=PATIENCE)

    main.get_by_role("button", name="Put the two carts together").click()
    expect(main).to_contain_text("Your two carts are one now", timeout=PATIENCE)
    assert cart.lines.count() == 2


def customer_cart(customer) -> Cart:
    cart = merging.cart_of(customer)
    cart.lines.create(variant=make_variant(), quantity=2)
    return cart


@pytest.fixture
def ines(page, settings):
    """A member of staff who must show a second factor, with a phone that makes passkeys."""
    settings.STAFF_MFA_REQUIRED = True
    page.set_default_timeout(PATIENCE)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    phone = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": phone})
    return make_customer("ines@fitblog.example", password=PASSWORD, is_staff=True)


def sign_in_with_the_password(page, live_server) -> None:
    page.goto(f"{live_server.url}{DESK}")
    page.get_by_label("Email").fill("ines@fitblog.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def make_a_passkey(page) -> None:
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes", timeout=PATIENCE)


def test_a_passkey_opens_the_desk(page, live_server, ines, complaints):
    sign_in_with_the_password(page, live_server)
    expect(page.get_by_role("main")).to_contain_text("asks for a second factor", timeout=PATIENCE)
    make_a_passkey(page)
    page.goto(f"{live_server.url}{ACCOUNT}")
    page.get_by_role("button", name="Sign out").click()

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your account", timeout=PATIENCE)
    page.goto(f"{live_server.url}{DESK}")
    expect(page.locator("#user-tools")).to_be_visible(timeout=PATIENCE)
    assert complaints == []


def test_a_passkey_is_the_second_factor_after_the_password(page, live_server, ines, complaints):
    sign_in_with_the_password(page, live_server)
    make_a_passkey(page)
    page.context.clear_cookies()
    sign_in_with_the_password(page, live_server)
    expect(page.get_by_role("heading", level=1)).to_have_text("Second factor", timeout=PATIENCE)

    page.get_by_role("button", name="Use a passkey").click()

    expect(page.locator("#user-tools")).to_be_visible(timeout=PATIENCE)
    assert complaints == []
