"""Products that share guides and shelves, on a product's page."""

import pytest
from django.utils import timezone

from articles.kit import goes_well_with
from tests.factories import make_collection, make_product, make_variant, publish_article

pytestmark = pytest.mark.django_db


def make_kit(*titles: str) -> list:
    return [make_variant(make_product(title)).product for title in titles]


def guide_with(*products):
    return publish_article(
        sections=[{"heading": product.title, "product": product} for product in products]
    )


def test_what_shares_a_guide_goes_before_what_shares_a_shelf():
    bell, chalk, mat, _rope = make_kit("Bell", "Chalk", "Mat", "Rope")
    make_collection(bell, mat)
    guide_with(bell, chalk)

    assert list(goes_well_with(bell.pk)) == [chalk, mat]


def test_more_in_common_comes_first():
    bell, chalk, mat = make_kit("Bell", "Chalk", "Mat")
    guide_with(bell, chalk, mat)
    guide_with(bell, mat)

    assert list(goes_well_with(bell.pk)) == [mat, chalk]


def test_neither_itself_nor_what_is_withdrawn():
    bell, chalk = make_kit("Bell", "Chalk")
    guide_with(bell, chalk)
    make_collection(bell, chalk)
    type(chalk).objects.filter(pk=chalk.pk).update(withdrawn_at=timezone.now())

    assert list(goes_well_with(bell.pk)) == []


def test_a_collection_for_codes_alone_says_nothing_of_its_goods():
    bell, chalk = make_kit("Bell", "Chalk")
    make_collection(bell, chalk, is_listed=False)

    assert list(goes_well_with(bell.pk)) == []


def test_the_page_shows_four_of_them(client):
    bell, *others = make_kit("Bell", "Chalk", "Mat", "Rope", "Log", "Tin")
    make_collection(bell, *others)

    page = client.get(bell.get_absolute_url()).content.decode()

    assert "Goes well with it" in page
    assert [title in page for title in ("Chalk", "Mat", "Rope", "Log", "Tin")] == [True] * 4 + [
        False
    ]


def test_a_product_alone_on_its_shelf_shows_none(client):
    (bell,) = make_kit("Bell")

    assert "Goes well with it" not in client.get(bell.get_absolute_url()).content.decode()


@pytest.mark.parametrize("count", [2, 12])
def test_they_come_in_one_query(django_assert_num_queries, count):
    bell, *others = make_kit(*[f"Kit {number}" for number in range(count)])
    make_collection(bell, *others)
    guide_with(bell, *others)

    with django_assert_num_queries(1):
        assert len(goes_well_with(bell.pk)) == count - 1
