import pytest
from django.db import IntegrityError

from articles.home import opening
from articles.models import HomePage, PathStep
from articles.publishing import unpublish
from tests.factories import make_article, publish_article

pytestmark = pytest.mark.django_db


def home_page(*steps, **fields) -> HomePage:
    home = HomePage.objects.create(**fields)
    for position, article in enumerate(steps):
        PathStep.objects.create(home=home, article=article, position=position)
    return home


def test_nothing_is_chosen_until_an_editor_chooses():
    publish_article()

    chosen = opening()

    assert (chosen.lead, chosen.path, chosen.path_introduction) == (None, [], "")


def test_the_path_comes_in_the_editors_order():
    first, second = publish_article().article, publish_article().article
    publish_article()

    home_page(second, first, path_introduction="Two guides, two weeks.")

    chosen = opening()
    assert [edition.article for edition in chosen.path] == [second, first]
    assert chosen.path_introduction == "Two guides, two weeks."
    assert chosen.lead is None


def test_one_guide_may_lead_and_be_a_step():
    article = publish_article().article

    home_page(article, lead=article)

    chosen = opening()
    assert chosen.lead == chosen.path[0]
    assert chosen.lead.article == article


def test_a_guide_that_is_not_live_is_neither_lead_nor_step():
    draft, gone, live = make_article(), publish_article().article, publish_article().article
    home_page(draft, gone, live, lead=gone)
    unpublish(gone)

    chosen = opening()

    assert chosen.lead is None
    assert [edition.article for edition in chosen.path] == [live]


def test_the_opening_costs_one_query(django_assert_num_queries):
    articles = [publish_article().article for _ in range(4)]
    home_page(*articles, lead=articles[0])

    with django_assert_num_queries(1):
        chosen = opening()
        assert [edition.article.slug for edition in chosen.path]


def test_a_deleted_guide_leaves_the_home_page_standing():
    article = publish_article().article
    home_page(article, lead=article)

    article.delete()

    assert HomePage.objects.get().lead is None
    assert not PathStep.objects.exists()


@pytest.mark.parametrize("fields", [{}, {"id": 2}])
def test_there_is_one_home_page(fields):
    HomePage.objects.create()

    with pytest.raises(IntegrityError):
        HomePage.objects.create(**fields)


def test_a_guide_is_one_step_at_most():
    article = make_article()
    home = home_page(article)

    with pytest.raises(IntegrityError):
        PathStep.objects.create(home=home, article=article)
