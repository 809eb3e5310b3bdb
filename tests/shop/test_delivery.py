"""How goods travel, where to, and what that costs."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from shop.models import DeliveryMethod
from shop.quotes import quote
from tests.factories import make_cart, make_delivery_method, make_discount, make_variant

pytestmark = pytest.mark.django_db


def test_a_method_without_countries_goes_everywhere():
    assert make_delivery_method().serves("NZ")


def test_a_method_goes_only_to_the_countries_it_names():
    method = make_delivery_method(countries=["CA", "US"])

    assert method.serves("US")
    assert not method.serves("NZ")


def test_a_shopper_chooses_from_what_serves_their_country_in_the_shops_order():
    make_delivery_method("Express", position=2, countries=["US"])
    make_delivery_method("Standard", position=1)
    make_delivery_method("Bicycle", position=0, countries=["NL"])
    make_delivery_method("Pigeon", position=0, is_active=False)

    methods = DeliveryMethod.objects.serving("US")

    assert [method.title for method in methods] == ["Standard", "Express"]


def test_the_choice_costs_one_query(django_assert_num_queries):
    for number in range(3):
        make_delivery_method(f"Way {number}", countries=["US"])

    with django_assert_num_queries(1):
        DeliveryMethod.objects.serving("US")


def test_delivery_is_added_to_the_goods():
    cart = make_cart(make_variant(price="20.00"))

    totals = quote(cart, country="US", delivery_method=make_delivery_method()).totals

    assert (totals.delivery, totals.total) == (Decimal("6.00"), Decimal("26.00"))


def test_without_a_method_delivery_is_not_known_and_not_charged():
    assert quote(make_cart(make_variant(price="20.00")), country="US").totals.total == 20


def test_a_method_that_does_not_go_there_is_refused_and_not_charged():
    method = make_delivery_method("Express", countries=["US"])

    quoted = quote(make_cart(make_variant(price="20.00")), country="CA", delivery_method=method)

    assert quoted.problems == ["“Express” does not deliver to Canada."]
    assert (quoted.delivery_method, quoted.totals.total) == (None, 20)


def test_a_method_is_shown_with_its_price_before_the_country_is_known():
    method = make_delivery_method(countries=["US"])

    quoted = quote(make_cart(make_variant()), delivery_method=method)

    assert (quoted.problems, quoted.totals.delivery) == ([], 6)


def test_a_method_that_was_given_up_is_refused():
    method = make_delivery_method("Pigeon", is_active=False)

    for country in ["", "US"]:
        quoted = quote(make_cart(make_variant()), country=country, delivery_method=method)

        assert quoted.delivery_problem == "“Pigeon” is no longer offered."


def test_each_method_says_what_it_would_cost_for_this_cart():
    standard = make_delivery_method(free_from=Decimal("40.00"))
    express = make_delivery_method("Express", price=Decimal("12.00"))

    quoted = quote(make_cart(make_variant(price="40.00")), country="US")

    assert [quoted.delivery_price(method) for method in (standard, express)] == [0, 12]


def test_a_code_for_free_delivery_is_for_every_method():
    make_discount("POST", kind="free_delivery", value=0)

    quoted = quote(make_cart(make_variant()), country="US", code="post")

    assert quoted.delivery_price(make_delivery_method()) == 0


def test_the_price_that_is_said_is_the_price_that_is_charged():
    method = make_delivery_method(free_from=Decimal("40.00"))
    cart = make_cart(make_variant(price="39.99"))

    said = quote(cart, country="US").delivery_price(method)

    assert said == quote(cart, country="US", delivery_method=method).totals.delivery == 6


@pytest.mark.parametrize("countries", [["US", "US"], ["XX"], ["us"], "US", [["US"]], ["EU"]])
def test_countries_are_a_list_of_known_ones(countries):
    method = DeliveryMethod(title="Standard", price=6, countries=countries)

    with pytest.raises(ValidationError) as refused:
        method.full_clean()

    assert list(refused.value.message_dict) == ["countries"]


def test_a_price_in_parts_of_a_cent_is_refused():
    method = DeliveryMethod(title="Standard", price=Decimal("6.005"), free_from=Decimal("0.001"))

    with pytest.raises(ValidationError) as refused:
        method.full_clean()

    assert set(refused.value.message_dict) == {"price", "free_from"}


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"price": -1}, {"free_from": -1}, {"tax_class": "luxury"}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_the_database_refuses(wrong):
    fields = {"title": "Standard", "price": 6, **wrong}

    with pytest.raises(IntegrityError), transaction.atomic():
        DeliveryMethod.objects.create(**fields)
