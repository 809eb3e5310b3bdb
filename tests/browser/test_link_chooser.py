"""A link to a guide or a product, chosen by its title in the editor's own dialog."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories import make_article, make_product, publish_article

pytestmark = pytest.mark.django_db(transaction=True)

FOUND = "link-chooser [role=option]"


@pytest.fixture
def dialog(editor, complaints, live_server):
    """Opens a guide, selects its introduction and opens the link dialog."""

    def open_dialog(article) -> Page:
        editor.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
        introduction = editor.locator("#cke_id_introduction")
        introduction.locator(".cke_wysiwyg_div").click()
        editor.keyboard.press("Control+A")
        introduction.locator(".cke_button__link").click()
        expect(editor.get_by_label("URL*")).to_be_focused()
        return editor

    yield open_dialog
    assert complaints == []


def find(page: Page, words: str):
    field = page.get_by_role("combobox", name="Find a guide or a product")
    field.click()
    field.press_sequentially(words)
    return field


def save(page: Page) -> None:
    page.locator(".submit-row [name=_save]").click()
    page.locator(".messagelist .success").wait_for()


def test_a_guide_is_chosen_by_keyboard(dialog):
    publish_article("Hang first"), publish_article("Hang later")
    article = make_article(introduction="<p>Grip</p>")
    page = dialog(article)

    field = find(page, "hang")
    expect(page.locator(FOUND)).to_have_count(2)
    field.press("ArrowDown")
    expect(page.locator(f"{FOUND}[aria-selected=true]")).to_contain_text("Hang later")
    field.press("Enter")
    expect(page.get_by_label("URL*")).to_have_value("/guides/hang-later/")
    expect(page.get_by_label("URL*")).to_be_focused()  # CKEditor takes a moment for it
    page.keyboard.press("Enter")  # OK
    expect(page.locator(".cke_dialog")).to_be_hidden()
    save(page)

    article.refresh_from_db()
    assert article.introduction == '<p><a href="/guides/hang-later/">Grip</a></p>'


def test_a_product_is_chosen_by_mouse_and_lends_its_title(dialog):
    make_product("Chalk")
    article = make_article(introduction="")
    page = dialog(article)

    find(page, "chal")
    page.get_by_role("option", name="Chalk Product").click()
    page.get_by_role("button", name="OK").click()
    save(page)

    article.refresh_from_db()
    assert article.introduction == '<p><a href="/shop/chalk/">Chalk</a></p>'


def test_escape_closes_the_list_and_then_the_dialog(dialog):
    publish_article("Hang first")
    page = dialog(make_article(introduction="<p>Grip</p>"))

    field = find(page, "hang")
    expect(page.locator(FOUND)).to_have_count(1)
    field.press("Escape")
    expect(page.locator(FOUND)).to_have_count(0)
    expect(page.locator(".cke_dialog")).to_be_visible()
    field.press("Escape")

    expect(page.locator(".cke_dialog")).to_be_hidden()


def test_what_is_not_found_is_said_and_enter_makes_no_link(dialog):
    page = dialog(make_article(introduction="<p>Grip</p>"))

    field = find(page, "nothing of that")
    status = page.locator("link-chooser [role=status]")
    expect(status).to_have_text("No guide and no product has these words in its title.")
    field.press("Enter")

    expect(page.locator(".cke_dialog")).to_be_visible()


def test_tab_leads_into_the_search_and_on(dialog):
    page = dialog(make_article(introduction="<p>Grip</p>"))

    find(page, "x").press("Tab")
    expect(page.get_by_label("Link Type")).to_be_focused()
    page.keyboard.press("Shift+Tab")

    expect(page.get_by_role("combobox", name="Find a guide or a product")).to_be_focused()
