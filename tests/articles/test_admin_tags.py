import pytest

from articles.models import Tag
from tests.articles.desk import chief, hand_in, make_editor, opened, sentences, signed_in
from tests.factories import make_article, publish_article

pytestmark = pytest.mark.django_db


def names(article) -> list[str]:
    return [tag.name for tag in article.tags.all()]


def test_tags_that_there_are_are_chosen_by_their_keys():
    client, article = chief(), make_article(tags=["hang"])
    grip = Tag.objects.create(name="grip", slug="grip")
    fields = opened(client, article)

    hand_in(client, fields | {"tags": [*fields["tags"], grip.pk]}, article)

    assert names(article) == ["grip", "hang"]


def test_a_new_tag_is_made_as_it_is_typed():
    client, article = chief(), make_article(tags=["hang"])
    fields = opened(client, article)

    hand_in(client, fields | {"tags": [*fields["tags"], "new Heel raise"]}, article)

    assert names(article) == ["Heel raise", "hang"]


def test_another_spelling_of_a_tag_is_the_tag_that_there_is():
    client, article = chief(), make_article()
    Tag.objects.create(name="Heel raise", slug="heel-raise")

    hand_in(client, opened(client, article) | {"tags": ["new heel RAISE"]}, article)

    assert names(article) == ["Heel raise"]
    assert Tag.objects.count() == 1


def test_a_number_that_is_typed_is_a_word_and_not_the_key_of_another_tag():
    client, article = chief(), make_article()
    other = Tag.objects.create(name="hang", slug="hang")

    hand_in(client, opened(client, article) | {"tags": [f"new {other.pk}"]}, article)

    assert names(article) == [str(other.pk)]


def test_a_tag_can_be_taken_off():
    client, article = chief(), make_article(tags=["hang"])

    hand_in(client, opened(client, article) | {"tags": []}, article)

    assert names(article) == []


def test_a_new_tag_reaches_the_readers_with_publish():
    client, edition = chief(), publish_article()
    article = edition.article

    hand_in(client, opened(client, article) | {"tags": ["new grip"]}, article, "_publish")

    assert [tag.name for tag in article.editions.live().get().tags.all()] == ["grip"]


def test_a_new_tag_in_a_refused_form_is_still_there_and_not_stored():
    client, article = chief(), make_article()

    response = hand_in(
        client, opened(client, article) | {"tags": ["new grip"], "title": ""}, article
    )

    assert '<option value="new grip" selected>grip</option>' in response.content.decode()
    assert not Tag.objects.exists()


def test_a_preview_shows_a_new_tag_and_stores_none():
    client, article = chief(), make_article()

    response = hand_in(
        client, opened(client, article) | {"tags": ["new grip"]}, article, "_preview"
    )

    assert [tag.name for tag in response.context["tags"]] == ["grip"]
    assert not Tag.objects.exists()


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("x" * 41, f"“{'x' * 40}…” is too long for a tag."),
        ("!!!", "“!!!” has no letter to find it by."),
    ],
)
def test_a_word_that_makes_no_tag_is_refused_in_words(word, sentence):
    client, article = chief(), make_article()

    response = hand_in(client, opened(client, article) | {"tags": [f"new {word}"]}, article)

    assert sentences(response) == {"tags": [sentence]}


def test_who_may_not_add_tags_makes_none_here_either():
    client = signed_in(make_editor("view_article", "change_article"))
    article = make_article()

    response = hand_in(client, opened(client, article) | {"tags": ["new grip"]}, article)

    assert sentences(response) == {"tags": ["You may choose tags, but not make new ones."]}
    assert not Tag.objects.exists()


@pytest.mark.parametrize("nonsense", ["99", "grip", "1.5", "-1"])
def test_a_key_that_no_tag_has_is_refused(nonsense):
    client, article = chief(), make_article()

    response = hand_in(client, opened(client, article) | {"tags": [nonsense]}, article)

    assert list(sentences(response)) == ["tags"]
