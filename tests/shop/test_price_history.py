"""The shop remembers what things cost, and lets no sale say more than the law."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from shop.catalogue.prices import (
    WasTooHigh,
    highest_was,
    lowest_price_30_days,
    record_price,
    sale_began_at,
    set_price,
)
from shop.models import PriceChange, Variant
from tests.factories import make_product, make_variant

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(TODAY, tick=False)
    return time_machine


@pytest.fixture
def variant():
    return make_variant(price="100.00")


def history(variant: Variant) -> list[tuple]:
    """Newest first: days before today, price, price before the sale."""
    return [
        ((TODAY - change.at).days, change.price, change.compare_at_price)
        for change in variant.price_changes.all()
    ]


def cost(variant: Variant, days_ago: int, price: str, before: str | None = None) -> None:
    """Writes into the history what it cost from that day on."""
    variant.price_changes.create(
        price=Decimal(price), compare_at_price=before and Decimal(before), at=TODAY - days_ago * DAY
    )


def test_setting_a_price_keeps_the_one_before(variant, clock):
    clock.shift(2 * DAY)

    set_price(variant, Decimal("90.00"))

    variant.refresh_from_db()
    assert variant.price == 90
    assert history(variant) == [(-2, 90, None), (0, 100, None)]


def test_setting_the_same_price_again_writes_nothing(variant):
    set_price(variant, Decimal("100.00"))
    set_price(variant, Decimal("100.000"))

    assert len(history(variant)) == 1


def test_a_sale_that_begins_or_ends_is_written_too(variant, clock):
    record_price(variant)
    clock.shift(DAY)
    set_price(variant, Decimal("80.00"), Decimal("100.00"))
    clock.shift(DAY)
    set_price(variant, Decimal("80.00"))

    assert history(variant) == [(-2, 80, None), (-1, 80, 100), (0, 100, None)]


def test_a_price_that_was_changed_past_the_shop_is_found_at_the_next_change(variant):
    record_price(variant)
    Variant.objects.update(price=Decimal("70.00"))

    set_price(variant, Decimal("60.00"))

    assert [price for _, price, _ in history(variant)] == [60, 70, 100]


def test_a_negative_price_changes_nothing(variant):
    with pytest.raises(IntegrityError), transaction.atomic():
        set_price(variant, Decimal("-1.00"))

    assert Variant.objects.get().price == 100
    assert history(variant) == []


def test_the_lowest_price_of_the_last_30_days_counts(variant):
    for days_ago, price in [(90, "50"), (60, "100"), (20, "80"), (10, "95")]:
        cost(variant, days_ago, price)

    assert lowest_price_30_days(variant, TODAY) == 80


def test_the_price_that_held_when_the_30_days_began_counts(variant):
    cost(variant, 60, "70")
    cost(variant, 20, "100")

    assert lowest_price_30_days(variant, TODAY) == 70


def test_a_price_that_ended_as_the_30_days_began_does_not_count(variant):
    cost(variant, 60, "70")
    cost(variant, 30, "100")

    assert lowest_price_30_days(variant, TODAY) == 100


def test_a_price_from_the_very_moment_on_does_not_count(variant):
    cost(variant, 40, "100")
    cost(variant, 0, "60")

    assert lowest_price_30_days(variant, TODAY) == 100


def test_goods_that_were_not_sold_have_no_lowest_price(variant):
    assert lowest_price_30_days(variant, TODAY) is None


def test_another_variants_prices_do_not_count(variant):
    cost(make_variant(), 5, "1")
    cost(variant, 5, "100")

    assert lowest_price_30_days(variant, TODAY) == 100


def test_the_lowest_price_costs_one_query(variant, django_assert_num_queries):
    cost(variant, 40, "100")

    with django_assert_num_queries(1):
        lowest_price_30_days(variant, TODAY)


def test_a_sale_began_when_its_unbroken_run_did(variant):
    cost(variant, 90, "70", "100")
    cost(variant, 60, "100")
    cost(variant, 20, "80", "100")
    cost(variant, 10, "60", "100")

    assert sale_began_at(variant) == TODAY - 20 * DAY


def test_what_is_not_on_sale_began_no_sale(variant):
    cost(variant, 20, "80", "100")
    cost(variant, 10, "100")

    assert sale_began_at(variant) is None


def test_a_sale_compares_with_no_more_than_the_lowest_price_before(variant):
    cost(variant, 60, "100")
    cost(variant, 20, "85")
    cost(variant, 10, "100")

    with pytest.raises(WasTooHigh) as refused:
        set_price(variant, Decimal("80.00"), Decimal("100.00"))
    set_price(variant, Decimal("80.00"), Decimal("85.00"))

    assert refused.value.lowest == 85
    assert Variant.objects.get().compare_at_price == 85


def test_a_refused_sale_changes_nothing(variant):
    cost(variant, 60, "100")

    with pytest.raises(WasTooHigh):
        set_price(variant, Decimal("80.00"), Decimal("120.00"))

    variant.refresh_from_db()
    assert (variant.price, variant.compare_at_price) == (100, None)
    assert len(history(variant)) == 1


def test_a_sale_that_is_cut_further_keeps_its_was(variant, clock):
    cost(variant, 60, "100")
    set_price(variant, Decimal("80.00"), Decimal("100.00"))

    clock.shift(20 * DAY)
    set_price(variant, Decimal("60.00"), Decimal("100.00"))

    assert highest_was(variant) == 100


def test_a_sale_after_a_sale_compares_with_the_first(variant, clock):
    cost(variant, 60, "100")
    set_price(variant, Decimal("80.00"), Decimal("100.00"))
    clock.shift(5 * DAY)
    set_price(variant, Decimal("100.00"))
    clock.shift(5 * DAY)

    with pytest.raises(WasTooHigh):
        set_price(variant, Decimal("90.00"), Decimal("100.00"))


def test_goods_without_a_history_may_start_on_sale():
    variant = make_variant(price="28.00", compare_at_price=Decimal("35.00"))

    record_price(variant)

    assert highest_was(variant) is None


def test_no_price_was_ever_negative(variant):
    with pytest.raises(IntegrityError), transaction.atomic():
        cost(variant, 1, "-1")


def save_in_admin(client, variant=None, product=None, **fields):
    """Posts the product's page with one variant on it; answers the page."""
    product = product or variant.product
    row = {
        "id": variant.pk if variant else "",
        "product": product.pk,
        "sku": variant.sku if variant else "NEW",
        "price": variant.price if variant else "5.00",
        "compare_at_price": (variant and variant.compare_at_price) or "",
        "stock": variant.stock if variant else "3",
        "backorder_limit": "0",
        "position": "0",
        **fields,
    }
    form = {"title": product.title, "slug": product.slug, "position": 0, "tax_class": "standard"}
    form |= {"quantity_min": "1", "quantity_step": "1"}
    for formset, initial, total in [
        ("variants", int(variant is not None), 1),
        ("pictures", 0, 0),
        ("details", 0, 0),
    ]:
        form |= {f"{formset}-TOTAL_FORMS": total, f"{formset}-INITIAL_FORMS": initial}
    form |= {
        name if name.startswith("initial-") else f"variants-0-{name}": value
        for name, value in row.items()
    }
    address = reverse("admin:shop_product_change", args=[product.pk])
    return client.post(address, form).content.decode()


def test_a_price_saved_in_the_admin_is_remembered(admin_client, variant):
    save_in_admin(admin_client, variant, price="90.00")

    assert history(variant) == [(0, 90, None), (0, 100, None)]


def test_a_variant_made_in_the_admin_begins_its_history_now(admin_client, clock):
    product = make_product()
    clock.shift(3 * DAY)

    save_in_admin(admin_client, product=product)

    assert history(product.variants.get()) == [(-3, 5, None)]


def test_saving_something_else_in_the_admin_remembers_nothing_new(admin_client, variant):
    record_price(variant)

    save_in_admin(admin_client, variant, stock="2")

    assert PriceChange.objects.count() == 1


def test_the_admin_refuses_a_was_that_is_too_high(admin_client, variant):
    cost(variant, 60, "85")
    record_price(variant)

    page = save_in_admin(admin_client, variant, price="80.00", compare_at_price="100.00")

    assert "this cost $85.00 at times" in page
    assert Variant.objects.get().price == 100


def test_the_admins_page_remembers_the_stock_that_it_shows(admin_client, variant):
    address = reverse("admin:shop_product_change", args=[variant.product_id])

    page = admin_client.get(address).content.decode()

    assert '<input type="hidden" name="initial-variants-0-stock" value="10"' in page


def test_the_admin_writes_only_what_was_changed(admin_client, variant):
    Variant.objects.update(stock=1)  # nine are sold while the page shows ten

    page_of_ten = {"stock": "10", "initial-variants-0-stock": "10"}
    save_in_admin(admin_client, variant, price="90.00", **page_of_ten)

    assert Variant.objects.values_list("price", "stock").get() == (90, 1)
