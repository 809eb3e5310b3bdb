"""The checkout in a real browser: with scripts, and by the plain form."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from shop.models import Order
from tests.factories import make_delivery_method, make_discount, make_product, make_variant

pytestmark = pytest.mark.django_db(transaction=True)

PLAIN = pytest.mark.parametrize(
    "browser_context_args", [{"java_script_enabled": False}], indirect=True
)
BOTH = pytest.mark.parametrize(
    "browser_context_args", [{}, {"java_script_enabled": False}], indirect=True, ids=["js", "plain"]
)
ADDRESS = {
    "Full name": "Maya Osei",
    "Street and number": "418 Linden Street",
    "City": "Minneapolis",
    "ZIP code": "55401",
}


@pytest.fixture
def browser_context_args(browser_context_args, request):
    return {**browser_context_args, **getattr(request, "param", {})}


@pytest.fixture
def checkout(page, live_server, complaints) -> Page:
    """The page of a cart with goods for $40."""
    page.set_default_timeout(15_000)
    expect.set_options(timeout=15_000)
    make_variant(make_product("Kettlebell"), sku="BELL", price="40.00")
    make_delivery_method("Standard", price=6, countries=["US"])
    make_delivery_method("Express", price=12, countries=["US"], position=1)
    make_delivery_method("Parcel", price=19, countries=["DE"], position=2)
    client = Client()
    client.post("/cart/add/", {"sku": "BELL"})
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(f"{live_server.url}/checkout/")
    return page


def section(page: Page):
    return page.get_by_role("region", name="Delivery address")


def fill_in(page: Page) -> None:
    page.get_by_label("Email").fill("maya.osei@postbox.example")
    for label, text in ADDRESS.items():
        section(page).get_by_label(label).fill(text)
    section(page).get_by_label("State").select_option("MN")


def with_scripts(page: Page) -> None:
    expect(page.get_by_role("button", name="Update for this country").first).to_be_hidden()


@BOTH
def test_a_guest_orders(checkout):
    fill_in(checkout)

    checkout.get_by_role("button", name="Order and pay $46.00").click()

    checkout.wait_for_url("**/orders/*/**")
    order = Order.objects.get()
    expect(checkout.get_by_role("main")).to_contain_text(order.number)


@BOTH
def test_errors_stand_beside_their_fields_and_the_focus_where_they_are_listed(checkout):
    checkout.get_by_label("Email").fill("maya@postbox")

    checkout.get_by_role("button", name="Order and pay").click()

    alert = checkout.get_by_role("alert")
    expect(alert).to_contain_text("Write the whole address")
    expect(alert).to_be_focused()
    expect(checkout.get_by_label("Email")).to_have_value("maya@postbox")
    alert.get_by_role("link", name="Email: Write the whole address").click()
    expect(checkout.get_by_label("Email")).to_be_focused()


@PLAIN
def test_without_scripts_a_button_shows_another_countrys_ways(checkout):
    section(checkout).get_by_label("Full name").fill("Maja")
    section(checkout).get_by_label("Country").select_option("DE")

    section(checkout).get_by_role("button", name="Update").click()

    expect(checkout.get_by_role("radio", name="Parcel")).to_be_checked()
    expect(section(checkout).get_by_label("Full name")).to_have_value("Maja")
    expect(section(checkout).get_by_label("State")).to_have_count(0)
    expect(checkout.get_by_role("button", name="Order and pay $59.00")).to_be_visible()


@PLAIN
def test_without_scripts_the_bills_address_opens_by_its_box(checkout):
    bill = checkout.get_by_role("region", name="Billing address")
    expect(bill).to_be_hidden()

    checkout.get_by_label("Use this address for the bill too").uncheck()

    expect(bill).to_be_visible()


def test_another_country_shows_its_ways_by_itself_and_keeps_what_was_typed(checkout):
    with_scripts(checkout)
    section(checkout).get_by_label("Full name").fill("Maja")

    section(checkout).get_by_label("Country").select_option("DE")

    expect(checkout.get_by_role("radio", name="Parcel")).to_be_checked()
    expect(checkout.get_by_role("button", name="Order and pay $59.00")).to_be_visible()
    expect(section(checkout).get_by_label("Full name")).to_have_value("Maja")
    expect(checkout.locator("checkout-form [role=status]")).to_contain_text("$59.00")


def test_another_way_of_delivery_changes_the_total_by_itself(checkout):
    with_scripts(checkout)
    fill_in(checkout)

    checkout.get_by_role("radio", name="Express").check()

    button = checkout.get_by_role("button", name="Order and pay $52.00")
    expect(button).to_be_visible()
    expect(checkout.get_by_role("radio", name="Express")).to_be_focused()
    button.click()
    checkout.wait_for_url("**/orders/*/**")
    assert Order.objects.get().delivery_title == "Express"


def test_a_code_is_applied_in_place(checkout):
    with_scripts(checkout)
    make_discount("SUNDAY10")
    fill_in(checkout)

    checkout.get_by_label("Discount code").fill("sunday10")
    checkout.get_by_role("button", name="Apply").click()

    expect(checkout.get_by_role("button", name="Order and pay $42.00")).to_be_visible()
    expect(checkout.get_by_label("Email")).to_have_value("maya.osei@postbox.example")


def test_a_look_that_gets_no_answer_is_owned_up_to(checkout):
    with_scripts(checkout)
    checkout.route("**/checkout/", lambda route: route.abort())

    checkout.get_by_role("radio", name="Express").check()

    expect(checkout.locator("checkout-form [role=status]")).to_have_text(
        "We could not reach the shop. Please try again."
    )
