import pytest
from django.apps import apps

from articles.models import Tag
from tests.articles.desk import add_row, chief, hand_in, make_editor, opened, sentences, signed_in
from tests.factories import make_article, make_author, make_topic, publish_article

pytestmark = pytest.mark.django_db


def stored() -> dict[str, list[dict]]:
    """Every row of every table that has to do with guides, and the admin's log."""
    models = [*apps.get_app_config("articles").get_models(), apps.get_model("admin", "LogEntry")]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_a_preview_is_the_page_of_what_stands_in_the_form():
    client, edition = chief(), publish_article("Hang first", sections=["Grip"])
    fields = opened(client, edition.article) | {"title": "Hang last"}

    response = hand_in(client, fields, edition.article, "_preview")

    assert "articles/guide.html" in [template.name for template in response.templates]
    assert "<h1" in response.content.decode()
    assert "Hang last" in response.content.decode()


def test_a_preview_writes_nothing():
    client, edition = chief(), publish_article("Hang first", sections=["Grip"], tags=["hang"])
    tag = Tag.objects.create(name="Grip", slug="grip")
    fields = opened(client, edition.article) | {"slug": "hang-last", "tags": [tag.pk]}
    add_row(fields, "sections", heading="New", level=2, kind="text", body="<p>New.</p>")
    before = stored()

    response = hand_in(client, fields, edition.article, "_preview")

    assert response.status_code == 200
    assert stored() == before


def test_a_guide_that_was_never_saved_can_be_previewed_and_still_was_never_saved():
    client, topic, author = chief(), make_topic(), make_author()
    fields = opened(client) | {"title": "Hang", "slug": "hang"}
    add_row(fields, "sections", heading="Grip", level=2, kind="text", body="<p>Hold on.</p>")
    before = stored()

    response = hand_in(client, fields | {"topic": topic.pk, "author": author.pk}, button="_preview")

    assert "Hang" in response.content.decode()
    assert stored() == before


def test_a_preview_is_for_no_search_engine_and_no_cache():
    client, article = chief(), make_article()

    response = hand_in(client, opened(client, article), article, "_preview")

    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in response.headers["Cache-Control"]
    assert response.context["is_preview"] is True
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_a_preview_is_as_strict_about_scripts_as_the_public_page():
    client, edition = chief(), publish_article()
    public = client.get(edition.get_absolute_url()).headers["Content-Security-Policy"]

    response = hand_in(client, opened(client, edition.article), edition.article, "_preview")

    assert response.headers["Content-Security-Policy"] == public


def test_a_form_with_an_error_comes_back_as_the_form():
    client, article = chief(), make_article(topic=None)

    response = hand_in(client, opened(client, article) | {"title": ""}, article, "_preview")

    assert sentences(response) == {
        "title": ["This field is required."],
        "topic": ["Choose a topic before this guide can be shown."],
    }


def test_a_writer_may_preview_without_the_permission_to_publish():
    client = signed_in(make_editor("view_article", "change_article"))
    article = make_article("Hang first")

    response = hand_in(client, opened(client, article), article, "_preview")

    assert "Hang first" in response.content.decode()


def test_who_may_only_look_may_not_preview():
    client, article = signed_in(make_editor("view_article")), make_article()

    response = client.post(f"/admin/articles/article/{article.pk}/change/", {"_preview": "1"})

    assert response.status_code == 403


def test_beside_the_form_only_the_form_itself_may_frame_it():
    client, article = chief(), make_article()
    fields = opened(client, article) | {"_preview": "beside"}

    response = client.post(f"/admin/articles/article/{article.pk}/change/", without_false(fields))

    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_beside_the_form_an_error_is_told_without_the_form():
    client, article = chief(), make_article(topic=None)
    fields = opened(client, article) | {"_preview": "beside"}

    response = client.post(f"/admin/articles/article/{article.pk}/change/", without_false(fields))

    assert "Choose a topic before this guide can be shown." in response.text
    assert "article_form" not in response.text
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def without_false(fields: dict) -> dict:
    return {name: value for name, value in fields.items() if value is not False}
