from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.admin.models import LogEntry

from articles.models import Article, Edition
from articles.publishing import publish
from tests.articles.desk import (
    address,
    chief,
    hand_in,
    make_editor,
    opened,
    sentences,
    signed_in,
)
from tests.factories import make_article, make_author, make_topic, publish_article

pytestmark = pytest.mark.django_db

WRITER = ("view_article", "add_article", "change_article", "view_topic", "view_author")


def status_of(article: Article) -> str:
    return Article.objects.with_status().get(pk=article.pk).status.kind


def test_publish_saves_the_form_and_shows_it_to_readers():
    client, article = chief(), make_article("Hang first")
    fields = opened(client, article) | {"title": "Hang last"}

    hand_in(client, fields, article, "_publish")

    assert Edition.objects.live().get().title == "Hang last"
    assert status_of(article) == "live"


def test_a_guide_can_be_published_before_it_was_ever_saved():
    client = chief()
    topic, author = make_topic(), make_author()
    fields = opened(client) | {"title": "Hang", "slug": "hang"}

    hand_in(client, fields | {"topic": topic.pk, "author": author.pk}, button="_publish")

    assert Edition.objects.live().get().title == "Hang"


def test_an_edition_remembers_who_published_it_and_what_they_noted():
    editor = make_editor(*WRITER, "publish_article")
    client, article = signed_in(editor), make_article()

    hand_in(client, opened(client, article) | {"note": "First go"}, article, "_publish")

    edition = Edition.objects.get()
    assert (edition.created_by, edition.note) == (editor, "First go")


def test_without_a_topic_or_an_author_publish_says_so_beside_the_fields():
    client, article = chief(), make_article("Hang first", topic=None, author=None)
    fields = opened(client, article) | {"title": "Hang last"}

    response = hand_in(client, fields, article, "_publish")

    assert sentences(response) == {
        "topic": ["Choose a topic before this guide can be shown."],
        "author": ["Choose an author before this guide can be shown."],
    }


def test_what_was_typed_into_a_refused_form_is_still_there_and_not_half_saved():
    client, article = chief(), make_article("Hang first", topic=None)
    fields = opened(client, article) | {"title": "Hang last"}

    response = hand_in(client, fields, article, "_publish")

    article.refresh_from_db()
    assert 'value="Hang last"' in response.content.decode()
    assert article.title == "Hang first"


def test_a_refusal_that_no_field_foresaw_rolls_everything_back():
    client, article = chief(), make_article("Hang first")
    with time_machine.travel("2026-11-03 09:00Z", tick=False):
        publish(article, at=datetime(2199, 11, 27, 8, tzinfo=UTC))
    fields = opened(client, article) | {"title": "Hang last"}

    response = hand_in(client, fields, article, "_publish")

    article.refresh_from_db()
    assert sentences(response) == {
        "": ["Edition 1 goes live on 27 Nov 2199 08:00. Cancel that first, then publish."]
    }
    assert article.title == "Hang first"
    assert 'value="Hang last"' in response.content.decode()
    assert not LogEntry.objects.exists()


def test_a_writer_without_the_permission_sees_no_publish_button():
    client, article = signed_in(make_editor(*WRITER)), make_article()

    page = client.get(address(article)).content.decode()

    assert 'name="_save"' in page
    assert 'name="_publish"' not in page


def test_a_writer_who_sends_publish_all_the_same_is_refused():
    client, article = signed_in(make_editor(*WRITER)), make_article("Hang first")
    fields = opened(client, article) | {"title": "Hang last"}

    response = hand_in(client, fields, article, "_publish")

    article.refresh_from_db()
    assert response.status_code == 403
    assert article.title == "Hang first"
    assert not Edition.objects.exists()


def test_the_permission_to_publish_alone_lets_nobody_write():
    client, article = signed_in(make_editor("view_article", "publish_article")), make_article()

    response = client.post(address(article), {"_publish": "1"})

    assert response.status_code == 403
    assert not Edition.objects.exists()


def test_enter_in_a_field_saves_a_draft_and_publishes_nothing():
    page = chief().get(address(make_article())).content.decode()

    assert page.index('name="_save"') < page.index('name="_publish"')


def test_unpublishing_asks_first():
    client, edition = chief(), publish_article("Hang first")

    page = client.get(f"/admin/articles/article/{edition.article_id}/unpublish/")

    assert "Readers will no longer find “Hang first”" in page.content.decode()
    assert status_of(edition.article) == "live"


def test_unpublishing_takes_the_guide_from_the_site():
    client, edition = chief(), publish_article()

    client.post(f"/admin/articles/article/{edition.article_id}/unpublish/", {"_now": "1"})

    assert status_of(edition.article) == "expired"
    assert LogEntry.objects.get().get_change_message() == "Unpublished."


def test_unpublishing_needs_the_permission():
    client, edition = signed_in(make_editor(*WRITER)), publish_article()

    response = client.post(f"/admin/articles/article/{edition.article_id}/unpublish/", {"_now": 1})

    assert response.status_code == 403
    assert status_of(edition.article) == "live"


@pytest.mark.parametrize("which", ["999", "nonsense"])
def test_unpublishing_a_guide_that_is_not_there_is_not_found(which):
    assert chief().post(f"/admin/articles/article/{which}/unpublish/").status_code == 404


def test_a_live_guide_has_its_way_to_the_site_and_off_it():
    client, edition = chief(), publish_article("Hang first")

    page = client.get(address(edition.article)).content.decode()

    assert 'href="/guides/hang-first/"' in page
    assert f'href="/admin/articles/article/{edition.article_id}/unpublish/"' in page


def test_a_draft_has_neither():
    client, article = chief(), make_article("Hang first")

    page = client.get(address(article)).content.decode()

    assert 'href="/guides/hang-first/"' not in page
    assert "/unpublish/" not in page


def test_the_form_tells_the_history_of_the_guide():
    client, article = chief(), make_article()
    publish(article, by=make_editor(username="abla"), note="First go")
    publish(article)

    page = client.get(address(article)).content.decode()

    assert "Edition 1" in page
    assert "by abla" in page
    assert "First go" in page
    assert "Edition 2" in page


def test_publishing_stands_in_the_admins_own_history():
    client, article = chief(), make_article()

    hand_in(client, opened(client, article), article, "_publish")

    said = [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]
    assert "Published edition 1." in said


def test_who_may_not_unpublish_may_not_delete_what_readers_see():
    client = signed_in(make_editor(*WRITER, "delete_article"))
    live, draft = publish_article().article, make_article()

    for article in (live, draft):
        client.post(f"/admin/articles/article/{article.pk}/delete/", {"post": "yes"})

    assert list(Article.objects.filter(trashed_at=None)) == [live]


def test_nor_by_way_of_the_list():
    client = signed_in(make_editor(*WRITER, "delete_article"))
    live = publish_article().article

    client.post(
        "/admin/articles/article/",
        {"action": "delete_selected", "_selected_action": [live.pk], "post": "yes"},
    )

    assert list(Article.objects.filter(trashed_at=None)) == [live]


def test_scheduling_from_the_form_names_the_sites_own_time(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    client, article = chief(), make_article("Hang first")
    page = client.get(address(article)).content.decode()
    assert "Goes live at (Europe/Berlin)" in page

    fields = opened(client, article) | {"live_at": "2199-11-27T08:00", "note": "For winter"}
    hand_in(client, fields, article, "_schedule")

    edition = Edition.objects.get()
    assert edition.live_from == datetime(2199, 11, 27, 7, tzinfo=UTC)
    assert edition.note == "For winter"
    assert status_of(article) == "scheduled"
    assert "edition 1 goes live on 27 Nov 2199 08:00" in client.get(address(article)).text


@pytest.mark.parametrize(
    ("live_at", "sentence"),
    [
        ("", "Choose when readers will see it."),
        ("2001-01-01T08:00", "Choose a time that is still to come."),
        ("tomorrow", "Enter a valid date/time."),
    ],
)
def test_a_time_that_does_not_fit_is_refused_beside_its_field(live_at, sentence):
    client, article = chief(), make_article("Hang first")
    fields = opened(client, article) | {"live_at": live_at, "title": "Hang last"}

    response = hand_in(client, fields, article, "_schedule")

    assert sentences(response) == {"live_at": [sentence]}
    assert 'value="Hang last"' in response.text
    assert not Edition.objects.exists()


def test_a_time_that_has_passed_meanwhile_stands_in_no_drafts_way():
    client, article = chief(), make_article("Hang first")
    fields = opened(client, article) | {"live_at": "2001-01-01T08:00", "title": "Hang last"}

    hand_in(client, fields, article, "_save")

    article.refresh_from_db()
    assert article.title == "Hang last"


def test_an_hour_that_a_change_of_clocks_leaves_out_is_refused(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    client, article = chief(), make_article()
    fields = opened(client, article) | {"live_at": "2199-03-31T02:30"}

    response = hand_in(client, fields, article, "_schedule")

    assert "couldn’t be interpreted" in sentences(response)["live_at"][0]


def test_who_may_not_publish_may_not_schedule_either():
    client, article = signed_in(make_editor(*WRITER)), make_article()
    fields = opened(client, article) | {"live_at": "2199-11-27T08:00"}

    response = hand_in(client, fields, article, "_schedule")

    assert response.status_code == 403
    assert 'name="_schedule"' not in client.get(address(article)).text
    assert not Edition.objects.exists()


def test_cancelling_asks_first_and_then_withdraws():
    client, edition = chief(), publish_article("Hang first")
    publish(edition.article, at=datetime(2199, 11, 27, 8, tzinfo=UTC))
    way = f"/admin/articles/article/{edition.article_id}/cancel/"

    assert "Readers will not see edition 2" in client.get(way).text
    assert Edition.objects.get(number=2).live_from
    client.post(way)

    assert Edition.objects.get(number=2).live_from is None
    assert list(Edition.objects.live()) == [edition]
    assert LogEntry.objects.get().get_change_message() == "Withdrew edition 2."


def test_a_guide_is_told_when_to_leave_the_site_and_told_to_stay():
    client, edition = chief(), publish_article("Hang first")
    way = f"/admin/articles/article/{edition.article_id}/unpublish/"

    client.post(way, {"_end": "1", "at": "2199-11-27T08:00"})
    edition.refresh_from_db()
    assert edition.live_until == datetime(2199, 11, 27, 8, tzinfo=UTC)

    client.post(way, {"_stay": "1"})
    edition.refresh_from_db()
    assert edition.live_until is None


@pytest.mark.parametrize("at", ["", "2001-01-01T08:00"])
def test_an_end_without_a_time_to_come_is_refused_beside_its_field(at):
    client, edition = chief(), publish_article()
    way = f"/admin/articles/article/{edition.article_id}/unpublish/"

    response = client.post(way, {"_end": "1", "at": at})

    assert response.context["form"].errors["at"]
    assert status_of(edition.article) == "live"


@pytest.mark.parametrize("page", ["unpublish", "cancel"])
def test_what_readers_see_is_decided_only_by_who_may_publish(client, page):
    edition = publish_article()
    way = f"/admin/articles/article/{edition.article_id}/{page}/"

    assert client.get(way).headers["Location"] == f"/admin/login/?next={way}"
    assert signed_in(make_editor(*WRITER)).get(way).status_code == 403
    assert signed_in(make_editor("publish_article", username="abla")).get(way).status_code == 200
