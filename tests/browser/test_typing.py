"""What helps while one types: the length of the guide, the keys, the slug."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(editor, complaints, live_server):
    def open_form(article: Article | None = None) -> Page:
        which = f"{article.pk}/change" if article else "add"
        editor.goto(f"{live_server.url}/admin/articles/article/{which}/")
        editor.locator("#cke_id_introduction .cke_wysiwyg_div").wait_for()
        return editor

    yield open_form
    assert complaints == []


def introduction(page: Page):
    return page.locator("#cke_id_introduction .cke_wysiwyg_div")


def test_words_and_minutes_follow_what_is_typed(desk):
    page = desk(make_article("Hang", excerpt="", introduction=""))
    length = page.locator("[data-length-copy]")
    expect(length).to_have_text("1 word, 1 min to read")

    introduction(page).click()
    page.keyboard.insert_text("word " * 1099)

    expect(length).to_have_text("1,100 words, 5 min to read")


def test_ctrl_s_saves_the_draft_with_what_stands_in_an_editor(desk):
    article = make_article(introduction="")
    page = desk(article)

    introduction(page).click()
    page.keyboard.type("Grip first.")
    page.keyboard.press("Control+s")
    page.locator(".messagelist .success").wait_for()

    article.refresh_from_db()
    assert article.introduction == "<p>Grip first.</p>"


def test_ctrl_shift_p_opens_the_preview_and_saves_nothing(desk):
    article = make_article("Hang")
    page = desk(article)

    page.locator("#id_title").fill("Hang first")
    with page.expect_popup() as opened:
        page.keyboard.press("Control+Shift+P")

    expect(opened.value.locator("h1")).to_have_text("Hang first")
    article.refresh_from_db()
    assert article.title == "Hang"


def test_the_keys_wait_while_a_dialog_is_open(desk):
    page = desk(make_article(introduction="<p>Grip</p>"))

    introduction(page).click()
    page.locator("#cke_id_introduction .cke_button__link").click()
    address = page.get_by_label("URL*")
    address.fill("/guides/hang/")
    address.press("Control+s")

    expect(address).to_have_value("/guides/hang/")
    expect(page.locator(".messagelist .success")).to_have_count(0)
    page.get_by_role("button", name="OK").click()
    page.keyboard.press("Control+s")
    page.locator(".messagelist .success").wait_for()
    assert 'href="/guides/hang/"' in Article.objects.get().introduction


def test_the_slug_follows_the_title_until_it_is_edited(desk):
    page, slug = desk(), "#id_slug"
    page.locator("#id_title").press_sequentially("Hang first")
    expect(page.locator(slug)).to_have_value("hang-first")

    page.locator(slug).fill("hanging")
    page.locator(slug).blur()
    page.locator("#id_title").press_sequentially(", pull later")

    expect(page.locator(slug)).to_have_value("hanging")
