"""Doing the steps of a guide with the phone on the floor: one step a screen."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Edition
from tests.factories import publish_article

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}
LONG = "<p>" + "Breathe out slowly and hold the bar. " * 80 + "</p>"
LOCKS = """
window.locks = [];
Object.defineProperty(navigator, "wakeLock", { value: { request: async () => {
  const lock = { released: false, release() { this.released = true; } };
  window.locks.push(lock);
  return lock;
} } });
"""


@pytest.fixture
def edition() -> Edition:
    steps = ["Hang", "Pull", "Lower"]
    return publish_article(
        "Hang first",
        sections=[
            {"heading": "Grip", "body": LONG},
            {"heading": "Three steps"},
            *({"heading": name, "level": 3, "kind": "steps", "body": LONG} for name in steps),
            {"heading": "Rest", "body": LONG},
        ],
    )


@pytest.fixture
def reader(page, live_server, edition, complaints) -> Page:
    page.set_viewport_size(PHONE)
    page.add_init_script(LOCKS)
    page.goto(live_server.url + edition.get_absolute_url())
    yield page
    assert not complaints


@pytest.fixture
def screen(reader):
    reader.get_by_role("button", name="Follow along").click()
    return reader.get_by_role("dialog", name="Follow along")


def is_at(screen, words: str, name: str) -> None:
    expect(screen.get_by_role("status")).to_contain_text(words)
    expect(screen.get_by_role("heading")).to_have_text(name)


def test_the_buttons_lead_from_step_to_step_and_words_tell_which(screen):
    is_at(screen, "Step 1 of 3", "Hang")
    expect(screen.get_by_role("button", name="Previous")).to_be_disabled()

    screen.get_by_role("button", name="Next").click()
    screen.get_by_role("button", name="Next").click()
    is_at(screen, "Step 3 of 3", "Lower")

    screen.get_by_role("button", name="Previous").click()
    is_at(screen, "Step 2 of 3", "Pull")


def test_arrow_keys_lead_too_and_stop_at_the_ends(reader, screen):
    for key in ["ArrowLeft", "ArrowRight", "ArrowRight", "ArrowRight"]:
        reader.keyboard.press(key)
    is_at(screen, "Step 3 of 3", "Lower")

    reader.keyboard.press("ArrowLeft")
    is_at(screen, "Step 2 of 3", "Pull")


def swipe(page: Page, way: int) -> None:
    page.evaluate(
        """(way) => {
          const stage = document.querySelector(".follow__step");
          const finger = (type, x) => stage.dispatchEvent(new PointerEvent(type, {
            pointerType: "touch", isPrimary: true, clientX: x, clientY: 400, bubbles: true }));
          finger("pointerdown", 200);
          finger("pointerup", 200 + way);
        }""",
        way,
    )


def test_a_finger_turns_the_steps_and_a_tap_does_not(reader, screen):
    swipe(reader, -120)
    is_at(screen, "Step 2 of 3", "Pull")

    swipe(reader, 10)
    is_at(screen, "Step 2 of 3", "Pull")

    swipe(reader, 120)
    is_at(screen, "Step 1 of 3", "Hang")


@pytest.mark.parametrize("way", ["escape", "back", "button"])
def test_one_leaves_to_the_step_one_is_at(reader, screen, way):
    reader.keyboard.press("ArrowRight")

    if way == "escape":
        reader.keyboard.press("Escape")
    elif way == "back":
        reader.go_back()
    else:
        screen.get_by_role("button", name="Back to the guide").click()

    expect(screen).to_be_hidden()
    heading = reader.get_by_role("heading", name="Pull")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    assert reader.evaluate("history.scrollRestoration") == "auto"


def test_done_leaves_and_the_way_back_leads_out_of_the_guide(reader, screen, live_server, edition):
    for _step in range(3):
        screen.get_by_role("button", name="Next").or_(
            screen.get_by_role("button", name="Done")
        ).click()

    expect(screen).to_be_hidden()
    expect(reader.get_by_role("heading", name="Lower")).to_be_focused()
    reader.go_back()
    assert reader.url == "about:blank"


def test_the_screen_stays_on_while_one_follows_and_no_longer(reader, screen):
    reader.wait_for_function("() => window.locks.length === 1")
    screen.get_by_role("button", name="Next").click()
    assert reader.evaluate("window.locks.map((lock) => lock.released)") == [False]

    reader.keyboard.press("Escape")
    expect(screen).to_be_hidden()

    assert reader.evaluate("window.locks.map((lock) => lock.released)") == [True]


def test_the_screen_is_kept_on_again_when_one_comes_back_to_the_page(reader, screen):
    reader.wait_for_function("() => window.locks.length === 1")

    # As the browser does when the page is hidden and shown.
    reader.evaluate(
        "window.locks[0].release(); document.dispatchEvent(new Event('visibilitychange'))"
    )

    reader.wait_for_function("() => window.locks.length === 2")


def test_nothing_moves_when_the_button_comes(page, live_server, edition):
    page.goto(live_server.url + edition.get_absolute_url())
    steps, button = page.locator(".follow .steps"), page.locator(".follow__start")

    top = steps.bounding_box()["y"]
    end = button.bounding_box()["y"] + button.bounding_box()["height"]
    button.evaluate("button => button.remove()")

    assert end < top
    assert steps.bounding_box()["y"] == top


def test_without_scripts_the_steps_are_there_and_no_button(browser, live_server, edition):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + edition.get_absolute_url())

    expect(page.get_by_role("heading", name="Pull")).to_be_visible()
    expect(page.get_by_role("button", name="Follow along")).to_have_count(0)
    context.close()


def test_a_guide_without_steps_offers_none(page, live_server):
    edition = publish_article("Rest", sections=[{"heading": "Sleep"}])

    page.goto(live_server.url + edition.get_absolute_url())

    expect(page.get_by_role("button", name="Follow along")).to_have_count(0)
