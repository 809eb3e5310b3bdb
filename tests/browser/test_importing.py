"""An editor pastes a document, changes its outline and makes a draft, in a real Chromium."""

import re

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article

pytestmark = pytest.mark.django_db(transaction=True)

HTML = """<h1>Hang First</h1><p>A bar teaches <b>more</b> than a machine does.</p>
<h2>How to hang</h2><p>Hold on.</p><h2>A closer look</h2><p>Thumbs around.</p>
<h2>Shop talk</h2><p>Buy our bar.</p>"""


def paste(page: Page, html: str, words: str) -> None:
    """As a browser does after Ctrl+V: the field gets the words, the event has the formatting."""
    page.get_by_label("Paste the document").focus()
    page.evaluate(
        """([html, words]) => {
            const transfer = new DataTransfer();
            transfer.setData("text/html", html);
            const field = document.activeElement;
            const event = new ClipboardEvent("paste", {clipboardData: transfer, bubbles: true});
            field.dispatchEvent(event);
            field.value = words;
        }""",
        [html, words],
    )


@pytest.fixture
def intake(editor, live_server) -> Page:
    editor.goto(f"{live_server.url}/admin/articles/article/")
    editor.get_by_role("link", name="Import a document").click()
    return editor


def test_paste_raise_drop_and_make_a_draft(intake):
    paste(intake, HTML, "Hang First A bar teaches more")
    intake.get_by_role("button", name="Read it").click()

    outline = intake.get_by_role("form", name="What becomes of it")
    heading = outline.get_by_role("heading", level=3, name=re.compile("A closer look"))
    expect(heading).to_have_text("H2 A closer look")
    intake.get_by_role("button", name="Lower A closer look").click()
    expect(heading).to_have_text("H3 A closer look")
    intake.get_by_role("button", name="Raise A closer look").click()
    expect(heading).to_have_text("H2 A closer look")
    intake.get_by_role("button", name="Lower A closer look").click()
    intake.get_by_role("button", name="Drop Shop talk").click()
    expect(intake.get_by_text("Left out (1)")).to_be_visible()
    assert not Article.objects.exists()

    intake.get_by_role("button", name="Make a draft").click()
    expect(intake).to_have_url(re.compile("/change/"))
    expect(intake.locator("#id_title")).to_have_value("Hang First")

    article = Article.objects.get()
    assert [(s.level, s.heading) for s in article.sections.all()] == [
        (2, "How to hang"),
        (3, "A closer look"),
    ]
    assert "<strong>more</strong>" in article.introduction


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_outline_fits_a_phone(intake, scheme):
    intake.emulate_media(color_scheme=scheme)
    paste(intake, HTML, "Hang First")
    intake.get_by_role("button", name="Read it").click()
    intake.set_viewport_size({"width": 390, "height": 800})

    expect(intake.get_by_role("button", name="Make a draft")).to_be_visible()
    assert intake.evaluate("document.documentElement.scrollWidth") <= 390
