import pytest
from django.utils import timezone

from shop.models import CartLine, Product, Variant
from tests.factories import make_product, make_variant

pytestmark = pytest.mark.django_db

STALE = (
    "Your cart has changed since this page was shown, so nothing was changed now. "
    "This is how it stands."
)


@pytest.fixture
def wedges(shopper) -> Variant:
    """Two pairs of wedges in the cart, five on the shelf."""
    variant = make_variant(make_product("Heel wedges"), sku="WEDGE", stock=5)
    shopper.add("WEDGE", 2)
    return variant


def test_a_line_holds_what_it_was_set_to(shopper, wedges):
    page = shopper.change(3)

    assert shopper.quantities == {"WEDGE": 3}
    assert shopper.told(page) == ["Heel wedges: 3 now. 3 items in your cart."]


def test_no_line_holds_more_than_are_there(shopper, wedges):
    page = shopper.change(9)

    assert shopper.quantities == {"WEDGE": 5}
    assert shopper.told(page) == ["Only 5 of Heel wedges are left. Your cart holds 5 now."]


def test_one_more_than_all_changes_nothing(shopper, wedges):
    shopper.change(5)

    page = shopper.change(6)

    assert shopper.quantities == {"WEDGE": 5}
    assert shopper.told(page) == ["Only 5 of Heel wedges are left. Your cart holds 5 already."]


def test_fewer_are_left_than_the_line_holds(shopper, wedges):
    shopper.change(5)
    Variant.objects.update(stock=2)

    page = shopper.change(4)

    assert shopper.quantities == {"WEDGE": 2}
    assert shopper.told(page) == ["Only 2 of Heel wedges are left. Your cart holds 2 now."]


def test_nought_takes_the_line_out(shopper, wedges):
    page = shopper.change(0)

    assert shopper.quantities == {}
    assert shopper.told(page) == ["Heel wedges removed. Your cart is empty."]


@pytest.mark.parametrize("stock", [0, 5])
def test_what_is_withdrawn_or_sold_out_can_be_taken_out(shopper, wedges, stock):
    Variant.objects.update(stock=stock)
    Product.objects.update(withdrawn_at=timezone.now())

    shopper.change(0)

    assert shopper.quantities == {}


def test_taking_out_works_from_a_page_of_yesterday(shopper, wedges):
    seen = shopper.cart.version
    shopper.change(3)

    shopper.change(0, version=seen)

    assert shopper.quantities == {}


def test_taking_out_twice_is_no_fault(shopper, wedges):
    line, version = CartLine.objects.get().pk, shopper.cart.version
    shopper.change(0)

    page = shopper.change(0, line=line, version=version)

    assert shopper.told(page) == []


def test_setting_what_is_out_says_so(shopper, wedges):
    line = CartLine.objects.get().pk
    shopper.change(0)

    page = shopper.change(2, line=line)

    assert shopper.told(page) == ["That line is no longer in your cart."]


def test_what_is_sold_out_meanwhile_cannot_be_set(shopper, wedges):
    Variant.objects.update(stock=0)

    page = shopper.change(1)

    assert shopper.quantities == {"WEDGE": 2}
    assert shopper.told(page) == ["Heel wedges is sold out."]


def test_a_page_of_yesterday_changes_nothing_and_says_so(shopper, wedges):
    seen = shopper.cart.version
    shopper.change(3)

    page = shopper.change(1, version=seen)

    assert shopper.quantities == {"WEDGE": 3}
    assert shopper.told(page) == [STALE]


def test_the_same_form_sent_twice_is_done_once_and_without_a_fuss(shopper, wedges):
    seen = shopper.cart.version
    shopper.change(3, version=seen)

    page = shopper.change(3, version=seen)

    assert (shopper.quantities, shopper.told(page)) == ({"WEDGE": 3}, [])


def test_a_line_of_another_shopper_cannot_be_changed(shopper, wedges):
    stranger = type(shopper)()
    make_variant(sku="MAT")
    stranger.add("MAT")
    line = CartLine.objects.get(variant=wedges)

    page = stranger.change(0, line=line.pk, version=line.cart.version)

    assert page.status_code == 200
    assert CartLine.objects.filter(pk=line.pk).exists()


def test_a_shopper_without_a_cart_changes_nothing(shopper):
    page = shopper.change(2, line=1, version=1)

    assert page.status_code == 409
    assert shopper.told(page) == ["That line is no longer in your cart."]
    assert not shopper.left_a_trace()


@pytest.mark.parametrize("line", ["abc", "\x00", "-7", "9" * 30, "9" * 5000, "1.5"])
def test_a_line_that_is_none_is_refused_in_a_sentence(shopper, wedges, line):
    page = shopper.change(1, line=line)

    assert shopper.told(page) == ["That line is no longer in your cart."]
    assert shopper.quantities == {"WEDGE": 2}


@pytest.mark.parametrize("version", ["", "abc", "9" * 5000])
def test_a_version_that_is_none_counts_as_stale(shopper, wedges, version):
    page = shopper.change(1, version=version)

    assert shopper.told(page) == [STALE]
    assert shopper.quantities == {"WEDGE": 2}


@pytest.mark.parametrize("quantity", ["", "abc", "-1", "1.5", "9" * 5000, "2\x00"])
def test_what_is_no_quantity_changes_nothing(shopper, wedges, quantity):
    page = shopper.change(quantity)

    assert shopper.told(page) == ["Write the quantity as a whole number."]
    assert shopper.quantities == {"WEDGE": 2}
