"""What the search box offers while somebody types."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.factories import publish_article

pytestmark = pytest.mark.django_db(transaction=True)


def test_typing_offers_links_that_arrow_keys_reach_and_escape_closes(page: Page, live_server):
    publish_article("Ankle mobility")
    publish_article("Ankle strength")
    page.goto(f"{live_server.url}/search/")
    box = page.get_by_role("searchbox")

    box.press_sequentially("ankle")

    links = page.locator(".suggestions a")
    expect(links).to_have_count(2)
    box.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(links).to_have_count(0)
    expect(box).to_be_focused()


def test_nothing_is_fetched_for_it_before_somebody_comes_to_the_box(page: Page, live_server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{live_server.url}/search/", wait_until="networkidle")

    assert not [address for address in asked if "suggest" in address]


def test_what_was_typed_before_the_script_came_counts(page: Page, live_server):
    publish_article("Ankle mobility")
    held = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/search-suggest*.js", hold)
    page.goto(f"{live_server.url}/search/")
    page.get_by_role("searchbox").press_sequentially("ankle")

    held[0].continue_()

    expect(page.locator(".suggestions a")).to_have_text(["Ankle mobility"])
