import pytest
from django.core.exceptions import ValidationError

from articles.addresses import rename
from articles.models import Article, FormerSlug
from tests.articles.desk import chief, hand_in, opened, sentences
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def former(article: Article) -> set[str]:
    return set(article.former_slugs.values_list("slug", flat=True))


def test_the_address_before_is_kept():
    article = make_article("Hang")

    rename(article, "grip")

    article.refresh_from_db()
    assert article.slug == "grip"
    assert former(article) == {"hang"}


def test_every_address_is_kept_however_often_it_changed():
    article = make_article("Hang")

    rename(article, "grip")
    rename(article, "pull")

    assert former(article) == {"hang", "grip"}


def test_an_old_address_can_be_taken_back():
    article = make_article("Hang")
    rename(article, "grip")

    rename(article, "hang")

    article.refresh_from_db()
    assert article.slug == "hang"
    assert former(article) == {"grip"}


def test_the_same_address_leaves_no_trace():
    article = make_article("Hang")

    rename(article, "hang")

    assert not FormerSlug.objects.exists()


def test_another_guides_address_is_refused():
    article, _other = make_article("Hang"), make_article("Grip")

    with pytest.raises(ValidationError) as refused:
        rename(article, "grip")

    assert refused.value.message_dict == {"slug": ["“Grip” has this address. Choose another one."]}


def test_another_guides_former_address_is_refused():
    article, other = make_article("Hang"), make_article("Grip")
    rename(other, "pull")

    with pytest.raises(ValidationError) as refused:
        rename(article, "grip")

    assert "once the address of “Grip”" in refused.value.messages[0]
    assert former(article) == set()


def test_the_form_keeps_the_address_before():
    client, article = chief(), make_article("Hang")

    hand_in(client, opened(client, article) | {"slug": "grip"}, article)

    article.refresh_from_db()
    assert article.slug == "grip"
    assert former(article) == {"hang"}


def test_the_form_lists_former_addresses():
    client, article = chief(), make_article("Hang")
    rename(article, "grip")

    page = client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()

    assert "Former addresses" in page
    assert "<code>hang</code>" in page


def test_a_new_guide_may_not_take_another_guides_former_address():
    client, other = chief(), make_article("Grip")
    rename(other, "pull")

    response = hand_in(client, opened(client) | {"title": "Hang", "slug": "grip"})

    assert sentences(response) == {
        "slug": ["This was once the address of “Grip” and still leads there. Choose another one."]
    }


def test_a_new_guide_may_not_take_another_guides_address():
    client, _other = chief(), make_article("Grip")

    response = hand_in(client, opened(client) | {"title": "Hang", "slug": "grip"})

    assert sentences(response) == {"slug": ["“Grip” has this address. Choose another one."]}
