"""A customer's own page: orders, addresses, data. Another's are not found."""

import pytest
from django.urls import reverse
from django.utils import timezone

from shop.catalogue import alerts
from shop.models import Cart, SavedAddress
from tests.factories import make_product, make_variant
from tests.markup import Markup
from tests.shop.customers import make_customer
from tests.shop.ordering import MAYA, make_order
from tests.shop.signing import LOGIN, Visitor

pytestmark = pytest.mark.django_db

ACCOUNT, ADD = reverse("shop:account"), reverse("shop:address_add")
DATA, DELETE = reverse("shop:account_data"), reverse("shop:account_delete")
TYPED = {
    "country": "US",
    "name": "Maya Osei",
    "line1": "418 Linden Street",
    "city": "Minneapolis",
    "region": "MN",
    "postcode": "55401",
}


@pytest.fixture
def maya():
    return make_customer("maya.osei@postbox.example")


@pytest.fixture
def visitor(maya) -> Visitor:
    visitor = Visitor()
    visitor.force_login(maya)
    return visitor


@pytest.mark.parametrize("page", [ACCOUNT, ADD, DATA, DELETE])
def test_a_stranger_is_led_to_the_sign_in_and_back(client, page):
    assert client.get(page).url == f"{LOGIN}?next={page}"


@pytest.mark.parametrize("page", [ACCOUNT, ADD, DATA, DELETE])
def test_nobody_keeps_a_copy(visitor, page):
    assert "no-store" in visitor.get(page).headers["Cache-Control"]


def test_every_page_leads_to_the_account(client):
    assert Markup.of(client.get("/")).all("a", href=ACCOUNT)


def test_orders_stand_newest_first_ten_a_page(visitor, maya):
    variant = make_variant(stock=50)
    orders = [make_order((variant, 1), customer=maya) for _ in range(11)]

    first, second = visitor.get(ACCOUNT), visitor.get(f"{ACCOUNT}?page=2")

    assert list(first.context["shown"]) == orders[:0:-1]
    assert list(second.context["shown"]) == orders[:1]


def test_an_order_of_somebody_else_is_not_in_the_list(visitor):
    make_order(customer=make_customer())

    assert not visitor.get(ACCOUNT).context["shown"].object_list


def test_the_page_costs_the_same_with_any_number_of_orders(
    visitor, maya, django_assert_num_queries
):
    variant = make_variant(stock=50)
    for _ in range(9):
        make_order((variant, 1), customer=maya)
    SavedAddress.objects.keep(maya, MAYA)

    with django_assert_num_queries(6):  # session, account, count, orders, addresses; topics
        visitor.get(ACCOUNT)


def test_ordering_again_fills_the_cart(visitor, maya):
    wedge, gone = make_variant(sku="WEDGE", stock=9), make_variant(stock=1)
    order = make_order((wedge, 2), (gone, 1), customer=maya)
    again = reverse("shop:order_again", args=[order.token])
    assert Markup.of(visitor.get(ACCOUNT)).all("form", action=again)

    page = visitor.post(again, follow=True)

    assert page.context["items"] == 2
    assert any("1 of 2 is available" in sentence for sentence in visitor.told(page))


# Addresses


def test_an_address_is_saved_and_the_first_is_the_default(visitor, maya):
    visitor.post(ADD, TYPED)

    saved = maya.addresses.get()
    assert saved.address == MAYA
    assert saved.is_default


def test_the_same_address_is_kept_once(visitor, maya):
    visitor.post(ADD, TYPED)
    visitor.post(ADD, TYPED)

    assert maya.addresses.count() == 1


def test_an_error_stands_beside_its_field_and_nothing_typed_is_lost(visitor):
    page = Markup.of(visitor.post(ADD, TYPED | {"postcode": "5540"}))

    assert page.one("p", id="id_postcode_error").text == "Write it like this: 55401"
    assert page.one("input", name="line1")["value"] == "418 Linden Street"


def test_another_country_has_other_fields_and_nothing_is_saved_for_looking(visitor, maya):
    page = Markup.of(visitor.post(ADD, TYPED | {"country": "DE", "update": "country"}))

    assert page.one("input", name="region")["type"] == "hidden"
    assert page.one("input", name="city")["value"] == "Minneapolis"
    assert not maya.addresses.exists()


def test_an_address_is_changed(visitor, maya):
    saved = SavedAddress.objects.keep(maya, MAYA)

    visitor.post(reverse("shop:address", args=[saved.pk]), TYPED | {"city": "Saint Paul"})

    assert maya.addresses.get().address.city == "Saint Paul"


def test_another_one_becomes_the_default(visitor, maya):
    SavedAddress.objects.keep(maya, MAYA)
    visitor.post(ADD, TYPED | {"line1": "1 River Road"})
    second = maya.addresses.get(is_default=False)

    visitor.post(reverse("shop:address_default", args=[second.pk]))

    assert maya.addresses.get(is_default=True) == second


def test_an_address_is_deleted(visitor, maya):
    saved = SavedAddress.objects.keep(maya, MAYA)

    visitor.post(reverse("shop:address_delete", args=[saved.pk]))

    assert not maya.addresses.exists()


@pytest.mark.parametrize("act", ["address", "address_delete", "address_default"])
def test_anothers_address_is_not_found_and_stays(visitor, act):
    others = SavedAddress.objects.keep(make_customer(), MAYA)

    response = visitor.post(reverse(f"shop:{act}", args=[others.pk]), TYPED | {"city": "Elsewhere"})

    assert response.status_code == 404
    others.refresh_from_db()
    assert others.address == MAYA


# Data


def test_ones_data_come_as_a_file(visitor, maya):
    order = make_order((make_variant(sku="WEDGE", price="28.00"), 2), customer=maya)
    make_order(customer=make_customer())
    SavedAddress.objects.keep(maya, MAYA)
    cart = Cart.objects.create(owner=maya)
    cart.lines.create(variant=make_variant(sku="MAT"), quantity=3)
    bell = make_variant(make_product("Bell"), stock=0)
    alerts.ask(bell, maya.email, language="en", origin="https://shop.example")

    response = visitor.get(DATA)

    told = response.json()
    assert "attachment" in response.headers["Content-Disposition"]
    assert told["account"]["email_addresses"][0]["email"] == maya.email
    assert told["addresses"][0]["line1"] == "418 Linden Street"
    assert [(line["sku"], line["quantity"]) for line in told["cart"]] == [("MAT", 3)]
    assert [alert["name"] for alert in told["told_when_back"]] == ["Bell"]
    assert [each["number"] for each in told["orders"]] == [order.number]
    assert told["orders"][0]["lines"][0]["sku"] == "WEDGE"
    assert told["orders"][0]["deliver_to"]["city"] == "Minneapolis"


def test_the_file_costs_the_same_with_any_number_of_orders(
    visitor, maya, django_assert_num_queries
):
    variant = make_variant(stock=50)
    for _ in range(5):
        make_order((variant, 1), customer=maya, placed_at=timezone.now())

    with django_assert_num_queries(11):  # session, account, and nine for what is known
        visitor.get(DATA)
