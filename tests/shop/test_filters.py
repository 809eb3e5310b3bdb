import pytest
from django.urls import reverse

from shop.catalogue.listing import Choice
from tests.factories import make_collection, make_product, make_variant

pytestmark = pytest.mark.django_db

SHOP = reverse("shop:catalogue")


@pytest.fixture
def shelf():
    """Four products, each with a word for what is particular of it."""
    make_variant(make_product("There", position=1), price="10.00", stock=3)
    make_variant(make_product("Cut", position=2), price="20.00", compare_at_price="30.00")
    make_variant(make_product("Gone", position=3), price="30.00", stock=0)
    make_variant(make_product("Late", position=4), price="40.00", stock=0, backorder_limit=5)


def titles(response) -> list[str]:
    return [product.title for product in response.context["shown"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("stock=1", ["There", "Cut"]),
        ("sale=1", ["Cut"]),
        ("from=20", ["Cut", "Gone", "Late"]),
        ("to=20", ["There", "Cut"]),
        ("from=15&to=35", ["Cut", "Gone"]),
        ("from=15&stock=1&sort=price", ["Cut"]),
        ("sort=newest&to=30", ["Gone", "Cut", "There"]),
    ],
)
def test_filters_and_order_go_together(client, shelf, query, found):
    assert titles(client.get(f"{SHOP}?{query}")) == found


@pytest.mark.parametrize(
    "query",
    [
        *("stock=yes", "stock=0", "sale=", "sort=by-magic", "colour=red"),
        *("from=cheap", "from=NaN", "from=1e99", "from=Infinity", "from=" + "9" * 5000),
        *("to=-1", "to=%00", "to=%F0%9F%8F%8B"),
    ],
)
def test_what_makes_no_sense_counts_as_nothing(client, shelf, query):
    response = client.get(f"{SHOP}?{query}")

    assert response.status_code == 200
    assert len(titles(response)) == 4
    assert 'content="noindex"' not in response.content.decode()


def test_a_filter_that_is_on_can_be_taken_off_by_a_link(client, shelf):
    page = client.get(f"{SHOP}?stock=1&to=50&sort=price").content.decode()

    assert '<a href="/shop/?sort=price&amp;to=50"' in page
    assert '<a href="/shop/?sort=price&amp;stock=1"' in page
    assert "Up to $50.00" in page


def test_the_form_shows_what_was_chosen_and_keeps_the_order(client, shelf):
    page = client.get(f"{SHOP}?stock=1&from=5.5&sort=price").content.decode()

    assert 'name="stock" value="1" checked>' in page
    assert 'name="sale" value="1">' in page
    assert 'name="from" inputmode="decimal" autocomplete="off" value="5.5"' in page
    assert '<input type="hidden" name="sort" value="price">' in page


def test_the_other_orders_keep_the_filters(client, shelf):
    page = client.get(f"{SHOP}?stock=1").content.decode()

    assert '<a href="/shop/?sort=price&amp;stock=1">' in page


def test_the_next_page_keeps_filters_and_order(client):
    for _ in range(25):
        make_variant()

    page = client.get(f"{SHOP}?stock=1&sort=price").content.decode()

    assert 'href="?sort=price&amp;stock=1&amp;page=2" rel="next"' in page


def test_a_list_with_nothing_left_leads_back_to_everything(client, shelf):
    page = client.get(f"{SHOP}?from=500").content.decode()

    assert "Nothing on the shelves fits all of this." in page
    assert '<a href="/shop/">Show everything</a>' in page


def test_a_narrowed_list_is_not_for_search_engines(client, shelf):
    narrowed = client.get(f"{SHOP}?sale=1").content.decode()
    sorted_only = client.get(f"{SHOP}?sort=price").content.decode()

    assert '<meta name="robots" content="noindex">' in narrowed
    assert '<link rel="canonical"' not in narrowed
    assert '<link rel="canonical" href="http://testserver/shop/">' in sorted_only


def test_a_choice_is_written_as_it_is_read():
    choice = Choice.read({"sort": "newest", "stock": "1", "sale": "1", "from": "5", "to": "9.5"})

    assert choice.query == "sort=newest&stock=1&sale=1&from=5&to=9.5"
    assert Choice.read({}).query == ""


def test_a_filtered_list_sets_no_cookie(client, shelf):
    response = client.get(f"{SHOP}?stock=1")

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("count", [1, 12])
def test_filters_cost_the_same_with_any_number_of_products(
    client, django_assert_num_queries, count
):
    make_collection(*[make_variant(price=number + 1).product for number in range(count)])

    with django_assert_num_queries(5):
        client.get(f"{SHOP}?stock=1&from=1&sort=price")
