"""From the filled cart to the account no page of a shopper breaks a rule of axe.

On a desktop and on a phone, by day and by night, with scripts and without.
"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from shop.models import Order, Payment, SavedAddress, Variant
from shop.ordering.orders import cancel, send
from shop.ordering.refunds import refund
from tests.browser.test_axe import looked_at
from tests.factories import make_delivery_method, make_discount, make_product, make_variant
from tests.shop.customers import make_customer
from tests.shop.desk import paid_order
from tests.shop.ordering import MAYA, make_order, make_payment

pytestmark = pytest.mark.django_db(transaction=True)

EMAIL = "maya.osei@postbox.example"


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def scripts(request) -> bool:
    return request.param


@pytest.fixture
def look(page: Page, scripts) -> Callable[[], list[str]]:
    """What axe holds against the open page. Where pages run no scripts, only axe does."""
    if scripts:
        return lambda: looked_at(page)
    browser = page.context.new_cdp_session(page)

    def switch(off: bool) -> None:
        browser.send("Emulation.setScriptExecutionDisabled", {"value": off})

    def look() -> list[str]:
        assert page.locator("[data-cart-open][role=button]").count() == 0  # no script has run
        switch(False)
        found = looked_at(page)
        switch(True)
        return found

    switch(True)
    return look


@pytest.fixture
def shopper(page: Page, live_server, settings) -> Page:
    """Signed in, with a line of every kind in the cart: on sale, sold out, short, on back-order."""
    settings.DEMO = True
    client, customer = Client(), make_customer(EMAIL)
    client.force_login(customer)
    SavedAddress.objects.keep(customer, MAYA)
    make_delivery_method(countries=["US"], free_from=900)
    make_discount("TEN")
    rings = make_product("Rings", backorder_note="sent in about 2 weeks")
    make_variant(sku="BELL", price="40.00", compare_at_price="50.00", stock=9)
    make_variant(sku="GONE", stock=3)
    make_variant(sku="FEW", stock=3)
    make_variant(rings, sku="RING", stock=1, backorder_limit=9)
    for sku in ("BELL", "GONE", "FEW", "RING"):
        client.post("/cart/add/", {"sku": sku, "quantity": 3})
    client.post("/cart/code/", {"code": "TEN"})
    client.post("/cart/country/", {"country": "US"})
    Variant.objects.filter(sku="GONE").update(stock=0)
    Variant.objects.filter(sku="FEW").update(stock=1)
    cookies = [(name, client.cookies[name].value) for name in ("sessionid", "cart")]
    page.context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies]
    )
    page.set_default_timeout(20_000)
    return page


def test_the_filled_cart_breaks_no_rule(shopper, live_server, look):
    shopper.goto(live_server.url + "/cart/")
    main = shopper.get_by_role("main")
    for told in ("Sold out", "fewer than you have here", "Back-order", "TEN", "Delivery, from"):
        expect(main).to_contain_text(told, ignore_case=True)

    assert look() == []


@pytest.mark.parametrize("scripts", [True], indirect=True)
def test_the_filled_drawer_breaks_no_rule(shopper, live_server, look):
    shopper.goto(live_server.url + "/shop/")
    shopper.locator("[data-cart-open][role=button]").click()
    expect(shopper.get_by_role("dialog", name="Cart")).to_contain_text("Sold out")

    assert look() == []


def test_the_checkout_breaks_no_rule_with_errors_in_it(shopper, live_server, look):
    Variant.objects.update(stock=9)
    shopper.goto(live_server.url + "/checkout/")
    before = look()
    shopper.locator("[name=email]").fill("maya")
    shopper.locator("[name=postcode]").fill("?")
    shopper.get_by_role("button", name="Order and pay").click()
    expect(shopper.get_by_role("alert").first).to_contain_text("2 things to put right")

    assert before + look() == []


def test_no_order_breaks_a_rule_however_it_stands(shopper, live_server, look):
    shown = [f"{live_server.url}{order.get_absolute_url()}" for order in orders()]

    for address in shown:
        shopper.goto(address)
        assert look() == []


def orders() -> list[Order]:
    """One that waits, whose payment failed, is called off, and is sent in part with money back."""
    waits, failed, called_off = (
        make_order(payment_method=way) for way in ("invoice", "demo", "demo")
    )
    make_payment(failed, state=Payment.State.FAILED)
    cancel(called_off, by="shopper")
    sent = paid_order((make_variant(price="20.00"), 2))
    inside = {sent.lines.get().pk: 1}
    send(sent, by="ines", units=inside, tracking="ZX 9001", tracking_url="https://post.example/9")
    refund(sent, sent.total / 4, by="ines")
    return [waits, failed, called_off, sent]


def test_no_page_of_the_account_breaks_a_rule(shopper, live_server, look):
    make_order(email=EMAIL)
    names = ("account", "address_add", "account_delete")

    for address in [reverse(f"shop:{name}") for name in names]:
        assert shopper.goto(live_server.url + address).status == 200
        assert look() == []
