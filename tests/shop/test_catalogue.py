import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_product, make_product_picture, make_variant

pytestmark = pytest.mark.django_db

SHOP = reverse("shop:catalogue")


def titles(response) -> list[str]:
    return [product.title for product in response.context["shown"]]


def test_the_shop_lists_what_it_offers(client):
    make_variant(make_product("Kettlebell"))
    make_variant(make_product("Old mat", withdrawn_at=timezone.now()))

    assert titles(client.get(SHOP)) == ["Kettlebell"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ["Mat", "Bell", "Rope"]),
        ("price", ["Rope", "Mat", "Bell"]),
        ("newest", ["Rope", "Bell", "Mat"]),
        ("by-magic", ["Mat", "Bell", "Rope"]),
    ],
)
def test_the_list_is_sorted_by_plain_links(client, sort, order):
    make_variant(make_product("Mat", position=1), price="48.00")
    make_variant(make_product("Bell", position=2), price="72.00")
    make_variant(make_product("Rope", position=3), price="18.00")

    page = client.get(SHOP, {"sort": sort} if sort else {})

    assert titles(page) == order
    assert 'href="/shop/?sort=price"' in page.content.decode()


def test_the_way_to_the_next_page_keeps_the_sort(client):
    for position in range(25):
        make_variant(make_product(position=position))

    first = client.get(SHOP, {"sort": "newest"})
    second = client.get(SHOP, {"sort": "newest", "page": "2"})

    assert (len(titles(first)), len(titles(second))) == (24, 1)
    assert 'href="?sort=newest&amp;page=2" rel="next"' in first.content.decode()


@pytest.mark.parametrize("page", ["0", "2", "-1", "abc", "9" * 5000, "1\x00"])
def test_a_page_that_is_not_there_is_not_found(client, page):
    make_variant()

    assert client.get(SHOP, {"page": page}).status_code == 404


def test_a_tile_says_what_it_costs_and_whether_it_is_there(client):
    product = make_product("Kettlebell", summary="One size")
    make_variant(product, price="72.00", compare_at_price="84.00", stock=2)
    make_variant(product, price="90.00", compare_at_price="99.00", stock=1)

    page = client.get(SHOP).content.decode()

    for words in ("From", "$72.00", "$84.00", "Only 3 left", ">Sale<", "One size"):
        assert words in page


def test_an_empty_shop_says_so(client):
    assert "There is nothing on the shelves yet." in client.get(SHOP).content.decode()


def test_the_list_sets_no_cookie_and_is_the_same_for_everyone(client):
    make_variant()

    response = client.get(SHOP)

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["Cache-Control"].startswith("public")
    assert "csrf" not in response.content.decode()


def test_the_list_costs_the_same_with_any_number_of_products(client, django_assert_max_num_queries):
    for _ in range(3):
        make_product_picture(make_variant().product)

    with django_assert_max_num_queries(5):
        client.get(SHOP)
