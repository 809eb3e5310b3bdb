"""What a phone asks for before anybody scrolls, with the static files of production."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

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
# As long as editors write them: the shorter the cards, the more pictures a browser fetches ahead.
EXCERPT = (
    "Four small changes put the work back where it belongs, and a test tells you which of them."
)
PATHS = [
    "/",
    "/guides/",
    "/guides/guide-3/",
    "/topics/strength/",
    "/authors/ines-marlow/",
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


@pytest.fixture
def site() -> None:
    topic, author = (
        make_topic(),
        make_author(portrait=make_picture(), credentials=EXCERPT, bio=EXCERPT * 3),
    )
    for number in range(13):
        product = make_product(f"Plate {number}", summary=EXCERPT)
        make_variant(product)
        make_product_picture(product)
        make_product_picture(product)
        publish_article(
            f"Guide {number}: what to do when the bar is heavy",
            slug=f"guide-{number}",
            excerpt=EXCERPT,
            topic=topic,
            author=author,
            hero=make_picture(file=picture_file(640, 480)),
            sections=[
                {"heading": "Hang", "product": product},
                {"heading": "Grip", "level": 3, "kind": "steps"},
            ],
            faq=["How often?"],
        )


def test_the_first_view_is_eight_requests_at_most_and_nothing_moves(phone, live_server, site):
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
