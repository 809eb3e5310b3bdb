"""An editor pastes a document, changes its outline and makes a draft, in a real Chromium."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.models import Article, ImportedDocument
from tests.articles.elsewhere import HOST, serving
from tests.articles.test_import_fetching import png

pytestmark = pytest.mark.django_db(transaction=True)

HTML = """<h1>Hang First</h1><p>A bar teaches <b>more</b> than a machine does.</p>
<h2>How to hang</h2><p>Hold on.</p><h2>A closer look</h2><p>Thumbs around.</p>
<h2>Shop talk</h2><p>Buy our bar.</p>"""
HANDBOOK = """<h1>Hang First</h1><p>A bar teaches more than a machine does.</p>
<h2>Set up</h2><p>Stand below the bar.</p><p>Grip</p><p>Thumbs around the bar.</p>
<h2>Breathing</h2><p>Breathe out as you let go.</p>
<h2>Chalk</h2><p>It keeps the hands dry.</p>
<h2>One minute is enough</h2><p>More only wears out the skin.</p>
<h2>Gloves or none</h2><p>None, after a month.</p>"""
WORD = Path(__file__).parents[1] / "articles" / "documents" / "word" / "filtered.htm"


def paste(page: Page, html: str, words: str) -> None:
    """As a browser does after Ctrl+V: the field gets the words, the event has the formatting."""
    page.wait_for_function("() => customElements.get('rich-paste')")
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


def part(page: Page, heading: str) -> Locator:
    head = page.get_by_role("heading", level=3, name=re.compile(f"(^|H[23] ){heading}$"))
    return page.locator(".outline__parts > li", has=head)


def become(page: Page, heading: str, kind: str) -> None:
    page.get_by_label(f"Kind of {heading}", exact=True).select_option(label=kind)
    page.get_by_role("button", name=f"Change {heading}").click()


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


def test_parts_change_their_kind_join_and_part_before_anything_is_written(intake):
    paste(intake, HANDBOOK, "Hang First")
    intake.get_by_role("button", name="Read it").click()

    become(intake, "Set up", "Step")
    become(intake, "One minute is enough", "Takeaway")
    become(intake, "Gloves or none", "Question")
    expect(part(intake, "One minute is enough")).to_have_attribute("data-kind", "takeaway")
    expect(part(intake, "Gloves or none")).to_have_attribute("data-kind", "question")
    intake.get_by_role("button", name="Join with above Chalk").click()
    expect(part(intake, "Chalk")).to_have_count(0)
    part(intake, "Set up").get_by_text("Read it, or part it").click()
    intake.get_by_role("button", name=re.compile("New part from here ?: Grip")).click()
    expect(part(intake, "Grip")).to_contain_text("Thumbs around the bar.")
    assert not Article.objects.exists()

    intake.get_by_role("button", name="Make a draft").click()
    expect(intake).to_have_url(re.compile("/change/"))
    article = Article.objects.get()
    assert [(one.kind, one.heading) for one in article.sections.all()] == [
        ("steps", "Set up"),
        ("text", "Grip"),
        ("text", "Breathing"),
    ]
    assert "<h4>Chalk</h4>" in article.sections.get(heading="Breathing").body
    assert [(one.label, one.text) for one in article.takeaways.all()] == [
        ("One minute is enough", "More only wears out the skin.")
    ]
    assert article.faq_items.get().question == "Gloves or none"


def test_what_was_dropped_is_put_back_and_a_change_undone(intake):
    paste(intake, HTML, "Hang First")
    intake.get_by_role("button", name="Read it").click()

    intake.get_by_role("button", name="Drop Shop talk").click()
    expect(part(intake, "Shop talk")).to_have_count(0)
    intake.get_by_text("Left out (1)").click()
    intake.get_by_role("button", name=re.compile("As a section ?: Shop")).click()
    expect(intake.get_by_role("heading", level=3).last).to_have_text("H2 Shop talk Buy our bar.")
    intake.get_by_role("button", name="Undo").click()
    intake.get_by_role("button", name="Undo").click()

    expect(part(intake, "Shop talk")).to_contain_text("Buy our bar.")


def test_a_file_of_word_is_kept_for_later_and_made_a_draft(intake):
    intake.get_by_label("Or choose a file").set_input_files(WORD)
    intake.get_by_role("button", name="Read it").click()
    expect(intake.get_by_label("Title")).to_have_value("Kettlebells in Small Rooms")
    expect(intake.locator("#content")).to_contain_text("filtered.htm”, read as: Word")
    intake.get_by_role("button", name="Keep it for later").click()

    intake.get_by_role("link", name="Import a document").click()
    intake.get_by_role("link", name="filtered.htm").click()
    intake.get_by_role("button", name="Make a draft").click()

    expect(intake).to_have_url(re.compile("/change/"))
    article = Article.objects.get()
    headings = [section.heading for section in article.sections.all()]
    assert headings == ["Why a kettlebell", "The swing", "Common mistakes", "Conclusion"]
    assert (article.takeaways.count(), article.faq_items.count()) == (2, 2)
    assert not ImportedDocument.objects.exists()


def test_pictures_are_fetched_once_they_are_ticked(intake, monkeypatch):
    page = f'{HTML}<img src="http://{HOST}/bar.png" alt="A bar">'
    page += f'<img src="http://{HOST}/gone.png" alt="Gone">'

    with serving(monkeypatch, {"/bar.png": png()}) as elsewhere:
        paste(intake, page, "Hang First")
        intake.get_by_role("button", name="Read it").click()
        expect(intake.get_by_label("A bar")).not_to_be_checked()
        assert elsewhere.asked == []
        intake.get_by_label("A bar").check()
        intake.get_by_label("Gone").check()
        intake.get_by_role("button", name="Fetch the ticked pictures").click()
        expect(intake.locator(".messagelist")).to_contain_text("1 picture was fetched.")
        expect(intake.locator(".messagelist")).to_contain_text("no such picture (404)")
        expect(intake.get_by_label("A bar")).to_have_count(0)
        intake.get_by_role("button", name="Make a draft").click()

    expect(intake.locator(".messagelist")).to_contain_text("is a draft now")
    assert Article.objects.get().hero.alt == "A bar"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_outline_fits_a_phone(intake, scheme):
    intake.emulate_media(color_scheme=scheme)
    long = "Why does my lower back pop on the way down, and not on the way up?"
    paste(intake, HTML.replace("Shop talk", long), "Hang First")
    intake.get_by_role("button", name="Read it").click()
    intake.set_viewport_size({"width": 390, "height": 800})

    expect(intake.get_by_role("button", name="Make a draft")).to_be_visible()
    assert intake.evaluate("document.documentElement.scrollWidth") <= 390
