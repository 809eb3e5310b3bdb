"""An editor finds guides, copies them, and acts on many at once, in a real Chromium."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.models import Article, Edition, GuideTemplate, Tag
from tests.factories import (
    make_article,
    make_author,
    make_picture,
    make_topic,
    make_variant,
    publish_article,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(editor, live_server) -> Callable[[str], Page]:
    def go(path: str) -> Page:
        editor.goto(f"{live_server.url}/admin/{path}")
        return editor

    return go


def rows(page: Page) -> Locator:
    return page.locator("#result_list tbody th")


def choose(page: Page, action: str, *names: str) -> None:
    for name in names:
        box = f"Select this object for an action - {name}"
        page.get_by_role("checkbox", name=box, exact=True).check()
    page.get_by_label("Action:").select_option(label=action)
    page.get_by_role("button", name="Go").click()


def test_a_guide_is_found_by_a_word_of_its_text_and_by_its_state(desk):
    grip = {"heading": "Grip", "body": "<p>The thumb lies <em>around</em> the bar.</p>"}
    hero = make_picture(alt="A hand on a bar")
    publish_article("Hang", sections=[grip], hero=hero, author=make_author("Abla Deku"))
    make_article("Pull", topic=make_topic("Mobility"))
    page = desk("articles/article/")
    expect(rows(page)).to_have_count(2)

    page.get_by_label("Search").fill("thumb")
    page.get_by_role("button", name="Search").click()
    expect(rows(page)).to_have_text("Hang")
    found = page.locator("#result_list tbody tr")
    assert found.locator("img").evaluate("picture => picture.naturalWidth")
    expect(found.locator(".chip")).to_have_text("Live")
    expect(found).to_contain_text("Abla Deku")

    page.get_by_role("link", name="2 total").click()
    page.locator("#changelist-filter").get_by_role("link", name="Draft").click()
    expect(rows(page)).to_have_text("Pull")
    page.locator("#changelist-filter").get_by_role("link", name="Strength").click()
    expect(rows(page)).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1440])
def test_the_list_hides_nothing_beside_the_screen(desk, width):
    publish_article("Hang first and pull later", hero=make_picture())
    page = desk("articles/article/")

    page.set_viewport_size({"width": width, "height": 900})

    row = page.locator("#result_list tbody tr")
    for cell in (row.locator(".chip"), row.locator(".field-changed")):
        expect(cell).to_be_in_viewport(ratio=1)
    assert page.locator(".results").evaluate("frame => frame.scrollWidth <= frame.clientWidth")


def test_a_copy_is_a_draft_with_the_words_of_the_first(desk):
    first = publish_article("Hang", sections=["Grip"], tags=["bar"]).article
    page = desk(f"articles/article/{first.pk}/change/")

    page.get_by_role("link", name="Duplicate").click()
    expect(page.locator("#content")).to_contain_text("The copy is a draft of your own")
    page.get_by_role("button", name="Make a copy").click()

    expect(page.locator(".messagelist")).to_contain_text("“Hang” stays as it is.")
    expect(page.locator(".chip")).to_have_text("Draft")
    expect(page.locator("#sections-group .row-name").first).to_have_text("Grip")
    copy = Article.objects.exclude(pk=first.pk).get()
    assert (copy.created_by.username, copy.slug != first.slug) == ("editor", True)
    assert Edition.objects.live().get().article == first


def test_a_guide_begins_from_a_template(desk):
    template = GuideTemplate.objects.create(name="One exercise")
    template.sections.create(heading="Set up", kind="steps", prompt="Say where the feet stand.")
    template.takeaways.create(label="Go slow")
    template.questions.create(question="How often?")
    page = desk("articles/article/add/")

    page.get_by_role("link", name="Start from a template").click()
    page.get_by_label("Title").fill("Hang first")
    page.get_by_role("radio", name="One exercise").check()
    page.get_by_role("button", name="Start the draft").click()

    expect(page.locator("#id_title")).to_have_value("Hang first")
    section = page.locator("#sections-group folding-row:not(.empty-form)")
    expect(section.locator(".row-name")).to_have_text("Set up")
    section.get_by_role("button", name="Open").click()
    expect(section).to_contain_text("Say where the feet stand.")
    expect(page.locator("#id_takeaways-0-label")).to_have_value("Go slow")
    asked = page.locator("#faq_items-group folding-row:not(.empty-form) .row-name")
    expect(asked).to_have_text("How often?")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messagelist")).to_contain_text("is saved")


def test_many_are_published_and_unpublished_once_it_is_said_what_will_happen(desk):
    make_article("Hang")
    make_article("Bare", author=None)
    page = desk("articles/article/")

    choose(page, "Publish the selected guides", "Hang", "Bare")
    said = page.locator("#content li")
    expect(said.filter(has_text="Hang")).to_contain_text("Goes live now.")
    expect(said.filter(has_text="Bare")).to_contain_text("Stays: ")
    assert not Edition.objects.exists()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messagelist")).to_contain_text("Done for 1 guide.")
    assert Edition.objects.live().get().title == "Hang"

    choose(page, "Unpublish the selected guides", "Hang", "Bare")
    expect(said.filter(has_text="Hang")).to_contain_text("Readers lose it now.")
    expect(said.filter(has_text="Bare")).to_contain_text("Stays as it is")
    page.get_by_role("link", name="Keep them as they are").click()
    expect(rows(page)).to_have_count(2)
    assert Edition.objects.live().exists()

    choose(page, "Unpublish the selected guides", "Hang", "Bare")
    page.get_by_role("button", name="Unpublish").click()
    expect(page.locator(".messagelist")).to_contain_text("Done for 1 guide.")
    assert not Edition.objects.live().exists()


def test_tags_are_merged_and_readers_led_to_the_one_that_remains(desk, live_server):
    publish_article("Hang", tags=["grip"])
    publish_article("Pull", tags=["gripping"])
    page = desk("articles/tag/")

    choose(page, "Merge the selected tags", "grip", "gripping")
    expect(page.get_by_role("link", name="Hang", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Pull", exact=True)).to_be_visible()
    page.get_by_role("radio", name="gripping /tags/gripping/ · 1 guide").check()
    page.get_by_role("button", name="Merge them").click()

    expect(page.locator(".messagelist")).to_contain_text("“grip” became “gripping” in 1 guide.")
    assert Tag.objects.get().name == "gripping"
    page.goto(f"{live_server.url}/tags/grip/")
    expect(page).to_have_url(f"{live_server.url}/tags/gripping/")
    expect(page.locator("main")).to_contain_text("Hang")


def test_a_topic_and_a_product_lead_to_the_guides_that_name_them(desk):
    product = make_variant().product
    publish_article("Hang", sections=[{"heading": "Bar", "product": product}])
    make_article("Pull", topic=make_topic("Mobility"))

    page = desk("articles/topic/")
    page.locator("tr", has_text="Mobility").locator(".field-guides a").click()
    expect(rows(page)).to_have_text("Pull")

    desk(f"shop/product/{product.pk}/change/").get_by_role("link", name="In 1 guide").click()
    expect(rows(page)).to_have_text("Hang")
