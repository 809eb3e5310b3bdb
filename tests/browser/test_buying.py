"""From a guide to a paid order and its mails, with scripts and without."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from shop.models import Order, Payment, WebhookEvent
from shop.ordering.orders import State
from shop.payments import demo
from tests.factories import (
    make_delivery_method,
    make_product,
    make_tax_rate,
    make_variant,
    publish_article,
)
from tests.shop.checking_out import MAYA

pytestmark = pytest.mark.django_db(transaction=True)

PAID = "Thank you, Maya Osei"


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request) -> bool:
    return request.param


@pytest.fixture
def browser_context_args(browser_context_args, scripts):
    return {**browser_context_args, "java_script_enabled": scripts}


@pytest.fixture
def payment_page(page: Page, live_server, settings, scripts) -> Page:
    """From a guide through the cart and the checkout to where one pays. Nothing goes wrong."""
    settings.DEMO = True
    page.set_default_timeout(15_000)
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    rope = make_variant(make_product("Speed rope"), price="18.00", stock=5)
    make_delivery_method(price="6.00")
    make_tax_rate(rate="10")
    section = {"heading": "Skip", "product": rope.product, "product_reason": "Used in step two."}
    guide = publish_article("Rope first", sections=[section])
    page.goto(live_server.url + guide.get_absolute_url())
    if scripts:
        # Before them, the plain forms do the work.
        page.wait_for_selector("[data-cart-open][role=button]")
    in_the_text = page.get_by_role("region", name="Skip")
    in_the_text.get_by_role("button", name=re.compile("^Add to cart")).click()
    if scripts:
        drawer = page.get_by_role("dialog", name="Cart")
        expect(drawer).to_contain_text("Speed rope added.")
        drawer.get_by_role("link", name="See the whole cart").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your cart")
    page.get_by_role("main").get_by_role("link", name="Checkout").click()
    check_out(page)
    yield page
    assert not faults


def check_out(page: Page) -> None:
    for name in ("email", "name", "line1", "city", "postcode"):
        page.locator(f"[name={name}]").fill(MAYA[name])
    page.locator("[name=region]").select_option(MAYA["region"])
    page.get_by_label("Play money").check()
    page.get_by_role("button", name="Order and pay $26.40").click()
    expect(page).to_have_title("Play money")
    expect(page.get_by_role("heading", level=1)).to_have_text("$26.40")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def expect_title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def subjects() -> list[str]:
    return [message.subject for message in mail.outbox]


def test_paid(payment_page, live_server):
    press(payment_page, "Pay")

    expect_title(payment_page, PAID)
    order = Order.objects.get()
    assert order.state == State.PAID
    assert subjects() == [f"We have your order {order.number}", f"Order {order.number} is paid"]
    link = live_server.url + order.get_absolute_url()
    assert all(link in message.body for message in mail.outbox)
    payment_page.goto(link)
    expect(payment_page.get_by_role("main")).to_contain_text("Invoice number 1")


def test_told_twice_it_is_paid_once(payment_page):
    press(payment_page, "Pay, told twice")

    expect_title(payment_page, PAID)
    assert Order.objects.get().paid_total == Order.objects.get().total
    assert WebhookEvent.objects.count() == 1
    assert len(subjects()) == 2


def test_failed_and_then_paid(payment_page):
    press(payment_page, "Let it fail")
    expect_title(payment_page, "The payment did not go through")
    expect(payment_page.get_by_role("main")).to_contain_text("We keep the goods for you until")

    press(payment_page, "Pay $26.40 now")
    press(payment_page, "Pay")

    expect_title(payment_page, PAID)
    assert len(subjects()) == 2


def test_broken_off_and_called_off(payment_page):
    press(payment_page, "Break it off")
    expect_title(payment_page, "Your order is not paid yet")

    payment_page.get_by_text("Cancel this order").click()
    press(payment_page, "Yes, cancel it")
    expect_title(payment_page, "This order is cancelled")

    press(payment_page, "Put the goods into the cart again")
    expect_title(payment_page, "Your cart")
    expect(payment_page.get_by_role("main")).to_contain_text(re.compile("Speed rope"))
    assert Order.objects.get().state == State.CANCELLED


def test_told_late(payment_page):
    press(payment_page, "Pay, told late")
    expect_title(payment_page, "One moment, please")
    payment_page.get_by_role("link", name="Look again").click()
    expect_title(payment_page, "One moment, please")

    press(payment_page, "Deliver the message now")

    expect_title(payment_page, PAID)
    assert len(subjects()) == 2


@pytest.mark.parametrize("scripts", [True], indirect=True)
def test_with_scripts_the_page_notices_a_late_message_by_itself(payment_page):
    press(payment_page, "Pay, told late")
    expect(payment_page.get_by_role("status").first).to_have_text("This page looks by itself.")

    demo.deliver(Payment.objects.select_related("order").get())

    expect(payment_page.get_by_role("heading", level=1)).to_have_text(PAID, timeout=60_000)
