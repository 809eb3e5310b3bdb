"""Discount codes: what they take off, and why they are refused."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from shop import discounts
from shop.models import Discount, DiscountUse, DiscountUsedUp
from shop.quotes import quote
from tests.factories import (
    make_cart,
    make_collection,
    make_discount,
    make_product,
    make_variant,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 20, 12, tzinfo=UTC)


def goods_for(amount: str):
    return make_cart(make_variant(price=amount))


def refusal(cart=None, code="SUNDAY10", email=""):
    return quote(cart or goods_for("20"), code=code, customer_email=email, at=NOW).code_problem


def test_a_code_takes_its_share_off():
    make_discount(value=Decimal("12.5"))

    quoted = quote(goods_for("20.00"), code="SUNDAY10", at=NOW)

    assert (quoted.totals.discount, quoted.totals.total) == (Decimal("2.50"), Decimal("17.50"))
    assert (quoted.discount.code, quoted.problems) == ("SUNDAY10", [])


@pytest.mark.parametrize("typed", ["sunday10", " SUNDAY10 ", "Sunday 10", "ＳＵＮＤＡＹ１０"])
def test_a_code_is_known_however_it_is_typed(typed):
    make_discount()

    assert Discount.objects.find(typed).code == "SUNDAY10"


@pytest.mark.parametrize("typed", ["", "   ", "SUNDAY", "SUNDAY10\x00", "9" * 5000, "’; --"])
def test_what_is_no_code_finds_none(typed):
    make_discount()

    assert Discount.objects.find(typed) is None


def test_no_code_is_no_problem():
    assert quote(goods_for("20"), code="  ", at=NOW).problems == []


def test_an_unknown_code_is_refused_by_its_name():
    assert refusal(code=" sundy10 ") == "We have no code “sundy10”."


@pytest.mark.parametrize(
    ("starts_at", "sentence"),
    [
        (datetime(2026, 11, 3, 9, tzinfo=UTC), "This code starts on 3 November."),
        (datetime(2027, 1, 3, 9, tzinfo=UTC), "This code starts on 3 January 2027."),
        (datetime(2026, 10, 20, 18, tzinfo=UTC), "This code starts today at 18:00."),
        (NOW + timedelta(seconds=1), "This code starts today at 12:00."),
    ],
    ids=["this year", "next year", "today", "in a second"],
)
def test_a_code_before_its_time_says_when_it_starts(starts_at, sentence):
    make_discount(starts_at=starts_at)

    assert refusal() == sentence


@pytest.mark.parametrize(
    "ends_at",
    [datetime(2026, 10, 19, tzinfo=UTC), datetime(2026, 10, 18, 23, 59, tzinfo=UTC)],
    ids=["midnight after", "late that day"],
)
def test_a_code_after_its_time_says_its_last_day(ends_at):
    make_discount(ends_at=ends_at)

    assert refusal() == "This code was good until 18 October."


def test_days_are_those_of_the_shops_own_zone(settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    make_discount(starts_at=datetime(2026, 11, 2, 15, tzinfo=UTC))

    with timezone.override("Asia/Tokyo"):
        assert refusal() == "This code starts on 3 November."


def test_a_code_holds_from_its_first_moment_until_before_its_end():
    make_discount(starts_at=NOW, ends_at=NOW + timedelta(microseconds=1))

    assert refusal() == ""


def test_a_code_that_ends_now_has_ended():
    make_discount(ends_at=NOW)

    assert refusal() == "This code was good until 20 October."


def test_goods_below_the_minimum_are_told_what_is_needed():
    make_discount(minimum=Decimal("40.00"))

    assert refusal(goods_for("39.99")) == "This code needs goods for $40.00 or more."
    assert refusal(goods_for("40.00")) == ""


def test_the_minimum_of_a_code_for_some_goods_is_asked_of_those():
    chosen = make_variant(price="30.00")
    discount = make_discount(minimum=Decimal("40.00"), scope="chosen")
    discount.products.add(chosen.product)

    sentence = refusal(make_cart(chosen, make_variant(price="90.00")))

    assert sentence == "This code needs $40.00 or more of the goods it is for."


def test_a_code_used_up_is_refused():
    make_discount(limit_total=3, used=3)

    assert refusal() == "This code has been used up."


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        (1, "You have used this code before; it is good for one order."),
        (2, "You have used this code before; it is good for 2 orders."),
    ],
)
def test_a_customer_who_used_it_is_told(limit, sentence):
    discount = make_discount(limit_per_customer=limit)
    for number in range(limit):
        discounts.use(discount, f"order-{number}", "Ines@Example.com")

    assert refusal(email=" ines@example.COM ") == sentence
    assert refusal(email="ruth@example.com") == ""


def test_a_customer_who_is_not_known_yet_is_not_refused():
    discounts.use(make_discount(limit_per_customer=1), "order", "")

    assert refusal(email="") == ""


def test_a_code_for_other_goods_is_refused():
    make_discount(scope="chosen").products.add(make_product())

    assert refusal() == "This code is for other goods than those in your cart."


def test_a_code_for_chosen_goods_is_for_products_and_for_collections():
    product, member, other = (make_variant(price="10.00") for _ in range(3))
    discount = make_discount(scope="chosen")
    discount.products.add(product.product)
    discount.collections.add(make_collection(member.product))

    lines = quote(make_cart(product, member, other), code="SUNDAY10", at=NOW).totals.lines

    assert [line.discount for line in lines] == [1, 1, 0]


def test_a_product_in_two_of_the_collections_is_discounted_once():
    variant = make_variant(price="10.00")
    discount = make_discount(scope="chosen")
    discount.collections.set([make_collection(variant.product), make_collection(variant.product)])

    assert quote(make_cart(variant), code="SUNDAY10", at=NOW).totals.discount == 1


def test_a_code_for_one_product_is_for_nothing_once_that_is_deleted():
    product = make_product()
    make_discount(scope="chosen").products.add(product)

    product.delete()

    assert refusal() == "This code is for other goods than those in your cart."


def test_an_empty_cart_keeps_its_code_without_complaint():
    make_discount(minimum=Decimal("40.00"))

    assert quote(make_cart(), code="SUNDAY10", at=NOW).problems == []


def test_reasons_are_told_in_the_shoppers_language():
    make_discount(starts_at=datetime(2026, 11, 3, 9, tzinfo=UTC))

    with translation.override("de"):
        assert "November" in refusal()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"value": Decimal("10.000")}, "10 % off"),
        ({"value": Decimal("12.500")}, "12.5 % off"),
        ({"kind": "amount", "value": Decimal("5.000")}, "$5.00 off"),
        ({"kind": "free_delivery", "value": Decimal(0)}, "Free delivery"),
    ],
)
def test_a_code_says_what_it_takes_off(fields, words):
    assert make_discount(**fields).words == words


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "sunday"},
        {"code": ""},
        {"kind": "percent", "value": Decimal(101)},
        {"kind": "percent", "value": Decimal(0)},
        {"kind": "amount", "value": Decimal(-1)},
        {"kind": "free_delivery", "value": Decimal(1)},
        {"kind": "gift", "value": Decimal(1)},
        {"minimum": Decimal(0)},
        {"ends_at": datetime(2025, 1, 1, tzinfo=UTC)},
        {"scope": "some"},
        {"limit_total": 0},
        {"limit_per_customer": 0},
        {"limit_total": 1, "used": 2},
    ],
    ids=lambda wrong: " ".join(f"{name}={value}" for name, value in wrong.items()),
)
def test_the_database_refuses(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_discount(**wrong)


def test_the_same_code_twice_is_refused():
    make_discount()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_discount()


def test_taking_counts_a_use_in_one_update(django_assert_num_queries):
    discount = make_discount(limit_total=2)

    with django_assert_num_queries(1):
        discount.take()

    discount.refresh_from_db()
    assert (discount.used, discount.is_used_up) == (1, False)


def test_taking_more_than_there_is_takes_none():
    discount = make_discount(limit_total=1, used=1)

    with pytest.raises(DiscountUsedUp) as refused:
        discount.take()

    discount.refresh_from_db()
    assert (discount.used, refused.value.discount) == (1, discount)


def test_a_code_without_a_limit_is_counted_too():
    discount = make_discount()

    discount.take()

    assert Discount.objects.get().used == 1


def test_a_use_remembers_order_and_customer(django_assert_num_queries):
    discount = make_discount()

    with django_assert_num_queries(4):  # two of them the savepoint
        discounts.use(discount, "order", " Ines@Example.com")

    used = DiscountUse.objects.get()
    assert (used.discount, used.order_token, used.email) == (discount, "order", "ines@example.com")


def test_a_customers_use_over_the_limit_counts_nothing():
    discount = make_discount(limit_per_customer=1)
    discounts.use(discount, "first", "ines@example.com")

    with pytest.raises(DiscountUsedUp) as refused:
        discounts.use(discount, "second", "INES@example.com")

    assert refused.value.by_customer
    assert (Discount.objects.get().used, DiscountUse.objects.count()) == (1, 1)


def test_an_order_counts_once():
    discount = make_discount()
    discounts.use(discount, "order", "ines@example.com")

    with pytest.raises(IntegrityError), transaction.atomic():
        discounts.use(discount, "order", "ines@example.com")

    assert Discount.objects.get().used == 1


def test_an_order_that_came_to_nothing_gives_its_code_back_once():
    discount = make_discount(limit_total=2, limit_per_customer=1)
    discounts.use(discount, "order", "ines@example.com")
    discounts.use(discount, "other", "ruth@example.com")

    discounts.give_back("order")
    discounts.give_back("order")

    assert Discount.objects.get().used == 1
    assert refusal(email="ines@example.com") == ""


def test_giving_back_what_was_never_used_is_harmless():
    discounts.give_back("order without a code")

    assert not DiscountUse.objects.exists()


def test_a_code_costs_one_query_and_one_for_chosen_goods_more(django_assert_num_queries):
    variant = make_variant()
    cart = make_cart(variant)
    lines = list(cart.lines.for_reading())
    make_discount("ALL")
    make_discount("SOME", scope="chosen").products.add(variant.product)

    with django_assert_num_queries(1):
        quote(cart, code="ALL", lines=lines)
    with django_assert_num_queries(2):
        quote(cart, code="SOME", lines=lines)
