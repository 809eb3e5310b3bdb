"""What is typed is kept before it is saved, for the one who typed it."""

import pytest
from django.utils.html import escape

from articles.models import Article, RecoveryCopy
from articles.publishing import note_change
from tests.articles.desk import (
    ADD,
    address,
    chief,
    hand_in,
    make_editor,
    opened,
    sentences,
    signed_in,
)
from tests.factories import make_article

pytestmark = pytest.mark.django_db

WRITER = ("view_article", "change_article", "add_article", "change_section", "view_section")
OFFER = "Take it up again"


@pytest.fixture
def article() -> Article:
    article = make_article("Hang first", sections=["Grip"])
    note_change(article)
    return article


def keep(client, fields, article=None):
    way = address(article).replace("change/", "recovery/") if article else f"{ADD}recovery/"
    return client.post(way, {name: value for name, value in fields.items() if value is not False})


def test_what_was_typed_is_offered_back_and_comes_back_unsaved(article):
    client = chief()
    fields = opened(client, article) | {"title": "Hang last", "sections-0-body": "<p>Mine.</p>"}

    assert keep(client, fields, article).status_code == 204
    assert OFFER in client.get(address(article)).text
    response = client.post(address(article), {"_recover": "1"})

    assert 'value="Hang last"' in response.text
    assert escape("<p>Mine.</p>") in response.text
    assert "This is what you typed until" in sentences(response)[""][0]
    article.refresh_from_db()
    assert article.title == "Hang first"


def test_a_guide_that_was_never_saved_is_kept_too():
    client = chief()
    keep(client, opened(client) | {"title": "Hang last"})

    assert OFFER in client.get(ADD).text
    assert 'value="Hang last"' in client.post(ADD, {"_recover": "1"}).text
    assert not Article.objects.exists()


def test_saving_throws_the_copy_away(article):
    client = chief()
    fields = opened(client, article) | {"title": "Hang last"}
    keep(client, fields, article)

    hand_in(client, fields, article)

    assert not RecoveryCopy.objects.exists()
    assert OFFER not in client.get(address(article)).text


def test_a_preview_or_a_form_with_an_error_keeps_it(article):
    client = chief()
    fields = opened(client, article)
    keep(client, fields, article)

    hand_in(client, fields, article, "_preview")
    hand_in(client, fields | {"title": ""}, article)

    assert RecoveryCopy.objects.count() == 1


def test_it_can_be_discarded(article):
    client = chief()
    keep(client, opened(client, article), article)

    keep(client, {"_discard": "1"}, article)

    assert not RecoveryCopy.objects.exists()


def test_nobody_else_is_shown_it(article):
    client, other = chief(), signed_in(make_editor(*WRITER))
    keep(client, opened(client, article) | {"title": "Secret"}, article)

    page = other.get(address(article)).text
    assert OFFER not in page
    assert "Secret" not in page
    assert other.post(address(article), {"_recover": "1"}).status_code == 302
    keep(other, {"_discard": "1"}, article)
    assert RecoveryCopy.objects.count() == 1


def test_the_newest_words_take_the_place_of_the_older(article):
    client = chief()
    for title in ("One", "Two"):
        keep(client, {"title": title}, article)
        keep(client, {"title": title})

    titles = [copy.fields["title"] for copy in RecoveryCopy.objects.all()]
    assert titles == [["Two"], ["Two"]]


def test_a_token_is_not_kept(article):
    keep(chief(), {"title": "Hang", "csrfmiddlewaretoken": "x", "_save": "1"}, article)

    assert list(RecoveryCopy.objects.get().fields) == ["title"]


def test_what_is_too_long_is_refused(article):
    response = keep(chief(), {"title": "x" * 2_000_001}, article)

    assert response.status_code == 413
    assert not RecoveryCopy.objects.exists()


def test_a_copy_that_somebody_has_saved_past_does_not_overwrite_them(article):
    client = chief()
    keep(client, opened(client, article) | {"title": "Mine"}, article)
    article.title = "Theirs"
    article.save()

    response = client.post(address(article), {"_recover": "1"})
    fields = opened(client, article) | {"title": "Mine", "seen": response.context["seen"]}
    response = hand_in(client, fields, article)

    article.refresh_from_db()
    assert article.title == "Theirs"
    assert "<del>Theirs</del><ins>Mine</ins>" in response.text


def test_only_who_may_write_keeps_anything(client, article):
    reader = signed_in(make_editor("view_article", username="reader"))

    for who, status in ((client, 302), (reader, 403)):
        assert keep(who, {"title": "x"}, article).status_code == status
        assert keep(who, {"title": "x"}).status_code == status
    writer = signed_in(make_editor(*WRITER))
    assert keep(writer, {"title": "x"}, article).status_code == 204
    assert keep(writer, {"title": "x"}).status_code == 204
    assert keep(writer, {"title": "x"}, Article(pk=999)).status_code == 404
    assert writer.get(address(article).replace("change/", "recovery/")).status_code == 405
