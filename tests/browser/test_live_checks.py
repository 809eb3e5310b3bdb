"""The checks beside the form in a real Chromium: they follow what is typed, and lead to it."""

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.models import Article, Override
from tests.articles.checked import make_sound_article
from tests.factories import make_product, make_variant

pytestmark = pytest.mark.django_db(transaction=True)

EMPTY = {"heading": "Grip", "body": ""}


@pytest.fixture
def desk(editor, live_server, complaints):
    """Opens the form of a guide. The browser must have no complaint of it."""

    def open_form(article: Article) -> Page:
        editor.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
        editor.wait_for_function("() => customElements.get('live-checks')")
        return editor

    yield open_form
    assert complaints == []


def findings(page: Page) -> Locator:
    return page.locator(".checks__finding:not([data-severity=pass])")


def test_a_finding_goes_away_as_what_it_asks_for_is_typed(desk):
    page = desk(make_sound_article(excerpt=" "))
    expect(findings(page)).to_contain_text("There is no excerpt.")

    page.locator("#id_excerpt").press_sequentially("What hanging does for your grip and shoulders.")

    expect(findings(page)).to_have_count(0)
    expect(page.locator(".checks-jump")).to_have_text("Checks: all passed")
    assert Article.objects.get().excerpt == " "


def test_a_finding_comes_up_as_it_is_typed(desk):
    page = desk(make_sound_article())
    expect(findings(page)).to_have_count(0)

    page.locator("#id_takeaways-0-text").fill("")

    expect(findings(page)).to_contain_text("does not say why")


def test_a_finding_leads_into_a_folded_section_and_goes_away_there(desk):
    page = desk(make_sound_article(sections=["Pull", EMPTY]))
    text = page.locator("#sections-1 .cke_wysiwyg_div")

    findings(page).get_by_role("link", name="Show it").click()
    expect(text).to_be_focused()
    page.keyboard.type("Hold on.")

    expect(findings(page)).to_have_count(0)


def test_a_finding_leads_to_a_choice(desk):
    product = make_variant(make_product("Bar"), stock=0).product
    page = desk(make_sound_article(sections=["Pull", {"heading": "Grip", "product": product}]))

    findings(page).get_by_role("link", name="Show it").click()

    expect(page.get_by_role("combobox", name="Product Bar")).to_be_focused()


def test_what_is_blocked_is_published_with_a_reason(desk):
    page = desk(make_sound_article(sections=[EMPTY]))

    page.locator(".submit-row [name=_publish]").click()
    expect(page.locator("form .errorlist").first).to_contain_text(
        "Not published: 1 check blocks it."
    )
    page.get_by_label("Publish all the same, because").fill("The text follows tonight.")
    page.locator(".submit-row [name=_publish]").click()
    page.locator(".messagelist .success").wait_for()

    assert Override.objects.get().reason == "The text follows tonight."
    expect(page.locator(".checks__overrides")).to_contain_text("The text follows tonight.")


def test_a_reason_is_asked_for_while_something_blocks_and_stays_as_one_types(desk):
    page = desk(make_sound_article())
    reason = page.get_by_label("Publish all the same, because")
    expect(reason).to_be_hidden()

    page.locator("#sections-0 [data-fold]").click()
    page.locator("#id_sections-0-level").select_option("3")
    expect(reason).to_be_visible()
    reason.fill("It is meant.")
    page.locator("#id_excerpt").fill("")
    expect(findings(page)).to_have_count(2)

    expect(reason).to_have_value("It is meant.")


def test_on_a_phone_a_link_at_the_top_leads_to_the_checks(desk):
    page = desk(make_sound_article(sections=[EMPTY]))
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("#checks")).not_to_be_in_viewport()

    page.get_by_role("link", name="Checks: 1 block").click()

    expect(page.locator("#checks-heading")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_on_a_desk_the_checks_stay_in_sight(desk):
    page = desk(make_sound_article(sections=[EMPTY]))
    page.set_viewport_size({"width": 1440, "height": 800})

    page.locator("#id_meta_description").scroll_into_view_if_needed()

    expect(findings(page).first).to_be_in_viewport()


def test_when_the_checks_cannot_be_had_that_is_said(editor, live_server):
    article = make_sound_article()
    editor.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    editor.route("**/checks/", lambda route: route.abort())

    editor.locator("#id_excerpt").fill("")

    expect(editor.locator(".checks__said")).to_have_text(
        "The checks could not be refreshed; these are older."
    )
    expect(editor.locator(".checks__said")).to_be_visible()
