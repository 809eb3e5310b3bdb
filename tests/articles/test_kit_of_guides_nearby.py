"""Products below a guide: what the guides name that are nearest to it in words."""

import pytest
from django.utils import timezone

from articles.models import Edition, RelatedNeighbour
from articles.publishing import unpublish
from shop.models import Product
from tests.factories import (
    make_product,
    make_product_picture,
    make_variant,
    publish_article,
)
from tests.markup import Markup

pytestmark = pytest.mark.django_db


def make_kit(title: str, **fields) -> Product:
    variant = make_variant(make_product(title), **fields)
    make_product_picture(variant.product)
    return variant.product


def guide_with(title: str, *products: Product) -> Edition:
    return publish_article(
        title, sections=[{"heading": product.title, "product": product} for product in products]
    )


def bring_near(edition: Edition, *others: Edition) -> None:
    """The later, the less near."""
    for place, other in enumerate(others):
        RelatedNeighbour.objects.create(
            article=edition.article, target=other.article, score=1 / (1 + place)
        )


def tiles(client, edition: Edition) -> list[str]:
    page = Markup.of(client.get(edition.get_absolute_url()))
    return page.texts("h3", class_="tile__title")


def test_what_guides_nearby_name_is_shown_below_a_guide(client):
    near, far = guide_with("Near", make_kit("Chalk")), guide_with("Far", make_kit("Rope"))
    guide_with("Elsewhere", make_kit("Tin"))
    edition = publish_article("Hang")
    bring_near(edition, near, far)

    assert tiles(client, edition) == ["Chalk", "Rope"]


def test_of_many_those_that_the_nearest_and_the_most_name(client):
    titles = ["Tin", "Rope", "Chalk", "Rings", "Bar"]
    tin, *others = [make_kit(title) for title in titles]
    edition = publish_article("Hang")
    bring_near(
        edition,
        guide_with("Near", *others[:2]),
        guide_with("Nearly", *others[1:]),
        guide_with("Far", tin),
    )

    assert tiles(client, edition) == titles[1:]


def test_what_the_guide_names_itself_stands_in_its_text_alone(client):
    chalk = make_kit("Chalk")
    near, edition = guide_with("Near", chalk), guide_with("Hang", chalk)
    bring_near(edition, near)

    assert tiles(client, edition) == []
    assert "Used in guides like this one" not in client.get("/guides/hang/").text


def test_neither_what_is_withdrawn_nor_what_is_sold_out(client):
    gone, out = make_kit("Gone"), make_kit("Out", stock=0)
    edition = publish_article("Hang")
    bring_near(edition, guide_with("Near", gone, out))
    Product.objects.filter(pk=gone.pk).update(withdrawn_at=timezone.now())

    assert tiles(client, edition) == []


def test_a_guide_that_readers_no_longer_see_recommends_nothing(client):
    near, edition = guide_with("Near", make_kit("Chalk")), publish_article("Hang")
    bring_near(edition, near)

    unpublish(near.article)  # its place in the lists goes later

    assert tiles(client, edition) == []


@pytest.mark.parametrize("number", [1, 4])
def test_it_costs_no_query_beyond_the_guides_own_kit(client, django_assert_num_queries, number):
    edition = guide_with("Hang", make_kit("Bar"))
    others = [guide_with(f"Near {n}", make_kit(f"Chalk {n}")) for n in range(number)]
    bring_near(edition, *others)

    with django_assert_num_queries(3):
        assert len(tiles(client, edition)) == number
