"""Pages of words alone, which editors write in the admin."""

import pytest
from django.test import Client

from articles.models import PlainPage
from fitblog.demo.pages import add_pages
from tests.markup import Markup

pytestmark = pytest.mark.django_db


def make_page(title: str = "Delivery", **fields) -> PlainPage:
    defaults = {"slug": title.lower(), "text": "<p>In two days.</p>"}
    return PlainPage.objects.create(title=title, **defaults | fields)


def test_a_plain_page_shows_its_words(client):
    make_page(description="How fast we send.")

    page = Markup.of(client.get("/pages/delivery/"))

    assert page.one("h1").text == "Delivery"
    assert "In two days." in page.one("main").text
    assert page.meta("description") == "How fast we send."


def test_its_html_is_cleaned_on_the_way_in(client):
    make_page(text='<p>Hello</p><script>alert(1)</script><p onclick="x()">you</p>')

    text = client.get("/pages/delivery/").content.decode()

    assert "alert(1)" not in text
    assert "onclick" not in text


def test_the_footer_lists_it_in_order_unless_told_otherwise(client):
    make_page("Returns", position=2)
    make_page("About", position=1)
    make_page("Imprint", is_in_footer=False)

    footer = Markup.of(client.get("/guides/")).one("footer").text

    assert footer.index("About") < footer.index("Returns")
    assert "Imprint" not in footer
    assert client.get("/pages/imprint/").status_code == 200


def test_what_an_editor_types_is_there_at_once(admin_client):
    form = {"title": "About", "slug": "about", "text": "<p>Who we are.</p>", "position": 0}

    admin_client.post("/admin/articles/plainpage/add/", {**form, "is_in_footer": "on"})

    assert "Who we are." in Client().get("/pages/about/").content.decode()


def test_the_demo_brings_four_once(client):
    add_pages()

    listed = Markup.of(client.get("/")).one("footer").text

    assert all(word in listed for word in ("About", "Delivery", "Returns", "Privacy"))


def test_a_page_that_is_not_there_is_a_404(client):
    assert client.get("/pages/none/").status_code == 404
