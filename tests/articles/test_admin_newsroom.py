"""Topics, tags, authors and pictures."""

import pytest
from django.test import Client

from articles.models import Picture
from tests.articles.desk import chief
from tests.factories import make_article, make_author, make_picture, make_topic, picture_file

pytestmark = pytest.mark.django_db


def upload(client: Client, **fields: str):
    file = picture_file()
    return client.post(
        "/admin/articles/picture/add/", {"file": file, "focus_x": 50, "focus_y": 50, **fields}
    )


def test_a_picture_says_what_it_shows():
    upload(chief(), alt="A red plate on a bar")

    picture = Picture.objects.get()
    assert (picture.alt, picture.width, picture.height) == ("A red plate on a bar", 120, 90)


def test_a_picture_may_be_decorative_instead():
    upload(chief(), is_decorative="on")

    assert Picture.objects.get().is_decorative


def test_a_picture_that_says_nothing_is_refused_in_words():
    response = upload(chief())

    assert response.context["adminform"].form.errors == {
        "alt": ["Say what the picture shows, or tick “decorative” if it shows nothing."]
    }


def test_a_focus_outside_the_picture_is_refused_in_words():
    response = upload(chief(), alt="A plate", focus_x="101")

    assert response.context["adminform"].form.errors == {
        "focus_x": ["Between 0 and 100, the far edge."]
    }


def test_the_list_of_pictures_shows_them():
    picture = make_picture()

    page = chief().get("/admin/articles/picture/").content.decode()

    assert picture.file.url in page
    assert "120 × 90 px" in page


@pytest.mark.parametrize("model", ["topic", "tag", "author", "picture", "article"])
def test_every_form_of_the_newsroom_opens(model):
    assert chief().get(f"/admin/articles/{model}/add/").status_code == 200


@pytest.mark.parametrize(
    ("model", "field", "words", "found"),
    [
        ("article", "topic", "Stre", "Strength"),
        ("article", "author", "Ines", "Ines Marlow"),
        ("article", "reviewer", "Ines", "Ines Marlow"),
        ("article", "hero", "plate", "A red plate on a bar"),
        ("relatedpin", "target", "Hang", "Hang first"),
    ],
)
def test_choices_are_found_by_typing(model, field, words, found):
    make_topic("Strength"), make_author("Ines Marlow"), make_picture(), make_article("Hang first")

    response = chief().get(
        "/admin/autocomplete/",
        {"app_label": "articles", "model_name": model, "field_name": field, "term": words},
    )

    assert [choice["text"] for choice in response.json()["results"]] == [found]
