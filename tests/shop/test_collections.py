import pytest
from django.utils import timezone

from tests.factories import make_collection, make_product, make_variant
from tests.markup import Markup

pytestmark = pytest.mark.django_db


def titles(response) -> list[str]:
    return [product.title for product in response.context["shown"]]


@pytest.fixture
def winter():
    """Two of three products that are offered, and one that is not."""
    bell, rope, _mat = (
        make_variant(make_product(title, position=position), price=price).product
        for position, (title, price) in enumerate([("Bell", 72), ("Rope", 18), ("Mat", 48)])
    )
    old = make_variant(make_product("Old bell", withdrawn_at=timezone.now())).product
    return make_collection(
        bell, rope, old, title="Winter", summary="For cold rooms", description="<p>Wrap up.</p>"
    )


def test_a_collection_shows_its_goods_and_its_words(client, winter):
    response = client.get("/shop/collections/winter/")
    page = response.content.decode()

    assert titles(response) == ["Bell", "Rope"]
    for words in ("<h1>Winter</h1>", "For cold rooms", "<p>Wrap up.</p>", "2 products"):
        assert words in page


def test_a_collection_is_sorted_and_filtered_like_the_catalogue(client, winter):
    response = client.get("/shop/collections/winter/?sort=price&to=20")

    assert titles(response) == ["Rope"]
    assert '<a href="/shop/collections/winter/?sort=price"' in response.content.decode()


def test_the_catalogue_links_what_is_listed_with_its_size(client, winter):
    make_collection(winter.products.first(), title="For codes", is_listed=False)
    make_collection(title="Nothing yet")

    page = client.get("/shop/").content.decode()

    assert (
        '<a href="/shop/collections/winter/">Winter <span class="chips__count">2</span></a>' in page
    )
    assert "For codes" not in page
    assert "Nothing yet" not in page


def test_a_collection_that_is_not_listed_has_no_page(client, winter):
    make_collection(title="For codes", is_listed=False)

    assert client.get("/shop/collections/for-codes/").status_code == 404
    assert client.get("/shop/collections/nothing-of-the-kind/").status_code == 404


def test_an_empty_collection_says_so(client):
    make_collection(title="Summer")

    page = client.get("/shop/collections/summer/").content.decode()

    assert "There is nothing on the shelves yet." in page
    assert 'aria-current="page">Summer' in page


def test_the_words_stand_on_the_first_page_alone(client, winter):
    winter.products.add(*[make_variant().product for _ in range(24)])

    second = client.get("/shop/collections/winter/?page=2").content.decode()

    assert "Wrap up." not in second
    assert 'href="http://testserver/shop/collections/winter/?page=2"' in second


def test_machines_read_the_way_and_the_goods(client, winter):
    page = Markup.of(client.get("/shop/collections/winter/"))

    goods = page.node("ItemList")["itemListElement"]
    steps = page.node("BreadcrumbList")["itemListElement"]
    assert [item["name"] for item in goods] == ["Bell", "Rope"]
    assert [step["name"] for step in steps] == ["Home", "Shop", "Winter"]


def test_the_site_map_names_collections_with_goods(client, winter):
    make_collection(title="Nothing yet")
    make_collection(winter.products.first(), title="For codes", is_listed=False)

    listed = client.get("/sitemap-collections.xml").content.decode()

    assert listed.count("<loc>") == 1
    assert "http://testserver/shop/collections/winter/" in listed.replace("https:", "http:")
    assert "<lastmod>" in listed


def test_the_page_sets_no_cookie_and_is_the_same_for_everyone(client, winter):
    response = client.get("/shop/collections/winter/")

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["Cache-Control"].startswith("public")


def test_a_collection_costs_the_same_with_any_number_of_products(
    client, winter, django_assert_num_queries
):
    winter.products.add(*[make_variant().product for _ in range(12)])

    with django_assert_num_queries(5):
        client.get("/shop/collections/winter/")
