"""Two options without scripts: one radio group, so one Tab stop, walked by the arrow keys."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_product, make_variant

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "java_script_enabled": False}


def test_arrows_walk_over_the_groups_and_tab_leaves_them(page, live_server):
    product = make_product("Bell", option_name="Handle / Weight")
    for title in ("Raw / 8 kg", "Raw / 12 kg", "Coat / 8 kg"):
        make_variant(product, title=title, stock=9)
    page.goto(f"{live_server.url}{product.get_absolute_url()}")
    raw, coat = (page.get_by_role("group", name=name, exact=True) for name in ("Raw", "Coat"))
    expect(raw.get_by_role("radio", name="8 kg")).to_be_checked()

    raw.get_by_role("radio", name="8 kg").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(coat.get_by_role("radio", name="8 kg")).to_be_checked()
    page.keyboard.press("Tab")

    expect(page.get_by_label("Quantity")).to_be_focused()
    page.get_by_role("button", name="Add to cart").click()
    expect(page.get_by_role("main")).to_contain_text("Bell, Coat / 8 kg added.", timeout=15_000)
