"""What a phone asks for before anybody scrolls, with the static files of production."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from fitblog.lib.once import _rendered
from tests.factories import (
    make_author,
    make_picture,
    make_product,
    make_product_picture,
    make_topic,
    make_variant,
    picture_file,
    publish_article,
)

pytestmark = pytest.mark.django_db(transaction=True)

REQUESTS_MAX = 8
EXCERPT = (
    "Four small changes put the work back where it belongs, and a test tells you which of them."
)
PATHS = [
    "/",
    "/guides/",
    "/guides/guide-3/",
    "/topics/strength/",
    "/authors/ines-marlow/",
    "/search/?q=guide",
    "/search/?q=bar",
    "/shop/",
    "/shop/plate-3/",
    "/cart/",
]
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True}
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
  if (!entry.hadRecentInput) window.shifted += entry.value;
})).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, **PHONE}


@pytest.fixture
def phone(page, settings, collected) -> Page:
    settings.STATIC_ROOT = collected
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "fitblog.lib.storage.StaticStorage"},
    }

    def serve(route):
        route.fulfill(path=Path(collected, route.request.url.split("/static/")[1]))

    page.route("**/static/**", serve)  # a page with a route uses no cache: each view is a first one
    page.add_init_script(SHIFTS)
    _rendered.cache_clear()
    yield page
    _rendered.cache_clear()


def make_site(excerpt: str = EXCERPT, title: str = "what to do when the bar is heavy") -> None:
    topic, author = (
        make_topic(),
        make_author(portrait=make_picture(), credentials=excerpt, bio=excerpt * 3),
    )
    for number in range(13):
        product = make_product(f"Plate {number}", summary=excerpt)
        make_variant(product)
        make_product_picture(product)
        make_product_picture(product)
        publish_article(
            f"Guide {number}: {title}",
            slug=f"guide-{number}",
            excerpt=excerpt,
            topic=topic,
            author=author,
            hero=make_picture(file=picture_file(640, 480)),
            sections=[
                {"heading": "Hang", "product": product},
                {"heading": "Grip", "level": 3, "kind": "steps"},
            ],
            faq=["How often?"],
        )


@pytest.mark.parametrize("words", [{}, {"excerpt": "", "title": "bar"}], ids=["long", "short"])
def test_the_first_view_is_eight_requests_at_most_and_nothing_moves(phone, live_server, words):
    make_site(**words)
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    for path in PATHS:
        asked.clear()

        answer = phone.goto(live_server.url + path, wait_until="networkidle")

        assert answer.ok
        requests = [address for address in asked if not address.startswith("data:")]
        assert len(requests) <= REQUESTS_MAX, (path, requests)
        assert all(address.startswith(live_server.url) for address in requests)
        assert phone.evaluate("window.shifted") == 0


def test_pictures_further_down_come_before_one_is_there(phone, live_server):
    make_site(excerpt="", title="bar")
    for path in ("/guides/", "/search/?q=bar", "/shop/"):
        phone.goto(live_server.url + path, wait_until="networkidle")
        for place in range(phone.locator("main img").count()):
            picture = phone.locator(".card__art, .tile__art, .hit__art").nth(place)
            picture.scroll_into_view_if_needed()

            image = picture.locator("img")

            image.wait_for(state="visible")
            expect(image).to_have_js_property("complete", True)
            assert image.evaluate("image => image.naturalWidth") > 0
