"""What stands where nothing stands, and where something broke."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.views.defaults import server_error

from tests.factories import make_topic
from tests.markup import Markup


@pytest.mark.django_db
def test_a_missing_page_says_so_and_leads_on(client):
    make_topic("Food")

    response = client.get("/no-such-page/")

    page = Markup.of(response)
    assert response.status_code == 404
    assert page.one("h1").text == "There is no page here"
    assert {"/guides/", "/", "/topics/food/"} <= {link["href"] for link in page.all("a")}


@pytest.mark.django_db
def test_a_missing_page_is_for_no_search_engine(client):
    page = Markup.of(client.get("/no-such-page/"))

    assert page.meta("robots") == "noindex"
    assert not page.all("link", rel="canonical")


@pytest.mark.django_db
def test_a_missing_page_sets_no_cookie(client):
    response = client.get("/no-such-page/")

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("folder", [settings.MEDIA_URL, settings.STATIC_URL])
def test_a_missing_file_is_one_line_and_no_query(client, folder):
    response = client.get(f"{folder}nothing.png")

    assert response.status_code == 404
    assert len(response.content) < 20


def test_the_page_for_a_fault_needs_neither_database_nor_context():
    response = server_error(RequestFactory().get("/"))

    page = Markup.of(response)
    assert response.status_code == 500
    assert page.one("h1").text == "Something broke on our side"
    assert page.one("a")["href"] == "/"


def test_a_proxy_has_pages_for_when_the_site_cannot_answer(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path

    call_command("write_error_pages", verbosity=0)

    for name, heading in (
        ("500.html", "Something broke on our side"),
        ("503.html", "We are back in a moment"),
    ):
        page = Markup((tmp_path / "errors" / name).read_text())
        assert page.one("h1").text == heading
        assert not page.all("script")


def test_the_page_for_a_fault_asks_for_the_stylesheet_alone():
    page = Markup(render_to_string("500.html"))

    assert not page.all("script")
    assert page.one("link", rel="stylesheet")
