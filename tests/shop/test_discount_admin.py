"""Codes, collections, delivery and taxes as the shop's people write them."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from shop import discounts
from shop.models import Collection, DeliveryMethod, Discount, TaxRate
from tests.factories import (
    make_collection,
    make_delivery_method,
    make_discount,
    make_product,
    make_tax_rate,
)

pytestmark = pytest.mark.django_db

DISCOUNTS = reverse("admin:shop_discount_changelist")
NO_USES = {"uses-TOTAL_FORMS": "0", "uses-INITIAL_FORMS": "0"}


def discount_form(**fields):
    return {
        "code": "SUNDAY10",
        "kind": "percent",
        "value": "10",
        "scope": "everything",
        "starts_at_0": "2026-01-01",
        "starts_at_1": "00:00:00",
        **NO_USES,
        **fields,
    }


def add(client, model: str, form: dict) -> str:
    return client.post(reverse(f"admin:shop_{model}_add"), form).content.decode()


def test_a_code_is_written_in_capitals_however_it_was_typed(admin_client):
    add(admin_client, "discount", discount_form(code=" sunday 10"))

    assert Discount.objects.get().code == "SUNDAY10"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"code": "50 %"}, "Use letters A to Z, digits, - and _."),
        ({"value": "101"}, "Per cent lie between 0 and 100"),
        ({"kind": "free_delivery"}, "free delivery has the value 0"),
        ({"kind": "amount", "value": "5.005"}, "Prices in USD have at most 2 decimals."),
        ({"minimum": "0"}, "A minimum is more than 0; leave it empty for none."),
        ({"limit_total": "0"}, "Ensure this value is greater than or equal to 1."),
        ({"scope": "chosen"}, "Choose a product or a collection below."),
        (
            {"ends_at_0": "2025-12-31", "ends_at_1": "00:00:00"},
            "A code cannot end before it starts.",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_a_code_that_makes_no_sense_is_refused_in_words(admin_client, fields, sentence):
    page = add(admin_client, "discount", discount_form(**fields))

    assert sentence in page
    assert not Discount.objects.exists()


def test_a_code_for_everything_names_no_goods(admin_client):
    page = add(admin_client, "discount", discount_form(products=[make_product().pk]))

    assert "A code for everything names no products or collections." in page


def test_a_code_for_a_collection_is_written_on_one_page(admin_client):
    collection = make_collection()

    add(admin_client, "discount", discount_form(scope="chosen", collections=[collection.pk]))

    assert list(Discount.objects.get().collections.all()) == [collection]


def test_a_code_in_use_cannot_be_limited_below_its_uses(admin_client):
    discount = make_discount(used=7)

    page = admin_client.post(
        reverse("admin:shop_discount_change", args=[discount.pk]), discount_form(limit_total="6")
    ).content.decode()

    assert "It was used 7 times already." in page


def test_a_use_that_is_counted_while_the_page_is_open_stays_counted(rf, admin_user):
    discount = make_discount(limit_total=10)
    request = rf.post("/")
    request.user = admin_user
    about = admin.site.get_model_admin(Discount)
    form = about.get_form(request, discount, change=True)(
        discount_form(value="20", limit_total="10"), instance=discount
    )
    assert form.is_valid()
    Discount.objects.get().take()

    about.save_model(request, form.save(commit=False), form, change=True)

    assert Discount.objects.values_list("value", "used").get() == (20, 1)


def test_the_list_tells_what_a_code_does_and_how_it_stands(admin_client):
    now = timezone.now()
    make_discount("RUNS", limit_total=10, used=3)
    make_discount("LATER", starts_at=datetime(2099, 1, 1, tzinfo=UTC))
    make_discount("OVER", ends_at=now)
    make_discount("GONE", limit_total=3, used=3, kind="amount", value=Decimal(5))

    codes = admin_client.get(DISCOUNTS).context["cl"].result_list
    about = admin.site.get_model_admin(Discount)
    told = {code.code: (about.words(code), about.state(code), about.uses(code)) for code in codes}

    assert told == {
        "RUNS": ("10 % off", "running", "3 of 10"),
        "LATER": ("10 % off", "starts later", "0"),
        "OVER": ("10 % off", "ended", "0"),
        "GONE": ("$5.00 off", "used up", "3 of 3"),
    }


def test_codes_are_ended_from_the_list(admin_client):
    running, later = make_discount("RUNS"), make_discount("LATER")
    Discount.objects.filter(pk=later.pk).update(starts_at=datetime(2099, 1, 1, tzinfo=UTC))

    page = admin_client.post(
        DISCOUNTS, {"action": "end_now", "_selected_action": [running.pk, later.pk]}, follow=True
    ).content.decode()

    assert "1 code ended." in page
    assert Discount.objects.get(code="RUNS").has_ended(timezone.now())
    assert Discount.objects.get(code="LATER").ends_at is None


def test_a_codes_page_lists_its_uses_and_leaves_them_alone(admin_client):
    discount = make_discount()
    discounts.use(discount, "order-token", "ines@example.com")

    page = admin_client.get(
        reverse("admin:shop_discount_change", args=[discount.pk])
    ).content.decode()

    assert "order-token" in page
    assert 'name="uses-0-email"' not in page


def test_a_code_that_was_used_is_not_deleted(admin_client):
    discount = make_discount()
    discounts.use(discount, "order", "ines@example.com")

    admin_client.post(reverse("admin:shop_discount_delete", args=[discount.pk]), {"post": "yes"})

    assert Discount.objects.exists()


def test_a_collection_is_written_with_its_products(admin_client):
    product = make_product()
    form = {"title": "Winter", "slug": "winter", "position": "0", "products": [product.pk]}

    add(admin_client, "collection", form)

    assert list(Collection.objects.get().products.all()) == [product]


def test_the_list_of_collections_counts_their_products(admin_client):
    make_collection(make_product(), make_product())

    page = admin_client.get(reverse("admin:shop_collection_changelist")).content.decode()

    assert '<td class="field-size">2</td>' in page


def test_a_delivery_method_is_written_with_its_countries(admin_client):
    form = {
        "title": "Express",
        "price": "12.00",
        "tax_class": "standard",
        "is_active": "on",
        "position": "0",
        "countries": ["US", "CA"],
    }

    add(admin_client, "deliverymethod", form)

    assert DeliveryMethod.objects.get().serves("CA")


def test_a_country_that_is_none_is_refused(admin_client):
    form = {"title": "Express", "price": "12.00", "tax_class": "standard", "countries": ["XX"]}

    page = add(admin_client, "deliverymethod", {**form, "position": "0"})

    assert "XX is not one of the available choices." in page


def test_amounts_are_shown_with_the_decimals_of_the_currency(admin_client):
    method = make_delivery_method(price=Decimal(6), free_from=Decimal("75.5"))
    method.refresh_from_db()

    address = reverse("admin:shop_deliverymethod_change", args=[method.pk])
    page = admin_client.get(address).content.decode()

    assert 'name="price" value="6.00"' in page
    assert 'name="free_from" value="75.50"' in page


def test_the_list_of_methods_says_what_they_cost_and_where_they_go(admin_client):
    make_delivery_method(free_from=Decimal("75.00"), countries=["CA", "US"])
    make_delivery_method("Express", price=Decimal(12))

    page = admin_client.get(reverse("admin:shop_deliverymethod_changelist")).content.decode()

    assert "$6.00, free from $75.00" in page
    assert "CA, US" in page
    assert '<td class="field-goes_to">everywhere</td>' in page


def test_a_tax_rate_is_written_for_a_country_by_name(admin_client):
    page = admin_client.get(reverse("admin:shop_taxrate_add")).content.decode()
    form = {"country": "DE", "tax_class": "standard", "label": "VAT 19 %", "rate": "19"}

    add(admin_client, "taxrate", {**form, "valid_from": "2021-01-01"})

    assert '<option value="DE">Germany (DE)</option>' in page
    assert TaxRate.objects.get().rate == 19


def test_a_second_rate_for_the_same_days_is_refused_in_words(admin_client):
    make_tax_rate("DE", "19", label="VAT 19 %")
    form = {"country": "DE", "tax_class": "standard", "label": "VAT 16 %", "rate": "16"}

    page = add(admin_client, "taxrate", {**form, "valid_from": "2020-07-01"})

    assert "“VAT 19 %” holds in that time already. End it first." in page


def test_the_list_of_rates_names_the_countries(admin_client):
    make_tax_rate("JP", "10")

    page = admin_client.get(reverse("admin:shop_taxrate_changelist")).content.decode()

    assert '<td class="field-where">Japan</td>' in page
