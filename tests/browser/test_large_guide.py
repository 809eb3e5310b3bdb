"""A guide of forty sections opens at once: its editors start as they are reached."""

import re

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from articles.publishing import note_change
from tests.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)

STARTED = "() => Object.keys(window.CKEDITOR?.instances ?? {}).length"


@pytest.fixture
def guide() -> Article:
    article = make_article(
        "Forty parts",
        sections=[{"heading": f"Part {n}", "body": f"<p>Text {n}.</p>"} for n in range(40)],
        takeaways=[f"Point {n}" for n in range(8)],
        faq=[f"Question {n}" for n in range(12)],
    )
    note_change(article)
    return article


@pytest.fixture
def form(editor, live_server, guide, complaints) -> Page:
    editor.goto(f"{live_server.url}/admin/articles/article/{guide.pk}/change/")
    editor.locator("#cke_id_introduction .cke_wysiwyg_div").wait_for()
    yield editor
    assert complaints == []


def row(page: Page, name: str):
    head = page.locator(".row-name", has_text=re.compile(f"^{name}$"))
    return page.locator("folding-row:not(.empty-form)", has=head)


def test_the_first_editor_takes_text_while_the_others_wait(form):
    form.locator("#cke_id_introduction .cke_wysiwyg_div").click()
    form.keyboard.type("Written at once. ")

    expect(form.locator("#cke_id_introduction .cke_wysiwyg_div")).to_contain_text(
        "Written at once."
    )
    assert form.evaluate(STARTED) == 1


def test_an_editor_starts_when_its_row_opens_and_the_others_keep_their_text(form, guide):
    last = row(form, "Part 39")
    last.locator("[data-fold]").click()

    last.locator(".cke_wysiwyg_div").click()
    form.keyboard.press("Control+End")
    form.keyboard.type(" And more.")
    form.locator(".submit-row [name=_save]").click()
    form.locator(".messagelist .success").wait_for()

    texts = [section.body for section in guide.sections.all()]
    assert texts == [*(f"<p>Text {n}.</p>" for n in range(39)), "<p>Text 39. And more.</p>"]


def test_a_check_leads_into_an_editor_that_has_not_started(form, guide, live_server):
    guide.faq_items.filter(question="Question 11").update(answer="")
    form.reload()
    form.locator("#cke_id_introduction .cke_wysiwyg_div").wait_for()

    form.locator("#checks a[href$='-answer']").first.click()

    expect(row(form, "Question 11").locator(".cke_wysiwyg_div")).to_be_focused()


def test_all_editors_start_as_one_scrolls_past_them(form):
    for fold_all in form.locator("[data-fold-all]").all():
        fold_all.click()
    assert form.evaluate(STARTED) < 20

    row(form, "Question 11").scroll_into_view_if_needed()

    row(form, "Question 11").locator(".cke_wysiwyg_div").wait_for()
