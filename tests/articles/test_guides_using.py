"""A product's page shows the guides that use it."""

import pytest

from articles.publishing import publish, unpublish
from tests.factories import make_article, make_variant, publish_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def wedge():
    return make_variant().product


def guide_with(product, title):
    return publish_article(title, sections=[{"heading": "Sit", "product": product}])


def shown(client, product):
    return client.get(product.get_absolute_url()).content.decode()


def test_a_live_guide_that_names_the_product_is_shown(client, wedge):
    guide_with(wedge, "Own the bottom")
    publish_article("Hang first")

    page = shown(client, wedge)

    assert "In these guides" in page
    assert "Own the bottom" in page
    assert "Hang first" not in page


def test_a_draft_that_names_it_is_not_shown(client, wedge):
    make_article("Own the bottom", sections=[{"heading": "Sit", "product": wedge}])

    assert "In these guides" not in shown(client, wedge)


def test_a_guide_that_was_taken_down_is_not_shown(client, wedge):
    unpublish(guide_with(wedge, "Own the bottom").article)

    assert "In these guides" not in shown(client, wedge)


def test_taking_the_product_out_shows_once_the_guide_is_published_again(client, wedge):
    article = guide_with(wedge, "Own the bottom").article
    article.sections.update(product=None)
    assert "Own the bottom" in shown(client, wedge)

    publish(article)

    assert "Own the bottom" not in shown(client, wedge)


def test_the_three_newest_are_shown(client, wedge):
    for number in range(1, 5):
        guide_with(wedge, f"Guide number {number}")

    page = shown(client, wedge)

    assert "Guide number 1" not in page
    assert all(f"Guide number {number}" in page for number in (2, 3, 4))
