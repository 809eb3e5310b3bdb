"""A guide on paper: one sheet to take along."""

import re

import pytest
from playwright.sync_api import Page, expect

from articles.models import Edition
from tests.factories import (
    make_product,
    make_product_picture,
    make_variant,
    publish_article,
)

pytestmark = pytest.mark.django_db(transaction=True)

SENTENCE = "Hold the bar and breathe out slowly while you are there, and count to three. "
STUDY = '<p>As <a href="https://example.org/study">a study</a> found.</p>'


@pytest.fixture
def edition() -> Edition:
    """About 1,200 words, as guides have."""
    product = make_product("Speed rope")
    make_variant(product)
    text = f"<p>{SENTENCE * 6}</p>"
    parts = [
        ({"kind": "steps"}, ["Hang", "Pull", "Lower", "Rest"]),
        ({"kind": "easier"}, ["With a band"]),
        ({"kind": "harder"}, ["With a weight"]),
    ]
    return publish_article(
        "Hang first",
        takeaways=["Hang daily", "Pull later", "Breathe", "Rest"],
        sections=[
            {"heading": "Grip", "body": text + STUDY, "product": product},
            {"heading": "Four steps", "body": text},
            *(
                {"heading": heading, "level": 3, "body": text, **kind}
                for kind, headings in parts
                for heading in headings
            ),
            {"heading": "The plan", "body": text * 2},
            {"heading": "When to stop", "body": text * 2},
        ],
        faq=["Do I need chalk?", "How often?", "How long?"],
    )


@pytest.fixture
def reader(page, live_server, edition) -> Page:
    page.goto(live_server.url + edition.get_absolute_url(), wait_until="networkidle")
    return page


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_guide_is_one_page(reader, paper):
    assert reader.locator("article").inner_text().count(" ") > 1000

    sheets = reader.pdf(format=paper)

    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1


def test_what_belongs_to_the_screen_stays_there(reader):
    reader.emulate_media(media="print")

    for kind in [
        ".header",
        ".contents",
        ".product-card",
        ".follow__start",
        ".related",
        ".chips",
        ".footer",
    ]:
        for shown in reader.locator(kind).all():
            expect(shown).to_be_hidden()
    expect(reader.get_by_role("heading", name="Lower")).to_be_visible()
    expect(reader.get_by_text("Hang daily")).to_be_visible()


def test_where_a_link_leads_is_written_out(reader):
    reader.emulate_media(media="print")

    shown = reader.get_by_role("link", name="a study").evaluate(
        "link => getComputedStyle(link, '::after').content"
    )
    assert "https://example.org/study" in shown


def test_pictures_that_nobody_has_scrolled_to_are_printed(page, live_server):
    for number in range(12):
        product = make_product(f"Plate {number}")
        make_variant(product)
        make_product_picture(product)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/shop/", wait_until="networkidle")
    expect(page.locator(".tile__art img").last).to_be_hidden()

    page.emulate_media(media="print")

    expect(page.locator(".tile__art img").last).to_be_visible()
