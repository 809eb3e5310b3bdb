"""Nothing is asked of a video's site before somebody presses play."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Edition
from tests.factories import make_picture, publish_article

pytestmark = pytest.mark.django_db(transaction=True)

SITE = "https://www.youtube-nocookie.com/**"
HANG = '<p>Look.</p><p><a href="https://www.youtube.com/watch?v=aqz-KE-bpKQ">How to hang</a></p>'


@pytest.fixture
def edition() -> Edition:
    sections = [{"heading": "Hang", "body": HANG}]
    return publish_article("Hang first", hero=make_picture(), sections=sections)


@pytest.fixture
def asked(page, complaints) -> list[str]:
    """The addresses that a page asks for; the video's site answers with a page of its own."""
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.route(SITE, lambda route: route.fulfill(body="<h1>Playing</h1>", content_type="text/html"))
    yield addresses
    assert not complaints


@pytest.fixture
def reader(page, asked, live_server, edition) -> Page:
    page.goto(live_server.url + edition.get_absolute_url(), wait_until="networkidle")
    page.wait_for_selector("video-on-click [role=button]")
    return page


def elsewhere(asked: list[str], live_server) -> list[str]:
    return [address for address in asked if not address.startswith((live_server.url, "data:"))]


def test_before_the_click_there_is_our_own_picture_and_nothing_of_theirs(
    reader, asked, live_server
):
    button = reader.get_by_role("button", name="Play the video: How to hang")
    button.scroll_into_view_if_needed()
    expect(button.locator("img")).to_have_js_property("complete", True)

    assert elsewhere(asked, live_server) == []
    assert reader.locator("iframe").count() == 0


@pytest.mark.parametrize("way", ["click", "Enter", "Space"])
def test_a_click_plays_it_in_its_place(reader, asked, live_server, way):
    button = reader.get_by_role("button", name="Play the video")
    place = button.bounding_box()

    button.click() if way == "click" else button.press(way)

    expect(reader.frame_locator("iframe[title='How to hang']").locator("h1")).to_have_text(
        "Playing"
    )
    assert elsewhere(asked, live_server) == [
        "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1&rel=0"
    ]
    assert reader.locator("iframe").bounding_box()["height"] == place["height"]


def test_without_scripts_it_is_a_link_to_the_video(browser, live_server, edition):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(live_server.url + edition.get_absolute_url())

    expect(page.get_by_role("link", name="How to hang")).to_have_attribute(
        "href", "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
    )
    context.close()
