"""Stock and prices in one list, written over nothing that happened meanwhile."""

import pytest
from django.contrib.auth.models import Permission, User
from django.core import mail as outbox
from django.urls import reverse

from shop.catalogue import alerts
from shop.models import PriceChange, Product, Variant
from tests.factories import make_product, make_variant
from tests.shop.test_price_history import save_in_admin

pytestmark = pytest.mark.django_db

LIST = reverse("admin:shop_variant_changelist")


@pytest.fixture
def bell() -> Variant:
    return make_variant(make_product("Bell"), title="8 kg", sku="KB-8", price="72.00", stock=10)


def save(client, variant: Variant, shown: dict | None = None, **typed: str):
    """Sends the list with this row: what its page showed, and what was typed over it."""
    shown = {"price": "72.00", "compare_at_price": "", "stock": "10", **(shown or {})}
    form = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": variant.pk, "_save": "1"}
    form |= {f"form-0-{name}": value for name, value in {**shown, **typed}.items()}
    form |= {f"initial-form-0-{name}": value for name, value in shown.items()}
    return client.post(LIST, form, follow=True).content.decode()


def test_the_list_has_fields_for_stock_and_price(admin_client, bell):
    page = admin_client.get(LIST).content.decode()

    assert 'name="form-0-stock" value="10"' in page
    assert 'name="initial-form-0-stock" value="10"' in page
    assert 'name="form-0-price" value="72.00"' in page


def test_stock_and_price_are_changed_in_the_list(admin_client, bell):
    save(admin_client, bell, stock="12", price="80.00")

    bell.refresh_from_db()
    assert (bell.stock, bell.price) == (12, 80)
    assert PriceChange.objects.filter(price=80).count() == 1


def test_what_was_sold_meanwhile_stays_sold(admin_client, bell):
    Variant.objects.update(stock=7)  # three are sold while the page shows ten

    save(admin_client, bell, stock="15")

    assert Variant.objects.get().stock == 12


def test_a_change_of_price_leaves_the_stock_alone(admin_client, bell):
    Variant.objects.update(stock=7)

    save(admin_client, bell, price="80.00")

    bell.refresh_from_db()
    assert (bell.stock, bell.price) == (7, 80)


def test_less_than_was_sold_meanwhile_is_refused_with_the_least(admin_client, bell):
    Variant.objects.update(stock=7)

    page = save(admin_client, bell, stock="2")

    assert "3 were sold since this page was shown: write 3 or more." in page
    assert Variant.objects.get().stock == 7


def test_less_than_nothing_is_refused_but_for_what_is_owed(admin_client, bell):
    assert "Write 0 or more." in save(admin_client, bell, stock="-1")

    Variant.objects.update(backorder_limit=3)
    save(admin_client, bell, stock="-3")

    assert Variant.objects.get().stock == -3


def test_a_price_that_somebody_else_changed_is_not_written_over(admin_client, bell):
    Variant.objects.update(price=75)

    page = save(admin_client, bell, price="80.00")

    assert "Somebody else has changed this to $75.00. Open the page again." in page
    assert Variant.objects.get().price == 75


def test_the_products_page_keeps_what_was_sold_too(admin_client, bell):
    Variant.objects.update(stock=7)
    typed = {"title": "8 kg", "stock": "15", "initial-variants-0-stock": "10"}
    save_in_admin(admin_client, bell, **typed)

    assert Variant.objects.get().stock == 12


def test_the_log_says_who_changed_what(admin_client, admin_user, bell):
    save(admin_client, bell, stock="12")
    Variant.objects.update(stock=5)  # a checkout is no change of an editor's
    save(admin_client, bell, {"stock": "5"}, price="80.00")

    priced, stocked, _made = bell.history.all()
    assert {record.history_user for record in (priced, stocked)} == {admin_user}
    assert priced.diff_against(stocked).changed_fields == ["price", "stock"]

    page = admin_client.get(reverse("admin:shop_variant_history", args=[bell.pk])).content.decode()
    assert str(admin_user) in page
    assert "<strong>Price</strong>: 72.000 → 80.00" in page or "72.00 → 80.00" in page


def test_what_others_changed_meanwhile_is_logged_as_it_is(admin_client, bell):
    Variant.objects.update(price=75)

    save(admin_client, bell, stock="12")

    assert bell.history.first().price == 75


def test_an_old_state_cannot_be_brought_back(admin_client, bell):
    save(admin_client, bell, stock="12")
    record = bell.history.last()

    page = admin_client.post(f"/admin/shop/variant/{bell.pk}/history/{record.pk}/", {"stock": "10"})

    assert page.status_code == 302  # led to a change page of that name, which there is not
    assert Variant.objects.get().stock == 12


def test_units_that_come_in_are_told_to_who_waits(
    admin_client, bell, django_capture_on_commit_callbacks
):
    Variant.objects.update(stock=0)
    alerts.ask(bell, "maya@postbox.example", language="en", origin="https://shop.example")

    with django_capture_on_commit_callbacks(execute=True):
        save(admin_client, bell, {"stock": "0"}, stock="4")

    assert [message.to for message in outbox.outbox] == [["maya@postbox.example"]]


def test_the_list_says_how_many_wait(admin_client, bell):
    for name in ("maya", "ines"):
        alerts.ask(bell, f"{name}@postbox.example", language="en", origin="")

    page = admin_client.get(LIST, {"left": "waited"}).content.decode()

    assert '<td class="field-waited_for">2</td>' in page
    assert "0 variants" in admin_client.get(LIST, {"left": "none"}).content.decode()


def test_an_editor_who_may_only_look_sees_the_list_and_the_product(client, bell):
    reader = User.objects.create_user("reader", is_staff=True)
    codes = ["view_variant", "view_product", "view_productpicture", "view_productdetail"]
    reader.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(reader)

    for address in (LIST, reverse("admin:shop_product_change", args=[bell.product_id])):
        assert client.get(address).status_code == 200


def test_variants_are_made_on_their_product_alone(admin_client, bell):
    assert admin_client.get(reverse("admin:shop_variant_add")).status_code == 403


@pytest.mark.parametrize("key", ["abc", "-1", "１", ""])
def test_a_key_that_is_none_is_passed_over(admin_client, bell, key):
    form = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "_save": "Save", "form-0-id": key}

    assert admin_client.post(LIST, form).status_code == 200
    assert Product.objects.exists()


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_with_any_number_of_variants(
    admin_client, django_assert_max_num_queries, count
):
    product = make_product()
    for _ in range(count):
        make_variant(product)

    with django_assert_max_num_queries(8):
        admin_client.get(LIST)
