"""The whole cart by plain links and forms."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import make_product, make_variant

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "java_script_enabled": False}


@pytest.fixture
def shop(page, live_server):
    product = make_product("Kettlebell", option_name="Weight")
    make_variant(product, title="8 kg", price="58.00", stock=0)
    make_variant(product, title="12 kg", price="64.00", stock=2)
    make_variant(product, title="16 kg", price="72.00", stock=9)
    page.goto(f"{live_server.url}/shop/")
    page.get_by_role("link", name="Kettlebell").click()
    return page


def test_the_chosen_variant_is_added(shop):
    shop.get_by_label("16 kg").check(force=True)
    shop.get_by_label("Quantity").fill("2")

    shop.get_by_role("button", name="Add to cart").click()

    expect(shop).to_have_title("Your cart | Fitblog")
    expect(shop.get_by_role("main")).to_contain_text(
        "Kettlebell, 16 kg added. 2 items in your cart."
    )
    expect(shop.get_by_role("main")).to_contain_text("$144.00")


def test_the_first_that_is_there_is_chosen_and_the_sold_out_one_cannot_be(shop):
    expect(shop.get_by_label("12 kg")).to_be_checked()
    expect(shop.get_by_label(re.compile("8 kg .* Sold out"))).to_be_disabled()


def test_the_cart_is_changed_and_emptied_by_its_buttons(shop):
    shop.get_by_role("button", name="Add to cart").click()

    shop.get_by_role("button", name="One more of Kettlebell, 12 kg").click()
    expect(shop.get_by_role("main")).to_contain_text("Kettlebell, 12 kg: 2 now.")

    shop.get_by_role("button", name="One more of Kettlebell, 12 kg").click()
    expect(shop.get_by_role("main")).to_contain_text("Only 2 of Kettlebell, 12 kg are left.")

    shop.get_by_role("button", name="Remove Kettlebell, 12 kg").click()
    expect(shop.get_by_role("main")).to_contain_text("Your cart is empty")
    shop.get_by_role("link", name="Browse the shop").click()
    expect(shop.get_by_role("heading", level=1)).to_have_text("Kit that earns its place")


def test_the_carts_link_leads_to_the_page(shop):
    shop.locator("[data-cart-open]").click()

    expect(shop.get_by_role("heading", level=1)).to_have_text("Your cart")
