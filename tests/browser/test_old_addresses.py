"""An editor adds an old address, and a reader who follows it arrives."""

import pytest
from playwright.sync_api import expect

from tests.factories import publish_article

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_old_address_is_added_and_followed(editor, live_server):
    publish_article("First pull-up")
    editor.goto(f"{live_server.url}/admin/articles/formerpath/")

    editor.get_by_role("link", name="Add old address").click()
    editor.get_by_label("A line an address").fill("/2019/05/one/, first-pull-up\n/two, nowhere")
    editor.get_by_role("button", name="Add them").click()
    expect(editor.locator(".errornote")).to_contain_text("There is no page at nowhere.")
    expect(editor.get_by_label("A line an address")).to_have_value("/two, nowhere")

    editor.goto(f"{live_server.url}/2019/05/one/")
    expect(editor).to_have_url(f"{live_server.url}/guides/first-pull-up/")
    expect(editor.get_by_role("heading", level=1)).to_have_text("First pull-up")
