"""CKEditor in the admin, under the admin's own policy: no inline script, no outside host."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.desk import PlainDesk
from tests.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)

SELECT_ALL = "Control+A"


@pytest.fixture
def desk(editor, complaints, live_server):
    """Opens a guide in these tests' own desk, and asks afterwards whether anything was refused."""
    outside = []
    editor.on(
        "request",
        lambda asked: None if asked.url.startswith(live_server.url) else outside.append(asked.url),
    )

    def open_guide(article):
        editor.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
        editor.wait_for_function(
            "() => Object.values(CKEDITOR.instances).every(e => e.status == 'ready')"
        )
        return editor

    with PlainDesk():
        yield open_guide
    assert complaints == []
    assert outside == []


def writing(page, field):
    return page.locator(f"#cke_{field} .cke_wysiwyg_div")


def press(page, field, button):
    page.locator(f"#cke_{field} .cke_button__{button}").click()


def save(page):
    page.locator("[name=_save]").click()
    page.wait_for_selector(".messagelist .success")


def test_what_is_typed_is_saved(desk):
    article = make_article(introduction="")
    page = desk(article)

    writing(page, "id_introduction").click()
    page.keyboard.type("Hang from a bar.")
    page.keyboard.press("Enter")
    page.keyboard.type("Then pull.")
    save(page)

    article.refresh_from_db()
    assert article.introduction == "<p>Hang from a bar.</p><p>Then pull.</p>"


def test_opening_and_saving_changes_nothing(desk):
    kept = (
        '<p>A “quote” &amp; a <a href="/guides/hang/">link</a>, <em>so</em>&nbsp;on.<br>Here.</p>'
        "<h4>More</h4><ul><li>One<ol><li>Inner</li></ol></li><li>Two</li></ul>"
        "<blockquote><p>Said.</p></blockquote>"
        '<table><caption>Sets</caption><thead><tr><th scope="col">Week</th></tr></thead>'
        "<tbody><tr><td>3 × 5</td></tr></tbody></table>"
    )
    article = make_article(introduction=kept)
    page = desk(article)

    writing(page, "id_introduction").click()
    save(page)

    article.refresh_from_db()
    assert article.introduction == kept


@pytest.mark.parametrize(
    ("button", "made"),
    [
        ("bold", "<p><strong>Grip</strong></p>"),
        ("italic", "<p><em>Grip</em></p>"),
        ("numberedlist", "<ol><li>Grip</li></ol>"),
        ("bulletedlist", "<ul><li>Grip</li></ul>"),
        ("blockquote", "<blockquote><p>Grip</p></blockquote>"),
    ],
)
def test_each_button_of_the_toolbar_works(desk, button, made):
    article = make_article(introduction="<p>Grip</p>")
    page = desk(article)

    writing(page, "id_introduction").click()
    page.keyboard.press(SELECT_ALL)
    press(page, "id_introduction", button)
    save(page)

    article.refresh_from_db()
    assert article.introduction == made


def test_a_paragraph_becomes_a_heading_from_the_list_of_formats(desk):
    article = make_article(introduction="<p>Grip</p>")
    page = desk(article)

    writing(page, "id_introduction").click()
    page.locator("#cke_id_introduction .cke_combo_button").click()
    page.frame_locator(".cke_panel_frame").get_by_role("option", name="Heading 4").click()
    save(page)

    article.refresh_from_db()
    assert article.introduction == "<h4>Grip</h4>"


def test_the_list_of_formats_works_by_keyboard(desk):
    article = make_article(introduction="<p>Grip</p>")
    page = desk(article)

    writing(page, "id_introduction").click()
    page.keyboard.press("Alt+F10")
    expect(page.locator("#cke_id_introduction .cke_combo_button")).to_be_focused()
    page.keyboard.press("Enter")
    formats = page.frame_locator(".cke_panel_frame").get_by_role("option")
    expect(formats.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(formats.last).to_be_focused()
    page.keyboard.press("Enter")
    writing(page, "id_introduction").locator("h4").wait_for()
    save(page)

    article.refresh_from_db()
    assert article.introduction == "<h4>Grip</h4>"


def test_undo_and_remove_format_take_back(desk):
    article = make_article(introduction="<p><strong>Grip</strong></p>")
    page = desk(article)

    writing(page, "id_introduction").click()
    page.keyboard.press(SELECT_ALL)
    press(page, "id_introduction", "removeformat")
    plain = writing(page, "id_introduction").locator("strong").count()
    press(page, "id_introduction", "undo")
    save(page)

    article.refresh_from_db()
    assert plain == 0
    assert article.introduction == "<p><strong>Grip</strong></p>"


@pytest.mark.parametrize("address", ["/guides/hang/", "#grip", "https://example.org/a"])
def test_a_link_is_made_in_the_dialog(desk, address):
    article = make_article(introduction="<p>Grip</p>")
    page = desk(article)

    writing(page, "id_introduction").click()
    page.keyboard.press(SELECT_ALL)
    press(page, "id_introduction", "link")
    dialog = page.locator(".cke_dialog")
    expect(dialog.get_by_label("URL*")).to_be_focused()
    page.keyboard.type(address)
    dialog.get_by_role("button", name="OK").click()
    save(page)

    article.refresh_from_db()
    assert article.introduction == f'<p><a href="{address}">Grip</a></p>'


def test_the_link_dialog_offers_no_more_than_the_cleaner_keeps(desk):
    page = desk(make_article(introduction="<p>Grip</p>"))

    writing(page, "id_introduction").click()
    press(page, "id_introduction", "link")
    dialog = page.locator(".cke_dialog")
    dialog.get_by_label("URL*").wait_for()

    kinds = dialog.get_by_label("Link Type").locator("option")
    assert [kind.strip() for kind in kinds.all_inner_texts()] == ["URL", "E-mail", "Phone"]
    assert dialog.locator(".cke_dialog_tab:visible").count() == 0
    dialog.get_by_role("button", name="Cancel").click()
    dialog.wait_for(state="hidden")


def test_pasted_markup_is_filtered_before_it_is_seen(desk):
    article = make_article(introduction="")
    page = desk(article)

    writing(page, "id_introduction").click()
    page.evaluate(
        """() => {
            const pasted = new DataTransfer();
            pasted.setData("text/html", '<b style="font-weight:normal" id="docs-internal-guid-1">' +
                '<p style="color:red" onclick="alert(1)"><span style="font-size:11pt">A </span>' +
                '<span style="font-weight:700">heavy</span>' +
                '<span style="color:red"> bar</span></p></b>' +
                '<h4 class="x">Grip</h4><img src="/x.png"><iframe src="/y"></iframe>');
            const how = {clipboardData: pasted, bubbles: true, cancelable: true};
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", how));
        }"""
    )
    writing(page, "id_introduction").locator("h4").wait_for()
    save(page)

    article.refresh_from_db()
    assert article.introduction == "<p>A <strong>heavy</strong> bar</p><h4>Grip</h4>"


def test_a_section_added_later_has_its_editor(desk):
    article = make_article(sections=["One"])
    page = desk(article)

    page.get_by_text("Add another Section").click()
    page.locator("#id_sections-1-heading").fill("Two")
    writing(page, "id_sections-1-body").click()
    page.keyboard.type("New text.")
    save(page)

    assert article.sections.get(heading="Two").body == "<p>New text.</p>"


def test_a_section_added_after_another_was_taken_away_has_its_editor(desk):
    article = make_article(sections=["One"])
    page = desk(article)
    add = page.get_by_text("Add another Section")
    add.click()
    add.click()
    page.locator("#id_sections-2-heading").fill("Stays")
    writing(page, "id_sections-2-body").click()
    page.keyboard.type("This stays.")

    page.locator("#sections-1 .inline-deletelink").click()
    add.click()
    page.locator("#id_sections-2-heading").fill("Last")
    page.locator("#sections-2 .cke_wysiwyg_div").click()
    page.keyboard.type("This is new.")
    save(page)

    assert dict(article.sections.values_list("heading", "body")) == {
        "One": "<p>Text.</p>",
        "Stays": "<p>This stays.</p>",
        "Last": "<p>This is new.</p>",
    }


def test_a_dragged_section_keeps_its_words_and_its_editor(desk):
    article = make_article(sections=["One", "Two"])
    page = desk(article)
    writing(page, "id_sections-1-body").click()
    page.keyboard.press(SELECT_ALL)
    page.keyboard.type("Written before.")

    page.locator("#sections-1 h3").drag_to(
        page.locator("#sections-0 h3"), target_position={"x": 60, "y": 2}
    )
    writing(page, "id_sections-1-body").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" And after.")
    save(page)

    assert list(article.sections.values_list("heading", "body")) == [
        ("Two", "<p>Written before. And after.</p>"),
        ("One", "<p>Text.</p>"),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_text_is_as_readable_as_the_rest_of_the_admin(desk, scheme):
    article = make_article(introduction="<p>Grip</p>")
    article.refresh_from_db()
    desk(article).emulate_media(color_scheme=scheme)
    page = desk(article)
    colours = "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"

    assert writing(page, "id_introduction").evaluate(colours) == page.locator("body").evaluate(
        colours
    )


def test_the_editor_is_as_wide_as_the_form(desk):
    page = desk(make_article())

    widths = [
        page.locator(selector).bounding_box()["width"]
        for selector in ("#cke_id_introduction", ".field-introduction .flex-container")
    ]

    assert widths[0] > 0.75 * widths[1]


def test_a_screen_reader_hears_the_name_of_the_field(desk):
    page = desk(make_article())

    assert page.get_by_role("textbox", name="Introduction").count() == 1


def test_a_text_too_deep_is_refused_beside_its_field(desk):
    article = make_article(introduction="<p>Grip</p>")
    page = desk(article)

    page.evaluate(
        "() => CKEDITOR.instances.id_introduction.destroy() || "
        "(document.querySelector('#id_introduction').value = '<b>'.repeat(200))"
    )
    page.locator("[name=_save]").click()

    assert "100 levels" in page.locator(".field-introduction .errorlist").inner_text()
    assert Article.objects.get().introduction == "<p>Grip</p>"
