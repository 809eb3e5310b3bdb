"""The cart as a drawer over the page, with scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from shop.models import CartLine, Variant
from tests.factories import make_product, make_variant

pytestmark = pytest.mark.django_db(transaction=True)

ONE_MORE = re.compile("^One more of")
ONE_FEWER = re.compile("^One fewer of")


@pytest.fixture
def wedges() -> Variant:
    return make_variant(make_product("Heel wedges"), sku="WEDGE", price="28.00", stock=4)


@pytest.fixture
def shop(page, live_server, wedges) -> Page:
    """The product's page; a fault in a script fails the test."""
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    visit(page, live_server.url + wedges.product.get_absolute_url())
    yield page
    assert not faults


def visit(page: Page, address: str) -> None:
    """Go there, and wait for the scripts: before them the plain forms do the work."""
    page.goto(address)
    page.wait_for_selector("[data-cart-open][role=button]")


def drawer(page: Page):
    return page.get_by_role("dialog", name="Cart")


def add(page: Page) -> None:
    page.get_by_role("button", name="Add to cart").click()
    expect(drawer(page)).to_be_visible()


def test_adding_opens_the_drawer_and_says_so(shop):
    add(shop)

    expect(drawer(shop).get_by_role("status")).to_have_text(
        "Heel wedges added. 1 item in your cart."
    )
    expect(drawer(shop)).to_contain_text("$28.00")
    expect(shop.locator("header [data-cart-count]")).to_have_text("1")


def test_the_count_stands_in_the_header_of_every_page(shop, live_server):
    add(shop)

    visit(shop, f"{live_server.url}/shop/")

    expect(shop.locator("header [data-cart-count]")).to_have_text("1")


def test_a_double_click_adds_once(shop):
    shop.get_by_role("button", name="Add to cart").evaluate("b => { b.click(); b.click(); }")

    expect(drawer(shop).get_by_role("status")).to_contain_text("1 item in your cart.")
    assert CartLine.objects.get().quantity == 1


def test_closing_the_drawer_after_adding_leads_back_to_the_button(shop):
    add(shop)

    shop.keyboard.press("Escape")

    expect(drawer(shop)).to_be_hidden()
    expect(shop.get_by_role("button", name="Add to cart")).to_be_focused()


def test_an_empty_drawer_asks_the_server_for_nothing(shop):
    asked = []
    shop.on("request", lambda request: asked.append(request.url))

    shop.locator("[data-cart-open]").click()

    expect(drawer(shop)).to_contain_text("Your cart is empty")
    assert not [address for address in asked if "/static/" not in address]


def test_what_the_drawer_runs_on_comes_with_its_first_use(page, live_server, wedges):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, live_server.url + wedges.product.get_absolute_url())
    assert not [address for address in asked if "cart-drawer" in address]

    with page.expect_response("**/cart-drawer*.js"):
        page.locator("[data-cart-open]").hover()


def test_where_the_drawer_cannot_be_fetched_the_link_and_the_form_do_the_work(
    page, live_server, wedges
):
    page.route("**/cart-drawer*.js", lambda route: route.abort())
    visit(page, live_server.url + wedges.product.get_absolute_url())

    page.get_by_role("button", name="Add to cart").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your cart")
    expect(page.get_by_role("main")).to_contain_text("Heel wedges")


def test_the_drawer_works_by_keyboard(shop):
    link = shop.locator("[data-cart-open]")
    link.focus()

    shop.keyboard.press("Enter")

    expect(drawer(shop).get_by_role("heading", name="Cart", exact=True)).to_be_focused()
    shop.keyboard.press("Tab")
    expect(shop.get_by_role("button", name="Close cart")).to_be_focused()
    for key in ["Tab"] * 6 + ["Shift+Tab"] * 3:
        shop.keyboard.press(key)
        assert shop.evaluate("!document.activeElement.closest('header, main, footer')")
    shop.keyboard.press("Escape")
    expect(link).to_be_focused()


def test_space_opens_the_drawer_as_a_button_does(shop):
    shop.locator("[data-cart-open]").focus()

    shop.keyboard.press("Space")

    expect(drawer(shop)).to_be_visible()


def test_a_click_outside_closes_the_drawer(shop):
    shop.locator("[data-cart-open]").click()

    shop.mouse.click(20, 300)

    expect(drawer(shop)).to_be_hidden()


def test_the_stepper_changes_the_line_and_keeps_the_focus(shop):
    add(shop)
    more = drawer(shop).get_by_role("button", name=ONE_MORE)

    more.press("Enter")

    expect(drawer(shop).get_by_role("status")).to_have_text(
        "Heel wedges: 2 now. 2 items in your cart."
    )
    expect(more).to_be_focused()
    expect(drawer(shop)).to_contain_text("$56.00")


def test_quick_clicks_are_all_done(shop):
    add(shop)
    more = drawer(shop).get_by_role("button", name=ONE_MORE).element_handle()

    shop.evaluate("button => { button.click(); button.click(); button.click(); }", more)

    expect(drawer(shop).get_by_role("status")).to_contain_text("4 now")
    assert CartLine.objects.get().quantity == 4


def test_more_than_there_are_is_said_in_a_sentence(shop):
    shop.get_by_label("Quantity").fill("9")

    add(shop)

    expect(drawer(shop).get_by_role("status")).to_have_text(
        "Only 4 of Heel wedges are left. 4 were added."
    )


def test_one_fewer_than_one_empties_the_cart(shop):
    add(shop)

    drawer(shop).get_by_role("button", name=ONE_FEWER).click()

    expect(drawer(shop)).to_contain_text("Your cart is empty")
    expect(shop.locator("header [data-cart-count]")).to_have_text("0")
    assert not [c for c in shop.context.cookies() if c["name"] == "cart"]


def test_removing_hands_the_focus_to_the_next_line(shop, live_server):
    add(shop)
    mat = make_variant(make_product("Long mat"))
    visit(shop, live_server.url + mat.product.get_absolute_url())
    add(shop)

    drawer(shop).get_by_role("button", name="Remove Heel wedges").press("Enter")

    expect(drawer(shop).get_by_role("button", name="Remove Long mat")).to_be_focused()


def test_an_answer_that_does_not_come_is_owned_up_to(shop):
    shop.route("**/cart/add/", lambda route: route.abort())

    add(shop)

    expect(drawer(shop).get_by_role("status")).to_have_text(
        "We could not reach the shop. Please try again."
    )


def test_a_slow_look_does_not_hide_what_was_added_meanwhile(shop):
    add(shop)
    shop.keyboard.press("Escape")
    held = []

    def hold(route):
        held.append(route)

    shop.route("**/cart/drawer/", hold)
    with shop.expect_request("**/cart/drawer/"):
        shop.locator("[data-cart-open]").click()
    shop.keyboard.press("Escape")

    shop.get_by_role("button", name="Add to cart").click()
    held[0].continue_()

    expect(drawer(shop).get_by_role("status")).to_contain_text("2 items in your cart.")


def test_the_drawer_catches_up_with_another_tab(shop, live_server):
    add(shop)
    shop.keyboard.press("Escape")
    other = shop.context.new_page()
    visit(other, f"{live_server.url}/cart/")
    other.get_by_role("button", name=ONE_MORE).click()
    expect(other.get_by_role("status").first).to_contain_text("2 now")

    shop.locator("[data-cart-open]").click()

    expect(drawer(shop)).to_contain_text("$56.00")


def test_the_cart_page_changes_in_place(shop, live_server):
    add(shop)
    visit(shop, f"{live_server.url}/cart/")

    shop.get_by_role("main").get_by_role("button", name=ONE_MORE).click()

    expect(shop.get_by_role("main").get_by_role("status")).to_contain_text("2 now")
    expect(drawer(shop)).to_be_hidden()
    expect(shop.get_by_role("main")).to_contain_text("$56.00")
