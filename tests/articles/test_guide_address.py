"""Where a guide is, was, or is no longer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.addresses import rename
from articles.models import Edition
from articles.publishing import publish, unpublish
from tests.factories import make_article, publish_article
from tests.markup import Markup

pytestmark = pytest.mark.django_db


def test_an_old_address_leads_to_the_new_one_in_one_step(client):
    article = publish_article("Hang").article
    rename(article, "grip")

    response = client.get("/guides/hang/")

    assert (response.status_code, response.headers["Location"]) == (301, "/guides/grip/")
    assert client.get("/guides/grip/").status_code == 200


def test_every_old_address_leads_there_at_once_however_often_it_changed(client):
    article = publish_article("Hang").article
    for slug in ("grip", "pull", "row"):
        rename(article, slug)

    answers = [client.get(f"/guides/{slug}/") for slug in ("hang", "grip", "pull")]

    assert {answer.headers["Location"] for answer in answers} == {"/guides/row/"}


def test_a_guide_that_was_taken_down_is_gone_and_shows_a_way_on(client):
    article = publish_article("Hang").article
    unpublish(article)

    response = client.get("/guides/hang/")

    page = Markup.of(response)
    assert response.status_code == 410
    assert page.one("h1").text == "This guide is no longer here"
    assert page.meta("robots") == "noindex"
    assert {"/guides/", "/", "/topics/strength/"} <= {link["href"] for link in page.all("a")}


def test_an_old_address_of_a_guide_that_was_taken_down_is_gone_too(client):
    article = publish_article("Hang").article
    rename(article, "grip")
    unpublish(article)

    assert client.get("/guides/hang/").status_code == 410


def test_a_guide_past_its_end_is_gone_without_anybody_acting(client):
    edition = publish_article("Hang")
    now = timezone.now()
    Edition.objects.filter(pk=edition.pk).update(
        live_from=now - timedelta(days=2), live_until=now - timedelta(days=1)
    )

    assert client.get("/guides/hang/").status_code == 410


@pytest.mark.parametrize("slug", ["hang", "was-never-there"])
def test_what_readers_never_saw_is_not_found(client, slug):
    make_article("Hang")

    assert client.get(f"/guides/{slug}/").status_code == 404


def test_a_scheduled_guide_is_not_found_before_its_hour(client):
    article = make_article("Hang")
    publish(article, at=timezone.now() + timedelta(hours=1))

    assert client.get("/guides/hang/").status_code == 404


def test_a_scheduled_guide_is_there_from_its_hour_on(client, time_machine):
    article = make_article("Hang")
    time_machine.move_to("2026-11-01 09:00Z", tick=False)
    publish(article, at=timezone.now() + timedelta(hours=1))

    time_machine.move_to("2026-11-01 10:00Z", tick=False)

    assert client.get("/guides/hang/").status_code == 200


def test_a_page_is_only_for_reading(client):
    publish_article("Hang")

    assert client.post("/guides/hang/").status_code == 405
