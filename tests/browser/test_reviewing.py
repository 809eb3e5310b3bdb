"""A writer hands a guide in, a reviewer finds it on their desk and decides, as people do it."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.articles.desk import make_member
from tests.factories import make_article, make_author

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sign_in(page, live_server):
    def as_member(user) -> Page:
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(f"{live_server.url}/admin/")
        return page

    return as_member


def shelf(page: Page, heading: str):
    return page.get_by_role("region", name=heading)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_guide_goes_from_its_writer_to_the_reviewer_and_back(
    sign_in, complaints, live_server, width
):
    writer, reviewer = make_member("Writer"), make_member("Reviewer")
    make_author("Abla Deku", credentials="BSc Kinesiology", user=reviewer)
    article = make_article("Hang first", created_by=writer)

    page = sign_in(writer)
    page.set_viewport_size({"width": width, "height": 900})
    shelf(page, "My drafts").get_by_role("link", name="Hang first").click()
    page.get_by_label("What changed").fill("Look at the second step.")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator(".messagelist")).to_contain_text("is saved and waits for review")

    page = sign_in(reviewer)
    waiting = shelf(page, "Waiting for my review")
    expect(waiting).to_contain_text("Look at the second step.")
    waiting.get_by_role("link", name="Hang first").click()
    page.get_by_role("button", name="Return with the comment").click()
    expect(page.locator(".errorlist")).to_contain_text("Say what is to be done.")
    page.get_by_label("Comment").fill("Name a source.")
    page.get_by_role("button", name="Return with the comment").click()
    expect(page.locator(".messagelist")).to_contain_text("Returned with your comment.")

    page = sign_in(writer)
    drafts = shelf(page, "My drafts")
    expect(drafts).to_contain_text("Name a source.")
    drafts.get_by_role("link", name="Hang first").click()
    page.get_by_role("button", name="Submit for review").click()
    page.get_by_role("button", name="Take back from review").click()
    expect(page.locator(".messagelist")).to_contain_text("does not wait for review any more")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator(".messagelist")).to_contain_text("waits for review")

    page = sign_in(reviewer)
    shelf(page, "Waiting for my review").get_by_role("link", name="Hang first").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Approve").click()
    expect(page.locator(".messagelist")).to_contain_text("Approved.")
    page.goto(f"{live_server.url}/admin/")
    expect(shelf(page, "Waiting for my review")).to_contain_text("Nobody waits for your review.")

    article = Article.objects.get()
    assert (article.reviewer.name, article.reviewer_credentials) == (
        "Abla Deku",
        "BSc Kinesiology",
    )
    assert complaints == []
