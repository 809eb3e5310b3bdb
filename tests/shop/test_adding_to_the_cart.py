import pytest
from django.utils import timezone

from shop.models import Cart, CartLine
from tests.factories import make_product, make_variant
from tests.shop.conftest import ADD, CART

pytestmark = pytest.mark.django_db


def test_what_is_added_lies_in_the_cart(shopper):
    make_variant(make_product("Heel wedges"), sku="WEDGE")

    page = shopper.add("WEDGE", 2)

    assert page.redirect_chain == [(CART, 302)]
    assert shopper.quantities == {"WEDGE": 2}
    assert shopper.told(page) == ["Heel wedges added. 2 items in your cart."]


def test_adding_the_same_again_adds_up(shopper):
    make_variant(sku="WEDGE")
    shopper.add("WEDGE", 2)

    shopper.add("WEDGE", 3)

    assert shopper.quantities == {"WEDGE": 5}


def test_each_variant_has_a_line(shopper):
    product = make_product()
    make_variant(product, sku="KB-8", title="8 kg")
    make_variant(product, sku="KB-12", title="12 kg")

    shopper.add("KB-8")
    page = shopper.add("KB-12")

    assert shopper.quantities == {"KB-8": 1, "KB-12": 1}
    assert shopper.told(page) == [f"{product}, 12 kg added. 2 items in your cart."]


def test_no_quantity_is_one(shopper):
    make_variant(sku="WEDGE")

    shopper.post(ADD, {"sku": "WEDGE"})

    assert shopper.quantities == {"WEDGE": 1}


def test_each_change_counts_the_version_up(shopper):
    make_variant(sku="WEDGE")
    shopper.add("WEDGE")
    before = shopper.cart.version

    shopper.add("WEDGE")

    assert shopper.cart.version == before + 1


def test_no_more_are_added_than_are_there(shopper):
    make_variant(make_product("Heel wedges"), sku="WEDGE", stock=3)

    page = shopper.add("WEDGE", 5)

    assert shopper.quantities == {"WEDGE": 3}
    assert shopper.told(page) == ["Only 3 of Heel wedges are left. 3 were added."]


def test_what_is_in_the_cart_counts_against_the_stock(shopper):
    make_variant(make_product("Heel wedges"), sku="WEDGE", stock=3)
    shopper.add("WEDGE", 2)

    page = shopper.add("WEDGE", 2)

    assert shopper.quantities == {"WEDGE": 3}
    assert shopper.told(page) == ["Only 3 of Heel wedges are left. 1 was added."]


def test_a_cart_that_holds_all_there_are_takes_no_more(shopper):
    make_variant(make_product("Heel wedges"), sku="WEDGE", stock=1)
    shopper.add("WEDGE")
    version = shopper.cart.version

    page = shopper.add("WEDGE")

    assert (shopper.quantities, shopper.cart.version) == ({"WEDGE": 1}, version)
    assert shopper.told(page) == ["Only 1 of Heel wedges is left. Your cart holds 1 already."]


def test_a_cart_takes_only_so_many_of_one_thing(shopper, settings):
    settings.CART_LINE_MAX = 4
    make_variant(make_product("Heel wedges"), sku="WEDGE", stock=50)

    page = shopper.add("WEDGE", 10**9)

    assert shopper.quantities == {"WEDGE": 4}
    assert shopper.told(page) == ["One order takes no more of Heel wedges. 4 were added."]


def test_a_cart_that_holds_more_than_are_left_keeps_its_line(shopper):
    variant = make_variant(make_product("Heel wedges"), sku="WEDGE", stock=5)
    shopper.add("WEDGE", 4)
    type(variant).objects.update(stock=2)

    page = shopper.add("WEDGE")

    assert shopper.quantities == {"WEDGE": 4}
    assert shopper.told(page) == ["Only 2 of Heel wedges are left. Your cart holds 4 already."]


def test_what_is_sold_out_is_refused(shopper):
    make_variant(make_product("Heel wedges"), sku="WEDGE", stock=0)

    page = shopper.add("WEDGE")

    assert page.status_code == 409
    assert shopper.told(page) == ["Heel wedges is sold out."]
    assert not shopper.left_a_trace()


def test_what_is_withdrawn_is_refused(shopper):
    make_variant(make_product("Heel wedges", withdrawn_at=timezone.now()), sku="WEDGE")

    page = shopper.add("WEDGE")

    assert shopper.told(page) == ["Heel wedges is no longer sold."]
    assert not shopper.left_a_trace()


def test_a_shopper_with_a_cart_reads_a_refusal_beside_it(shopper):
    make_variant(sku="MAT")
    make_variant(make_product("Heel wedges"), sku="WEDGE", stock=0)
    shopper.add("MAT")

    page = shopper.add("WEDGE")

    assert page.redirect_chain == [(CART, 302)]
    assert shopper.quantities == {"MAT": 1}
    assert shopper.told(page) == ["Heel wedges is sold out."]


@pytest.mark.parametrize("sku", ["", "NOTHING", "x" * 61, "WEDGE\x00", "WEDGE' OR 1=1 --", "🏋"])
def test_unknown_goods_are_refused_in_a_sentence(shopper, sku):
    make_variant(sku="WEDGE")

    page = shopper.add(sku)

    assert page.status_code == 409
    assert shopper.told(page) == ["We do not know these goods, so nothing was added."]
    assert not shopper.left_a_trace()


@pytest.mark.parametrize(
    "quantity", ["abc", "-1", "0", "1.5", "1e9", "NaN", "1\x00", "9" * 5000, "∞", "--"]
)
def test_what_is_no_quantity_is_refused_in_a_sentence(shopper, quantity):
    make_variant(sku="WEDGE")

    page = shopper.add("WEDGE", quantity)

    assert page.status_code == 409
    assert shopper.told(page) == ["Write the quantity as a whole number."]
    assert not shopper.left_a_trace()


def test_a_line_knows_the_page_it_came_from(shopper):
    make_variant(sku="WEDGE")

    shopper.add("WEDGE", source="/guides/squat/#plan")

    assert CartLine.objects.get().source == "/guides/squat/#plan"


@pytest.mark.parametrize(
    "source", ["https://evil.example/", "//evil.example/", "guides", "/a\x00", "/" + "a" * 200]
)
def test_a_source_that_is_no_path_of_ours_is_dropped(shopper, source):
    make_variant(sku="WEDGE")

    shopper.add("WEDGE", source=source)

    assert CartLine.objects.get().source == ""


def test_a_sentence_is_told_once(shopper):
    make_variant(sku="WEDGE")
    shopper.add("WEDGE")

    assert shopper.told() == []


def test_a_device_whose_cart_came_into_the_accounts_is_told_there(shopper):
    make_variant(make_product("Wedge"), sku="WEDGE")
    shopper.add("WEDGE")
    own = Cart.objects.create()
    Cart.objects.exclude(pk=own.pk).update(merged_into=own)

    answer = shopper.add("WEDGE")

    assert shopper.told(answer) == ["Wedge added. 1 item in your cart."]


def test_adding_to_a_cart_costs_seven_queries(shopper, django_assert_num_queries):
    make_variant(sku="WEDGE")
    shopper.add("WEDGE")

    # session; the transaction, in it cart, goods, line, the cart's version with its notice
    with django_assert_num_queries(7):
        shopper.post(ADD, {"sku": "WEDGE"})


def test_adding_by_get_is_not_allowed(shopper):
    assert shopper.get(ADD).status_code == 405
