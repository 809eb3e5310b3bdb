"""Reading a guide in a real Chromium, with and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Edition, PlainPage
from tests.factories import make_picture, publish_article

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "<p>" + "Hold the bar and breathe out slowly while you are there. " * 60 + "</p>"
TABLE = "<table><caption>Minutes</caption><tbody><tr><td>5</td></tr></tbody></table>"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}


@pytest.fixture
def edition() -> Edition:
    return publish_article(
        "Hang first",
        hero=make_picture(),
        takeaways=["Hang daily"],
        sections=[
            {"heading": "Grip", "body": LONG},
            {"heading": "Hang", "body": LONG + TABLE},
            {"heading": "Pull", "body": LONG},
        ],
        faq=["Do I need chalk?", "How often?"],
    )


@pytest.fixture
def address(live_server, edition) -> str:
    return live_server.url + edition.get_absolute_url()


@pytest.fixture
def reader(page) -> Page:
    """A page on which nothing may go wrong: no fault, no refused script, no missing file."""
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.set_viewport_size(DESKTOP)
    yield page
    assert not faults


@pytest.fixture
def without_scripts(browser) -> Page:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    yield context.new_page()
    context.close()


def answer(page: Page, anchor: str):
    return page.locator(f"#{anchor}")


def test_a_guide_is_read_from_its_title_to_the_way_on(reader, address):
    publish_article("Pull later")

    reader.goto(address)

    expect(reader).to_have_title("Hang first | Fitblog")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Hang first")
    reader.get_by_role("link", name="Pull later").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Pull later")


def test_the_structured_data_is_no_script_that_the_policy_refuses(reader, address):
    reader.goto(address)

    expect(reader.locator("script[type='application/ld+json']")).to_have_count(1)


def test_a_link_to_an_answer_opens_it(reader, address):
    reader.goto(f"{address}#how-often")

    expect(answer(reader, "how-often")).to_be_visible()
    expect(answer(reader, "how-often")).to_be_in_viewport()
    expect(answer(reader, "do-i-need-chalk")).to_be_hidden()


def test_a_link_on_the_page_to_an_answer_opens_it_too(reader, address):
    reader.goto(address)

    reader.evaluate("location.hash = 'do-i-need-chalk'")

    expect(answer(reader, "do-i-need-chalk")).to_be_visible()


def test_a_question_opens_by_keyboard(reader, address):
    reader.goto(address)

    reader.get_by_text("How often?").focus()
    reader.keyboard.press("Enter")

    expect(answer(reader, "how-often")).to_be_visible()


def test_printing_opens_every_question(reader, address):
    reader.goto(address)
    reader.emulate_media(media="print")

    for anchor in ("how-often", "do-i-need-chalk"):
        expect(answer(reader, anchor)).to_be_visible()
    expect(reader.get_by_role("banner")).to_be_hidden()


def test_the_contents_list_leads_to_a_chapter_and_says_where_the_reader_is(reader, address):
    reader.goto(address)
    contents = reader.get_by_role("navigation", name="On this page")

    contents.get_by_role("link", name="Hang").click()

    expect(reader.get_by_role("heading", name="Hang", exact=True)).to_be_in_viewport()
    expect(contents.locator("[aria-current]:visible")).to_have_text("Hang")


def test_on_a_phone_the_contents_open_in_a_box(reader, address):
    reader.set_viewport_size(PHONE)
    reader.goto(address)
    contents = reader.get_by_role("navigation", name="On this page")
    expect(contents.get_by_role("link", name="Pull")).to_be_hidden()

    contents.get_by_text("On this page").first.click()
    contents.get_by_role("link", name="Pull").click()

    expect(reader.get_by_role("heading", name="Pull", exact=True)).to_be_in_viewport()


def test_on_a_phone_the_menu_opens_over_the_page_and_escape_closes_it(reader, address):
    reader.set_viewport_size(PHONE)
    reader.goto(address)
    menu = reader.get_by_role("navigation", name="Main")
    expect(menu).to_be_hidden()

    reader.get_by_role("button", name="Menu").click()
    expect(menu.get_by_role("link", name="Strength")).to_be_visible()
    reader.keyboard.press("Escape")

    expect(menu).to_be_hidden()


def test_the_first_key_offers_the_way_past_the_header(reader, address):
    reader.goto(address)

    reader.keyboard.press("Tab")
    expect(reader.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    reader.keyboard.press("Enter")
    reader.keyboard.press("Tab")

    assert reader.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_table_takes_the_focus_so_that_keys_can_scroll_it(reader, address):
    reader.goto(address)

    region = reader.get_by_role("region", name="Minutes")
    region.focus()

    expect(region).to_be_focused()


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
@pytest.mark.parametrize("path", ["", "/guides/", "/topics/strength/", "/authors/ines-marlow/"])
def test_no_page_scrolls_sideways(reader, live_server, edition, path, width):
    reader.set_viewport_size({"width": width, "height": 800})

    reader.goto(live_server.url + (path or edition.get_absolute_url()))

    assert reader.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_plain_page_has_lines_as_long_as_a_guides(reader, live_server, address):
    PlainPage.objects.create(title="Delivery", slug="delivery", text=LONG)
    reader.set_viewport_size(DESKTOP)
    widths = []
    for page in (address, f"{live_server.url}/pages/delivery/"):
        reader.goto(page)
        widths.append(reader.locator(".prose p").first.bounding_box()["width"])

    assert widths[0] == pytest.approx(widths[1], abs=2)


def test_without_scripts_the_menu_the_contents_and_the_answers_are_there(without_scripts, address):
    page = without_scripts
    page.goto(address)

    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Strength", exact=True).first).to_be_visible()
    page.goto(address)
    page.get_by_text("On this page").first.click()
    expect(page.get_by_role("link", name="Pull")).to_be_visible()
    page.get_by_text("How often?").click()
    expect(answer(page, "how-often")).to_be_visible()
