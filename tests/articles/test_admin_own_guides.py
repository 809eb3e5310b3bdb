"""A writer's desk holds the guides that they wrote, whichever address they open."""

import pytest
from django.contrib.auth.models import User

from articles.models import Article, Edition
from articles.publishing import publish
from articles.tag_field import NEW
from tests.articles.desk import (
    add_row,
    address,
    hand_in,
    make_member,
    opened,
    sentences,
    signed_in,
)
from tests.factories import make_article, make_author, make_topic, publish_article

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


@pytest.fixture
def writer() -> User:
    return make_member("Writer")


def found(client, words: str = "") -> list[str]:
    """What a field offers in which a related guide is chosen."""
    where = {"app_label": "articles", "model_name": "relatedpin", "field_name": "target"}
    answer = client.get("/admin/autocomplete/", where | {"term": words}).json()
    return sorted(row["text"] for row in answer["results"])


def test_the_list_shows_a_writer_their_own(writer):
    make_article("Mine", created_by=writer), make_article("Theirs")

    page = signed_in(writer).get(LIST).content.decode()

    assert "Mine" in page
    assert "Theirs" not in page


@pytest.mark.parametrize("role", ["Editor", "Reviewer", "Analyst"])
def test_the_others_see_every_guide(role):
    make_article("Somebody’s")

    assert "Somebody’s" in signed_in(make_member(role)).get(LIST).content.decode()


def test_a_guide_belongs_to_whoever_began_it(writer):
    client = signed_in(writer)

    hand_in(client, opened(client) | {"title": "Hang first", "slug": "hang-first"})

    article = Article.objects.get()
    assert article.created_by == writer
    assert client.get(address(article)).status_code == 200


def test_another_writers_guide_is_not_found(writer):
    article = make_article(created_by=User.objects.create_user("abla"))
    client = signed_in(writer)

    assert client.get(address(article)).url == "/admin/"
    assert hand_in(client, {"title": "Taken"}, article).url == "/admin/"
    assert Article.objects.exclude(title="Taken").get() == article


def test_an_editor_takes_up_a_writers_guide_and_it_stays_theirs(writer):
    client, article = signed_in(make_member("Editor")), make_article(created_by=writer)

    hand_in(client, opened(client, article) | {"title": "Hang last"}, article, "_publish")

    article.refresh_from_db()
    assert (article.title, article.created_by) == ("Hang last", writer)
    assert Edition.objects.live().get().title == "Hang last"


def test_a_related_guide_is_chosen_from_ones_own_and_from_what_readers_see(writer):
    make_article("Mine", created_by=writer), make_article("Their draft")
    publish_article("On the site")

    assert found(signed_in(writer)) == ["Mine", "On the site"]


def test_another_writers_draft_is_pinned_nowhere(writer):
    article, theirs = make_article(created_by=writer), make_article("Their draft")
    client = signed_in(writer)
    fields = opened(client, article)
    row = add_row(fields, "pins", target=theirs.pk)

    response = hand_in(client, fields, article)

    assert list(sentences(response)) == [f"{row}-target"]
    assert "Their draft" not in response.content.decode()


def test_what_an_editor_pinned_stays_pinned(writer):
    article, theirs = make_article(created_by=writer), make_article("Their draft")
    article.pins.create(target=theirs)
    client = signed_in(writer)

    hand_in(client, opened(client, article) | {"title": "Hang last"}, article)

    article.refresh_from_db()
    assert article.title == "Hang last"
    assert article.pins.get().target == theirs


def test_a_writer_deletes_a_draft_and_nothing_that_readers_ever_saw(writer):
    draft, shown = make_article(created_by=writer), make_article(created_by=writer)
    publish(shown)
    client = signed_in(writer)

    for article in (draft, shown):
        client.post(f"{LIST}{article.pk}/delete/", {"post": "yes"})

    assert list(Article.objects.filter(trashed_at=None)) == [shown]


def test_a_writer_says_of_no_guide_that_it_was_reviewed(writer):
    article, client = make_article(created_by=writer), signed_in(writer)
    fields = opened(client, article)

    hand_in(client, fields | {"reviewer": make_author("Abla Deku").pk}, article)

    article.refresh_from_db()
    assert "reviewer" not in fields
    assert article.reviewer is None


def test_a_writer_does_not_move_a_guide_that_readers_know(writer):
    article, client = make_article("Hang first", created_by=writer), signed_in(writer)
    publish(article)

    hand_in(client, opened(client, article) | {"slug": "elsewhere"}, article)

    article.refresh_from_db()
    assert article.slug == "hang-first"


def test_a_writer_writes_a_whole_guide_with_a_tag_and_no_topic_of_their_own(writer):
    client, topic = signed_in(writer), make_topic()
    fields = opened(client) | {"title": "Hang", "slug": "hang", "topic": topic.pk}
    add_row(fields, "sections", heading="Grip", level=2, kind="text", body="<p>Hold on.</p>")

    hand_in(client, fields | {"tags": [f"{NEW}Grip"]})

    assert Article.objects.get().sections.get().heading == "Grip"
    assert client.get("/admin/articles/topic/add/").status_code == 403
