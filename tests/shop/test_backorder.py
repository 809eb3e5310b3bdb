import pytest
from django.db import IntegrityError, transaction

from shop import stock
from shop.catalogue.availability import Availability
from shop.models import Product, Variant
from tests.factories import make_product, make_variant
from tests.markup import Markup
from tests.shop.till import buy, cart_of

pytestmark = pytest.mark.django_db


def make_ring(**fields):
    """None in stock, five on back-order, unless told otherwise."""
    product = make_product("Rings", backorder_note="sent in about 2 weeks")
    return make_variant(product, **{"sku": "RING", "stock": 0, "backorder_limit": 5, **fields})


def test_what_is_on_back_order_can_be_bought_and_says_when_it_comes():
    availability = Availability(-2, beyond=5, note="sent in about 2 weeks")

    assert availability.can_be_bought
    assert (availability.kind, availability.units) == ("back", 3)
    assert str(availability) == "Back-order, sent in about 2 weeks"


def test_what_is_in_stock_says_so_whatever_comes_after():
    assert str(Availability(3, beyond=5)) == "Only 3 left"
    assert str(Availability(30, beyond=5)) == "In stock"


def test_back_order_ends_at_its_limit():
    assert Availability(-5, beyond=5).kind == "out"


def test_taking_goes_below_nothing_as_far_as_the_limit_and_no_further():
    ring = make_ring(stock=2)

    stock.take({ring.pk: 6})
    with pytest.raises(stock.OutOfStock) as short:
        stock.take({ring.pk: 2})

    ring.refresh_from_db()
    assert ring.stock == -4
    assert short.value.left == {ring.pk: 1}
    assert stock.free([ring.pk]) == {ring.pk: 1}


def test_no_road_oversells_what_the_limit_allows():
    ring = make_ring()

    with pytest.raises(IntegrityError), transaction.atomic():
        Variant.objects.filter(pk=ring.pk).update(stock=-6)


def test_an_order_takes_what_is_owed_and_gives_it_back():
    ring = make_ring(stock=1)

    order = buy(cart_of((ring, 3)))

    ring.refresh_from_db()
    assert (ring.stock, order.lines.get().taken) == (-2, 3)


def test_a_cart_says_how_much_of_a_line_comes_later(shopper):
    make_ring(stock=1)

    page = shopper.add("RING", 3).content.decode()

    assert "2 of these: Back-order, sent in about 2 weeks." in page


def test_a_cart_takes_no_more_than_stock_and_limit(shopper):
    make_ring(stock=1)

    page = shopper.add("RING", 9)

    assert shopper.quantities == {"RING": 6}
    assert shopper.told(page) == ["Only 6 of Rings are left. 6 were added."]


def test_the_page_and_the_list_say_back_order(client):
    ring = make_ring()

    page = Markup.of(client.get(ring.product.get_absolute_url()))

    assert page.node("Product")["offers"]["availability"] == "https://schema.org/BackOrder"
    for path in ("/shop/", ring.product.get_absolute_url()):
        assert "Back-order, sent in about 2 weeks" in client.get(path).content.decode()


def test_a_product_shows_what_is_there_before_what_is_on_back_order():
    ring = make_ring(price="10.00")
    make_variant(ring.product, price="30.00", stock=4)
    make_variant(ring.product, price="5.00", stock=0)

    product = Product.objects.with_offer().get()

    assert product.price == 30
    assert (product.availability.kind, product.availability.units) == ("low", 9)


def test_the_page_says_what_back_order_means_where_another_variant_is_there(client):
    ring = make_ring(title="32 mm")
    make_variant(ring.product, title="28 mm", stock=9)

    page = client.get(ring.product.get_absolute_url()).content.decode()

    assert '<p class="buy__rule">Back-order, sent in about 2 weeks</p>' in page
    assert '32 mm</span> <span class="options__note">Back-order</span>' in page
