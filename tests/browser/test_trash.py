"""An editor throws guides away, and finds them again, in a real Chromium."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.factories import make_article, publish_article

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def guides(editor, live_server) -> Page:
    """The list of guides, and behind it the guide `/guides/hang/` that readers see."""
    publish_article("Hang", slug="hang")
    editor.goto(f"{live_server.url}/admin/articles/article/")
    return editor


def test_a_guide_is_thrown_away_and_put_back(guides, live_server):
    guides.get_by_role("link", name="Hang", exact=True).click()
    guides.get_by_role("link", name="Delete", exact=True).click()
    expect(guides.locator("#content")).to_contain_text("goes into the trash for 30 days")
    guides.get_by_role("button", name="Move to the trash").click()
    expect(guides.locator(".messagelist")).to_contain_text("“Hang” is in the trash until")
    expect(guides.locator("#result_list")).to_have_count(0)
    assert guides.request.get(f"{live_server.url}/guides/hang/").status == 410

    guides.get_by_role("link", name="In the trash").click()
    guides.get_by_role("link", name="Hang", exact=True).click()
    expect(guides.locator(".submit-row [name=_save]")).to_have_count(0)
    guides.get_by_role("button", name="Put it back").click()

    expect(guides.locator(".messagelist")).to_contain_text("“Hang” is back, as a draft.")
    expect(guides.locator("#id_title")).to_have_value("Hang")


def test_guides_are_thrown_away_together_and_then_deleted_for_good(guides):
    make_article("Stay")

    guides.get_by_role("checkbox", name="Select this object for an action - Hang").check()
    guides.get_by_label("Action:").select_option(label="Move the selected guides to the trash")
    guides.get_by_role("button", name="Go").click()
    expect(guides.locator("#content li")).to_contain_text("Hang Live")
    guides.get_by_role("button", name="Move to the trash").click()
    assert Article.objects.exclude(trashed_at=None).get().title == "Hang"

    guides.get_by_role("link", name="In the trash").click()
    guides.get_by_role("checkbox", name="Select this object for an action - Hang").check()
    guides.get_by_label("Action:").select_option(label="Delete selected guides")
    guides.get_by_role("button", name="Go").click()
    guides.get_by_role("button", name="Yes, I’m sure").click()

    expect(guides.locator(".messagelist")).to_contain_text("Successfully deleted 1 guide.")
    assert [article.title for article in Article.objects.all()] == ["Stay"]
