from decimal import Decimal

import pytest
from django.urls import reverse

from shop.models import Product
from tests.factories import make_product, make_variant

pytestmark = pytest.mark.django_db

LIST = reverse("admin:shop_product_changelist")


def test_the_list_shows_price_and_stock(admin_client):
    product = make_product("Kettlebell")
    make_variant(product, price="72.00", stock=4)
    make_variant(product, price="90.00", stock=8)

    page = admin_client.get(LIST).content.decode()

    assert "from $72.00" in page
    assert '<td class="field-in_stock">12</td>' in page


@pytest.mark.parametrize("words", ["kettle", "competition-kettlebell", "kb-16"])
def test_a_product_is_found_by_title_address_or_sku(admin_client, words):
    wanted = make_product("Kettlebell", slug="competition-kettlebell")
    make_variant(wanted, sku="KB-16-RAW")
    make_variant(wanted, sku="KB-16-COAT")
    make_variant(make_product("Mat"))

    shown = admin_client.get(LIST, {"q": words}).context["cl"].result_list

    assert list(shown) == [wanted]


def test_a_withdrawn_product_leaves_the_shop_and_comes_back(admin_client):
    product = make_product()

    for action, left in [("withdraw", 0), ("offer_again", 1)]:
        form = {"action": action, "_selected_action": [product.pk], "confirmed": "1"}
        admin_client.post(LIST, form)

        assert Product.objects.on_sale_here().count() == left


def form_of(title: str, *variants: dict) -> dict:
    """What the product's form sends, with these rows of variants."""
    form = {"title": title, "slug": "a-product", "position": "1", "tax_class": "standard"}
    form |= {"quantity_min": "1", "quantity_step": "1"}
    for prefix, count in (("variants", len(variants)), ("pictures", 0), ("details", 0)):
        kept = sum("id" in row for row in variants) if prefix == "variants" else 0
        form |= {f"{prefix}-TOTAL_FORMS": count, f"{prefix}-INITIAL_FORMS": kept}
    for number, row in enumerate(variants):
        fields = {"price": "9.00", "stock": "3", "backorder_limit": "0", "position": number, **row}
        form |= {f"variants-{number}-{name}": value for name, value in fields.items()}
    return form


def test_a_product_is_written_with_its_variants_on_one_page(admin_client):
    form = form_of("Block chalk", {"sku": "CHALK-56"}, {"sku": "CHALK-8"})

    admin_client.post(reverse("admin:shop_product_add"), form)

    variants = Product.objects.get(title="Block chalk").variants.all()
    assert [variant.sku for variant in variants] == ["CHALK-56", "CHALK-8"]


def test_variants_keep_the_order_they_are_moved_into(admin_client):
    product = make_product()
    first, second = make_variant(product), make_variant(product)
    rows = [
        {"id": first.pk, "product": product.pk, "sku": first.sku, "position": 2},
        {"id": second.pk, "product": product.pk, "sku": second.sku, "position": 1},
    ]

    change = reverse("admin:shop_product_change", args=[product.pk])
    admin_client.post(change, form_of("A product", *rows))

    assert list(product.variants.all()) == [second, first]


def test_a_price_is_shown_with_the_decimals_of_the_currency(admin_client):
    variant = make_variant(price="72.00", compare_at_price=Decimal(84))

    change = reverse("admin:shop_product_change", args=[variant.product_id])
    page = admin_client.get(change).content.decode()

    assert 'name="variants-0-price" value="72.00"' in page
    assert 'name="variants-0-compare_at_price" value="84.00"' in page


def test_a_price_in_parts_of_a_cent_is_refused(admin_client):
    form = form_of("Block chalk", {"sku": "CHALK", "price": "9.005"})

    page = admin_client.post(reverse("admin:shop_product_add"), form).content.decode()

    assert "Prices in USD have at most 2 decimals." in page
    assert not Product.objects.exists()
