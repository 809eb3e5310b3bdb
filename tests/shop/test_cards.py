"""What a tile in the catalogue and a card in a guide know of a product."""

from decimal import Decimal

import pytest
from django.utils import timezone

from shop.models import Product
from tests.factories import make_product, make_product_picture, make_variant

pytestmark = pytest.mark.django_db


def card_of(product: Product) -> Product:
    return Product.objects.for_cards().get(pk=product.pk)


def test_a_card_shows_the_price_of_the_only_variant():
    variant = make_variant(price="28.00", compare_at_price=Decimal("35.00"), sku="WEDGE")

    card = card_of(variant.product)

    assert (card.price, card.compare_at_price) == (Decimal("28.00"), Decimal("35.00"))
    assert card.only_sku == "WEDGE"
    assert not card.prices_differ


def test_a_card_shows_the_lowest_price_of_several_as_a_from():
    product = make_product()
    make_variant(product, price="90.00", compare_at_price=Decimal("99.00"))
    make_variant(product, price="58.00", compare_at_price=Decimal("64.00"))

    card = card_of(product)

    assert (card.price, card.compare_at_price) == (Decimal("58.00"), Decimal("64.00"))
    assert card.prices_differ
    assert (card.variant_count, card.only_sku) == (2, "")


def test_a_sold_out_variant_does_not_lend_its_low_price():
    product = make_product()
    make_variant(product, price="58.00", stock=0)
    make_variant(product, price="90.00", stock=1)

    card = card_of(product)

    assert card.price == Decimal("90.00")
    assert not card.prices_differ


def test_a_sold_out_product_still_shows_its_lowest_price():
    product = make_product()
    make_variant(product, price="90.00", stock=0)
    make_variant(product, price="58.00", stock=0)

    assert card_of(product).price == Decimal("58.00")


def test_the_stock_of_a_card_is_that_of_all_variants():
    product = make_product()
    make_variant(product, stock=1)
    make_variant(product, stock=2)

    assert str(card_of(product).availability) == "Only 3 left"


def test_a_withdrawn_product_is_no_longer_sold_whatever_lies_on_the_shelf():
    product = make_product(withdrawn_at=timezone.now())
    make_variant(product, stock=9)

    assert not card_of(product).availability.can_be_bought


def test_a_card_carries_the_first_picture():
    product = make_product()
    make_product_picture(product, position=2, alt="Seen from behind")
    make_product_picture(product, position=1, alt="Seen from the front", focus_x=30)

    image = card_of(product).image

    assert (image.alt, image.focus_x, image.width) == ("Seen from the front", 30, 100)
    assert image == product.pictures.first().as_image()


def test_a_decorative_picture_has_an_empty_description():
    product = make_product()
    make_product_picture(product, alt="A swoosh", is_decorative=True)

    assert card_of(product).image.alt == ""


def test_a_product_without_variants_or_pictures_makes_a_card():
    card = card_of(make_product())

    assert (card.price, card.image, card.only_sku) == (None, None, "")
    assert str(card.availability) == "Sold out"


def test_cards_cost_one_query(django_assert_num_queries):
    for _ in range(3):
        variant = make_variant()
        make_product_picture(variant.product)

    with django_assert_num_queries(1):
        for card in Product.objects.for_cards():
            str(card.availability), card.price, card.prices_differ, card.only_sku, card.image
