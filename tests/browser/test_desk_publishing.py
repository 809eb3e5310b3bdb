"""Editors schedule, compare, restore, and lose no words, in a real Chromium."""

import re
import time
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from articles.models import Article, RecoveryCopy
from articles.publishing import note_change, publish
from tests.factories import make_article, publish_article

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def form(editor, live_server):
    """Opens the form of a guide; questions before leaving are answered with yes."""
    editor.on("dialog", lambda dialog: dialog.accept())

    def open_form(article: Article) -> Page:
        editor.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
        ready = "Object.values(CKEDITOR.instances).every(one => one.status == 'ready')"
        editor.wait_for_function(f"() => window.CKEDITOR && {ready}")
        return editor

    return open_form


def write(page: Page, words: str) -> None:
    """At the end of the introduction."""
    page.locator("#cke_id_introduction .cke_wysiwyg_div").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def saved(page: Page) -> None:
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_a_guide_is_scheduled_and_what_is_scheduled_is_cancelled(form):
    article = publish_article("Hang first").article
    page = form(article)

    page.get_by_label("Goes live at").fill("2199-11-27T08:00")
    page.get_by_role("button", name="Schedule").click()
    expect(page.locator(".when")).to_contain_text("edition 2 goes live on 27 Nov 2199 08:00")

    page.get_by_role("link", name="Cancel what is scheduled").click()
    page.get_by_role("button", name="Cancel it").click()
    expect(page.locator(".when")).not_to_contain_text("edition 2")
    assert article.editions.get(number=2).live_from is None


def test_a_guide_leaves_the_site_at_a_time(form):
    page = form(publish_article("Hang first").article)

    page.get_by_role("link", name="Unpublish").click()
    page.get_by_label("Leaves the site at").fill("2199-11-27T08:00")
    page.get_by_role("button", name="Unpublish then").click()

    expect(page.locator(".when")).to_contain_text("it leaves the site on 27 Nov 2199 08:00")


def test_changes_are_compared_and_an_edition_is_restored(form):
    page = form(publish_article("Hang first").article)

    page.locator("#id_title").fill("Hang last")
    page.locator(".submit-row [name=_save]").click()
    saved(page)
    page.get_by_role("link", name="Compare with what is live").click()
    expect(page.locator(".change del").first).to_have_text("first")
    expect(page.locator(".change ins").first).to_have_text("last")

    page.get_by_role("link", name="All editions").click()
    page.get_by_role("link", name=re.compile("Restore ?: 1")).click()
    page.get_by_role("button", name="Restore").click()
    expect(page.locator("#id_title")).to_have_value("Hang first")


def test_any_two_editions_are_compared_and_an_old_one_opened_as_a_page(form):
    article = publish_article("Hang first", sections=["Grip"]).article
    Article.objects.filter(pk=article.pk).update(title="Hang long")
    publish(Article.objects.get(pk=article.pk))
    Article.objects.filter(pk=article.pk).update(title="Hang last")
    page = form(article)

    page.get_by_role("link", name="History").click()
    page.get_by_label("Compare", exact=True).select_option("2")
    page.get_by_label("with", exact=True).select_option("1")
    page.get_by_role("button", name="Compare").click()
    title = page.locator(".change").first
    expect(title.locator("del")).to_have_text("long")
    expect(title.locator("ins")).to_have_text("first")
    expect(page.locator(".change__same")).to_contain_text("Grip")

    page.get_by_role("link", name="All editions").click()
    page.get_by_role("link", name=re.compile("Open as a page ?: 1")).click()
    expect(page.locator("h1")).to_have_text("Hang first")


@pytest.mark.parametrize(
    ("link", "name", "words"),
    [
        ("As Markdown", "hang-first.md", "## Grip\n\nHold *on*."),
        ("As HTML", "hang-first.html", "<p>Hold <em>on</em>.</p>"),
    ],
)
def test_the_words_are_taken_along_as_a_file(form, link, name, words):
    grip = {"heading": "Grip", "body": "<p>Hold <em>on</em>.</p>"}
    page = form(make_article("Hang first", sections=[grip]))

    with page.expect_download() as taken:
        page.get_by_role("link", name=link).click()

    assert taken.value.suggested_filename == name
    assert words in Path(taken.value.path()).read_text()


def test_a_guide_leaves_the_site_at_once(form, live_server):
    page = form(publish_article("Hang first").article)

    page.get_by_role("link", name="Unpublish").click()
    page.get_by_role("button", name="Unpublish now").click()

    expect(page.locator(".chip")).to_contain_text("Expired")
    assert page.request.get(f"{live_server.url}/guides/hang-first/").status == 410


def test_sources_and_a_correction_reach_the_page(form, live_server):
    article = publish_article("Hang first", sections=["Grip"]).article
    page = form(article)

    page.locator("#sources-group .add-row a").click()
    page.keyboard.type("On hanging")
    page.locator("#id_sources-0-section").select_option(label="Grip")
    page.locator("#corrections-group .add-row a").click()
    page.locator("#id_corrections-0-text").fill("It said two hours; one minute is right.")
    page.locator(".submit-row [name=_publish]").click()
    saved(page)
    page.goto(f"{live_server.url}/guides/hang-first/")

    expect(page.locator(".corrections li")).to_contain_text("one minute is right")
    page.locator(".cited").get_by_role("link", name="1").click()
    expect(page.locator("#source\\.1")).to_have_text("On hanging")
    expect(page.locator("#source\\.1")).to_be_in_viewport()


def test_words_of_a_tab_that_was_closed_are_offered_back(form, live_server):
    article = make_article("Hang first")
    note_change(article)
    page = form(article)

    write(page, " And so it goes on.")
    expect(page.locator("recovery-copy[data-kept]")).to_be_attached()
    page.close(run_before_unload=False)
    page = page.context.new_page()
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    page.get_by_role("button", name="Take it up again").click()

    text = page.locator("#cke_id_introduction .cke_wysiwyg_div")
    expect(text).to_have_text("Where this begins. And so it goes on.")
    page.locator(".submit-row [name=_save]").click()
    saved(page)
    article.refresh_from_db()
    assert article.introduction == "<p>Where this begins. And so it goes on.</p>"
    expect(page.get_by_role("button", name="Take it up again")).to_have_count(0)


def test_words_of_a_form_that_was_refused_are_kept_too(form):
    page = form(make_article("Hang first", author=None))

    page.locator("#id_title").fill("Hang last")
    page.locator(".submit-row [name=_publish]").click()
    expect(page.locator(".errornote")).to_be_visible()
    expect(page.locator("recovery-copy[data-kept]")).to_be_attached()

    assert RecoveryCopy.objects.get().fields["title"] == ["Hang last"]


def test_words_are_kept_of_who_types_without_a_pause(form):
    page = form(make_article("Hang first"))
    asked = []
    page.on("request", lambda request: asked.append(request.url.split("/")[-2]))
    page.clock.install()
    page.clock.pause_at(time.time() + 60)  # from here on it stands still, but for what follows

    for letter in "and no rest":
        page.locator("#id_title").press_sequentially(letter)
        page.clock.run_for(1000)

    assert "recovery" in asked


def test_who_only_looks_leaves_nothing_to_recover(form):
    page = form(publish_article("Hang first", sections=["Grip"]).article)

    page.get_by_role("button", name="Open all").first.click()
    page.locator("#id_title").press("End")
    page.locator("#id_title").dispatch_event("change")
    page.locator("recovery-copy").evaluate("element => element.keep()")

    assert not RecoveryCopy.objects.exists()


def test_who_is_signed_out_meanwhile_is_told_that_nothing_is_kept(form):
    page = form(make_article("Hang first"))
    Session.objects.all().delete()

    write(page, " And so it goes on.")

    expect(page.locator("recovery-copy")).to_contain_text("is not being kept")


def test_the_second_to_save_sees_both_versions_and_keeps_their_words(form):
    article = make_article("Hang first")
    note_change(article)
    page = form(article)
    other = Article.objects.get(pk=article.pk)
    other.title = "Hang last"
    other.save()

    write(page, " And so it goes on.")
    page.locator(".submit-row [name=_save]").click()
    expect(page.locator(".conflict ins", has_text="And so it goes on.")).to_be_visible()
    expect(page.locator(".conflict .change del").first).to_have_text("last")
    text = page.locator("#cke_id_introduction .cke_wysiwyg_div")
    expect(text).to_have_text("Where this begins. And so it goes on.")

    page.locator("#id_title").fill("Hang first and last")
    page.locator(".submit-row [name=_save]").click()
    saved(page)
    article.refresh_from_db()
    assert (article.title, "goes on" in article.introduction) == ("Hang first and last", True)


def test_the_preview_beside_the_form_follows_what_is_typed(form):
    page = form(publish_article("Hang first").article)

    page.get_by_role("button", name="Preview beside").click()
    shown = page.frame_locator(".beside__frame iframe:not(.is-waiting)")
    expect(shown.locator("h1")).to_have_text("Hang first")

    page.locator("#id_title").fill("Hang last")
    expect(shown.locator("h1")).to_have_text("Hang last")
    page.locator("#id_title").fill("")
    expect(shown.locator("h1")).to_have_text("Nothing to show yet")
    assert (
        page.locator(".beside__frame iframe").last.get_attribute("sandbox") == "allow-same-origin"
    )


def test_the_preview_beside_the_form_has_the_width_of_a_phone_or_a_desktop(form):
    page = form(publish_article("Hang first").article)

    page.get_by_role("button", name="Preview beside").click()
    frame = page.locator(".beside__frame iframe:not(.is-waiting)")
    expect(frame).to_have_css("width", "390px")
    page.get_by_role("button", name="Desktop").click()
    expect(frame).to_have_css("width", "1280px")


def test_the_form_takes_the_room_that_the_preview_leaves(form):
    page = form(make_article("Hang first"))
    page.set_viewport_size({"width": 1440, "height": 900})

    page.get_by_role("button", name="Preview beside").click()

    panel, content = (page.locator(part).bounding_box() for part in (".beside", "#content"))
    assert abs(content["x"] + content["width"] - panel["x"]) <= 4


def test_a_draft_is_shared_and_the_link_revoked(form):
    page = form(make_article("Hang first"))

    page.get_by_role("link", name="Share the draft").click()
    page.get_by_role("button", name="Make a link").click()
    link = page.locator(".address").inner_text()
    stranger = page.context.browser.new_context()
    reader = stranger.new_page()
    reader.goto(link)
    expect(reader.locator("h1")).to_have_text("Hang first")

    page.get_by_role("button", name="Revoke").click()
    expect(page.get_by_text("No link works")).to_be_visible()
    assert reader.goto(link).status == 404
    stranger.close()
