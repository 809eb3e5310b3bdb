"""A guest's cart and an account's become one at sign-in, and two again with one click."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from shop import filling, merging
from shop.models import Cart, Product, Variant
from tests.factories import make_discount, make_product, make_variant
from tests.shop.till import cart_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya():
    return get_user_model().objects.create_user("maya")


@pytest.fixture
def wedge() -> Variant:
    return make_variant(make_product("Heel wedges"), sku="WEDGE", stock=20)


@pytest.fixture
def mat() -> Variant:
    return make_variant(make_product("Floor mat"), sku="MAT", stock=20)


def account_cart(account, *wanted) -> Cart:
    cart = cart_of(*wanted)
    Cart.objects.filter(pk=cart.pk).update(owner=account)
    return Cart.objects.get(pk=cart.pk)


def held(cart: Cart) -> dict[str, int]:
    return dict(cart.lines.values_list("variant__sku", "quantity"))


def told(cart: Cart) -> list[str]:
    return [notice["text"] for notice in Cart.objects.get(pk=cart.pk).notices]


def test_the_larger_quantity_of_each_line_is_kept_and_not_the_sum(maya, wedge, mat):
    account_cart(maya, (wedge, 1), (mat, 5))

    own = merging.merge(cart_of((wedge, 3), (mat, 2)), maya)

    assert held(own) == {"WEDGE": 3, "MAT": 5}


def test_lines_of_one_cart_alone_come_along(maya, wedge, mat):
    account_cart(maya, (mat, 1))

    own = merging.merge(cart_of((wedge, 2)), maya)

    assert held(own) == {"WEDGE": 2, "MAT": 1}


def test_a_line_keeps_the_page_it_came_from(maya, wedge):
    guest = cart_of((wedge, 1))
    guest.lines.update(source="/guides/hang/")

    own = merging.merge(guest, maya)

    assert own.lines.get().source == "/guides/hang/"


def test_what_can_no_longer_be_had_merges_without_error(maya, wedge, mat):
    account_cart(maya, (wedge, 4))
    guest = cart_of((wedge, 2), (mat, 9))
    Variant.objects.update(stock=0)
    Product.objects.filter(pk=mat.product_id).update(withdrawn_at=timezone.now())

    own = merging.merge(guest, maya)

    assert held(own) == {"WEDGE": 4, "MAT": 9}


def test_the_notices_list_what_came_in_and_what_lay_there(maya, wedge, mat):
    account_cart(maya, (wedge, 1), (mat, 5))

    own = merging.merge(cart_of((wedge, 3), (mat, 2)), maya)

    assert told(own) == [
        "Your two carts are one now, with the larger quantity of each thing.",
        "From this device: 3 × Heel wedges.",
        "Was in your account: 5 × Floor mat.",
    ]


@pytest.mark.parametrize("in_account", [0, 2], ids=["nothing", "the same"])
def test_where_the_shopper_sees_what_they_saw_nothing_is_said(maya, wedge, in_account):
    if in_account:
        account_cart(maya, (wedge, in_account))

    own = merging.merge(cart_of((wedge, 2)), maya)

    assert held(own) == {"WEDGE": 2}
    assert told(own) == []
    assert not own.can_be_parted


def test_the_code_and_the_country_come_along(maya, wedge):
    guest = cart_of((wedge, 1))
    Cart.objects.filter(pk=guest.pk).update(discount=make_discount("SUNDAY10"), country="DE")
    guest.refresh_from_db()

    own = merging.merge(guest, maya)

    own.refresh_from_db()
    assert (own.discount.code, own.country) == ("SUNDAY10", "DE")


def test_the_accounts_own_code_goes_first(maya, wedge):
    Cart.objects.create(owner=maya, discount=make_discount("OURS"), country="AT")
    guest = cart_of((wedge, 1))
    Cart.objects.filter(pk=guest.pk).update(discount=make_discount("THEIRS"), country="DE")

    own = merging.merge(guest, maya)

    own.refresh_from_db()
    assert (own.discount.code, own.country) == ("OURS", "AT")


def test_merging_counts_one_change(maya, wedge, mat):
    before = account_cart(maya, (wedge, 1))

    own = merging.merge(cart_of((wedge, 3), (mat, 2)), maya)

    assert Cart.objects.get(pk=own.pk).version == before.version + 1


def test_a_cart_that_brings_nothing_new_is_no_change(maya, wedge):
    before = account_cart(maya, (wedge, 3))

    own = merging.merge(cart_of((wedge, 1)), maya)

    assert Cart.objects.get(pk=own.pk).version == before.version
    assert own.can_be_parted  # for the shopper saw another cart


def test_merging_twice_is_merging_once(maya, wedge, mat):
    account_cart(maya, (wedge, 1))
    guest = cart_of((wedge, 3), (mat, 2))
    once = merging.merge(guest, maya)

    twice = merging.merge(guest, maya)

    assert twice.version == once.version
    assert held(twice) == {"WEDGE": 3, "MAT": 2}


def test_whoever_still_knows_the_guests_key_is_led_on(maya, wedge):
    guest = cart_of((wedge, 1))
    own = merging.merge(guest, maya)

    filling.add(guest.key, "WEDGE", 1)

    assert held(own) == {"WEDGE": 2}


def test_undoing_gives_back_both_carts_as_they_were(maya, wedge, mat):
    own = account_cart(maya, (wedge, 1), (mat, 5))
    bar = make_variant(sku="BAR")
    guest = cart_of((wedge, 3), (bar, 2))
    lines = list(own.lines.order_by("pk").values()), list(guest.lines.order_by("pk").values())
    own = merging.merge(guest, maya)

    parted = merging.undo(own, own.version)

    assert parted == guest
    assert lines == (
        list(own.lines.order_by("pk").values()),
        list(guest.lines.order_by("pk").values()),
    )
    assert told(own) == []


def test_a_guests_code_goes_back_with_it(maya, wedge, mat):
    own = account_cart(maya, (mat, 1))
    guest = cart_of((wedge, 1))
    Cart.objects.filter(pk=guest.pk).update(discount=make_discount("NEW10"), country="DE")
    own = merging.merge(guest, maya)

    merging.undo(own, own.version)

    own.refresh_from_db()
    assert (own.discount, own.country) == (None, "")


def test_after_undoing_they_are_two_carts_that_can_meet_again(maya, wedge, mat):
    account_cart(maya, (mat, 1))
    guest = cart_of((wedge, 1))
    own = merging.merge(guest, maya)
    merging.undo(own, own.version)
    filling.add(guest.key, "WEDGE", 1)
    assert held(guest) == {"WEDGE": 2}

    own = merging.merge(guest, maya)

    assert held(own) == {"WEDGE": 2, "MAT": 1}


def test_after_a_change_there_is_no_way_back(maya, wedge, mat):
    account_cart(maya, (mat, 1))
    own = merging.merge(cart_of((wedge, 1)), maya)
    filling.add(own.key, "WEDGE", 1)
    own.refresh_from_db()

    with pytest.raises(merging.TooLate):
        merging.undo(own, own.version)

    assert held(own) == {"WEDGE": 2, "MAT": 1}


def test_a_page_of_another_version_undoes_nothing(maya, wedge, mat):
    account_cart(maya, (mat, 1))
    own = merging.merge(cart_of((wedge, 1)), maya)

    with pytest.raises(merging.TooLate):
        merging.undo(own, own.version - 1)

    assert held(own) == {"WEDGE": 1, "MAT": 1}


def test_undoing_twice_is_too_late(maya, wedge, mat):
    account_cart(maya, (mat, 1))
    own = merging.merge(cart_of((wedge, 1)), maya)
    merging.undo(own, own.version)
    own.refresh_from_db()

    with pytest.raises(merging.TooLate):
        merging.undo(own, own.version)


def test_merging_costs_the_same_with_any_number_of_lines(maya, django_assert_max_num_queries):
    variants = [make_variant(stock=50) for _ in range(12)]
    account_cart(maya, *[(variant, 1) for variant in variants[:8]])
    guest = cart_of(*[(variant, 2) for variant in variants[4:]])

    with django_assert_max_num_queries(13):  # two of them the savepoint around
        merging.merge(guest, maya)
