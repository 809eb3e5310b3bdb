"""Editors write, order and publish guides in a real Chromium, by mouse and by keyboard."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.models import Article
from tests.factories import make_article, make_author, make_topic, picture_file, publish_article

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(editor, live_server):
    """Opens the form of a guide, or an empty one. The browser must have no complaint of it."""
    complaints = []
    editor.on(
        "console", lambda said: complaints.append(said.text) if said.type == "error" else None
    )
    editor.on("pageerror", lambda error: complaints.append(str(error)))

    def open_form(article: Article | None = None) -> Page:
        which = f"{article.pk}/change" if article else "add"
        editor.goto(f"{live_server.url}/admin/articles/article/{which}/")
        wait_for_editors(editor)
        return editor

    yield open_form
    assert complaints == []


def wait_for_editors(page: Page) -> None:
    every = "Object.values(CKEDITOR.instances).every(one => one.status == 'ready')"
    page.wait_for_function(f"() => window.CKEDITOR && {every}")


def row(page: Page, name: str) -> Locator:
    """The section or question of this name."""
    head = page.locator(".row-name", has_text=re.compile(f"^{re.escape(name)}$"))
    return page.locator("folding-row:not(.empty-form)", has=head)


def names(page: Page, group: str = "sections") -> list[str]:
    return page.locator(f"#{group}-group folding-row:not(.empty-form) .row-name").all_inner_texts()


def add_row(page: Page, group: str, name: str, text: str = "") -> Locator:
    """Another section or question, its name and its text typed."""
    page.locator(f"#{group}-group .add-row a").click()
    page.keyboard.type(name)  # the new row's first field has the focus
    if text:
        row(page, name).locator(".cke_wysiwyg_div").click()
        page.keyboard.type(text)
    return row(page, name)


def choose(page: Page, field: str, words: str) -> None:
    page.get_by_role("combobox", name=field).click()
    page.locator(".select2-search__field").last.fill(words)
    page.locator(".select2-results__option--highlighted", has_text=words).click()


def drag_above(page: Page, dragged: str, other: str) -> None:
    grip = row(page, dragged).locator(".move__grip")
    grip.hover()
    box = grip.bounding_box()
    page.mouse.down()
    page.mouse.move(box["x"] + 20, box["y"] + 8, steps=3)
    page.locator(".sortable-ghost").wait_for()
    # Rows fold and make room while one is dragged, so the place to let go moves too.
    for _ in range(20):
        order = names(page)
        if order.index(dragged) < order.index(other):
            break
        head = row(page, other).locator("h3").bounding_box()
        page.mouse.move(head["x"] + 200, head["y"] + 20, steps=5)
        page.mouse.move(head["x"] + 200, head["y"] + 4, steps=5)
    page.mouse.up()


def press(page: Page, button: str) -> None:
    page.locator(f".submit-row [name={button}]").click()
    page.locator(".messagelist .success").wait_for()


def headings(article: Article) -> list[str]:
    return [section.heading for section in article.sections.all()]


def test_a_guide_is_written_and_published(desk, live_server):
    make_topic("Strength"), make_author("Ines Marlow")
    page = desk()

    page.locator("#id_title").fill("Hang first, pull later")
    choose(page, "Topic", "Strength")
    choose(page, "Author", "Ines Marlow")
    page.locator("#cke_id_introduction .cke_wysiwyg_div").click()
    page.keyboard.type("Grip comes before strength.")
    add_row(page, "sections", "Hang", "Hold the bar for a minute.")
    add_row(page, "faq_items", "How often?", "Every day.")
    press(page, "_publish")

    page.goto(f"{live_server.url}/guides/hang-first-pull-later/")
    expect(page.locator("h1")).to_have_text("Hang first, pull later")
    for text in ("Grip comes before strength.", "Hold the bar for a minute.", "Every day."):
        assert text in page.locator("main").inner_text() or page.get_by_text(text).count()


def test_a_new_section_is_dragged_to_its_place_and_keeps_its_text(desk):
    article = make_article(sections=["One", "Two"])
    page = desk(article)

    add_row(page, "sections", "Three", "The text of three.")
    drag_above(page, "Three", "One")
    assert names(page) == ["Three", "One", "Two"]
    press(page, "_save")

    assert headings(article) == ["Three", "One", "Two"]
    assert article.sections.get(heading="Three").body == "<p>The text of three.</p>"


def test_a_text_typed_before_a_drag_and_one_typed_after_it_are_both_kept(desk):
    article = make_article(
        sections=[{"heading": "One", "body": "<p>Old.</p>"}, "Two", {"heading": "Three"}]
    )
    page = desk(article)

    row(page, "One").get_by_role("button", name="Open").click()
    row(page, "One").locator(".cke_wysiwyg_div").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Before.")
    drag_above(page, "Three", "One")
    row(page, "One").locator(".cke_wysiwyg_div").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" After.")
    press(page, "_save")

    assert headings(article) == ["Three", "One", "Two"]
    assert article.sections.get(heading="One").body == "<p>Old. Before. After.</p>"


def test_open_sections_fold_while_one_is_dragged_past_them(desk):
    long = "<p>" + "Long. " * 2000 + "</p>"
    article = make_article(sections=["One", {"heading": "Two", "body": long}, "Three"])
    page = desk(article)
    row(page, "Two").get_by_role("button", name="Open").click()

    drag_above(page, "Three", "One")
    expect(row(page, "Two").locator(".cke_wysiwyg_div")).to_be_visible()
    press(page, "_save")

    assert headings(article) == ["Three", "One", "Two"]


def test_rows_are_ordered_by_keyboard_alone(desk):
    article = make_article(sections=["One", "Two", "Three"])
    page = desk(article)

    up = row(page, "Three").get_by_role("button", name="Move up: Three")
    up.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(up).to_be_focused()
    press(page, "_save")

    assert headings(article) == ["Three", "One", "Two"]


def test_each_move_is_said(desk):
    page = desk(make_article(sections=["One", "Two", "Three"]))

    row(page, "One").get_by_role("button", name="Move down: One").click()

    expect(page.locator("#sections-group [role=status]")).to_have_text("“One” is now 2 of 3.")


def test_a_move_past_the_end_is_said_and_moves_nothing(desk):
    page = desk(make_article(sections=["One", "Two"]))

    row(page, "One").get_by_role("button", name="Move up: One").click()

    assert names(page) == ["One", "Two"]
    expect(page.locator("#sections-group [role=status]")).to_have_text("“One” is now 1 of 2.")


def test_an_editor_that_was_added_and_moved_by_keyboard_takes_words_as_before(desk):
    article = make_article(sections=["One"])
    page = desk(article)

    new = add_row(page, "sections", "Two", "Before.")
    new.get_by_role("button", name="Move up: Two").click()
    row(page, "Two").locator(".cke_wysiwyg_div").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" After.")
    press(page, "_save")

    assert headings(article) == ["Two", "One"]
    assert article.sections.get(heading="Two").body == "<p>Before. After.</p>"


def test_the_rows_of_a_table_move_too_and_so_do_new_ones(desk):
    article = make_article(takeaways=["One", "Two"])
    page = desk(article)

    page.locator("#takeaways-group .add-row a").click()
    page.keyboard.type("Three")
    page.get_by_role("button", name="Move up: Three").click()
    page.get_by_role("button", name="Move up: Three").click()
    press(page, "_save")

    assert [t.label for t in article.takeaways.all()] == ["Three", "One", "Two"]


def test_a_new_row_that_was_moved_and_given_up_takes_no_other_row_along(desk):
    article = make_article(sections=["One", "Two"])
    keys = set(article.sections.values_list("pk", "heading"))
    page = desk(article)

    given_up = add_row(page, "sections", "Oops")
    given_up.get_by_role("button", name="Move up: Oops").click()
    given_up.get_by_role("button", name="Move up: Oops").click()
    add_row(page, "sections", "Three", "Kept.")
    row(page, "Oops").locator("[name$=-DELETE]").check()
    press(page, "_save")

    assert headings(article) == ["One", "Two", "Three"]
    assert keys < set(article.sections.values_list("pk", "heading"))
    assert article.sections.get(heading="Three").body == "<p>Kept.</p>"


def test_a_form_that_comes_back_keeps_the_order_and_the_words(desk):
    article = make_article(sections=["One", {"heading": "Two", "level": 3}])
    page = desk(article)

    new = add_row(page, "sections", "Three", "The text of three.")
    new.locator("[name$=-level]").select_option("3")
    new.get_by_role("button", name="Move up: Three").click()
    new.get_by_role("button", name="Move up: Three").click()
    page.locator(".submit-row [name=_save]").click()
    page.locator(".errornote").wait_for()
    wait_for_editors(page)

    assert names(page) == ["Three", "One", "Two"]
    expect(row(page, "Three").locator(".errorlist")).to_have_text(
        "An H3 needs an H2 before it: make this one an H2."
    )
    expect(row(page, "Three").locator(".cke_wysiwyg_div")).to_have_text("The text of three.")

    row(page, "Three").locator("[name$=-level]").select_option("2")
    press(page, "_save")
    assert headings(article) == ["Three", "One", "Two"]


def test_preview_opens_beside_the_form_and_stores_nothing(desk):
    edition = publish_article("Hang first", sections=["Grip"])
    page = desk(edition.article)

    add_row(page, "sections", "Not yet", "Nobody has read this.")
    with page.context.expect_page() as opened:
        page.locator("[name=_preview]").click()
    preview = opened.value

    expect(preview.get_by_text("Nobody has read this.")).to_be_visible()
    assert preview.locator("meta[name=robots]").get_attribute("content") == "noindex"
    assert names(page) == ["Grip", "Not yet"]
    assert headings(edition.article) == ["Grip"]


def test_new_tags_are_typed_with_commas(desk):
    article = make_article(tags=["hang"])
    page = desk(article)

    page.locator(".field-tags .select2-search__field").click()
    page.keyboard.type("heel raise,5,")
    press(page, "_save")

    assert {tag.name for tag in article.tags.all()} == {"hang", "heel raise", "5"}


def test_enter_in_a_field_saves_the_draft(desk):
    article = make_article("Hang first")
    page = desk(article)

    page.locator("#id_title").fill("Hang last")
    page.keyboard.press("Enter")
    page.locator(".messagelist .success").wait_for()

    article.refresh_from_db()
    assert article.title == "Hang last"
    assert not article.editions.exists()


def test_saved_sections_are_folded_to_an_outline_until_opened(desk):
    page = desk(make_article(sections=["One", "Two"]))
    text = row(page, "One").locator(".cke_wysiwyg_div")
    expect(text).to_be_hidden()

    row(page, "One").get_by_role("button", name="Open").click()

    expect(text).to_be_visible()


def test_what_was_open_is_open_after_saving(desk):
    page = desk(make_article(sections=["One", "Two"]))
    row(page, "Two").get_by_role("button", name="Open").click()

    press(page, "_save")
    wait_for_editors(page)
    row(page, "Two").scroll_into_view_if_needed()

    expect(row(page, "Two").locator(".cke_wysiwyg_div")).to_be_visible()
    expect(row(page, "One").locator(".cke_wysiwyg_div")).to_be_hidden()


def test_a_choice_is_named_after_its_label_and_says_what_is_chosen(desk):
    page = desk(make_article(author=make_author("Ines Marlow")))

    expect(page.get_by_role("combobox", name="Author Ines Marlow")).to_be_visible()


def test_a_form_that_comes_back_stands_at_its_first_error(desk):
    page = desk(make_article(sections=["One", "Two"]))
    row(page, "Two").get_by_role("button", name="Open").click()

    page.locator("#id_sections-1-heading").fill("")
    page.locator(".submit-row [name=_save]").click()
    page.locator(".errornote").wait_for()

    expect(page.locator("#id_sections-1-heading")).to_be_focused()
    expect(page.locator("#id_sections-1-heading")).to_be_in_viewport()


def test_leaving_with_unsaved_words_asks_first(desk):
    page = desk(make_article("Hang first"))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.locator("#id_title").press_sequentially("!")
    page.get_by_role("link", name="Home", exact=True).click()
    page.wait_for_url("**/admin/")

    assert asked == ["beforeunload"]


def test_nothing_on_a_phone_is_wider_than_the_phone(desk):
    article = make_article(sections=["One"], takeaways=["Hang"], faq=["Why?"])
    article.sources.create(title="On grip", url="https://example.org/a/very/long/address/indeed")
    page = desk(article)
    page.set_viewport_size({"width": 1440, "height": 900})
    add_row(page, "sections", "Two")  # as wide as the screen is now
    page.set_viewport_size({"width": 320, "height": 640})

    page.get_by_role("button", name="Open all").first.click()

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_hero_is_uploaded_beside_the_form(desk, tmp_path):
    article = make_article()
    picture = tmp_path / "plate.png"
    picture.write_bytes(picture_file().read())
    page = desk(article)

    with page.context.expect_page() as opened:
        page.locator("#add_id_hero").click()
    popup = opened.value
    popup.locator("[name=file]").set_input_files(picture)
    popup.locator("[name=alt]").fill("A red plate")
    popup.locator("[name=_save]").click()
    expect(page.get_by_role("combobox", name="Hero picture A red plate")).to_be_visible()
    press(page, "_save")

    article.refresh_from_db()
    assert article.hero.alt == "A red plate"
    expect(page.get_by_role("img", name="A red plate")).to_be_visible()
