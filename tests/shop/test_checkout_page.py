"""The checkout's page: what it shows, what it says, what it makes."""

import re
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from shop.addressing.addresses import Address
from shop.models import Cart, Discount, Order, Product, SavedAddress
from tests.factories import (
    make_delivery_method,
    make_discount,
    make_product,
    make_product_picture,
    make_tax_rate,
    make_variant,
)
from tests.markup import Markup
from tests.shop import ordering
from tests.shop.checking_out import CHECKOUT, Payer, errors, fields_of, sentences, sums
from tests.shop.conftest import CART

pytestmark = pytest.mark.django_db


@pytest.fixture
def payer() -> Payer:
    """With one kettlebell for $40 in the cart."""
    make_variant(make_product("Kettlebell"), title="16 kg", sku="BELL", price="40.00")
    payer = Payer()
    payer.add("BELL")
    return payer


def test_the_page_shows_lines_with_pictures_and_all_sums(payer):
    make_product_picture(Product.objects.get())
    make_delivery_method(price=Decimal("6.00"))
    make_tax_rate("US", "8")
    make_discount("SUNDAY10")
    Cart.objects.update(discount=Discount.objects.get())

    page = payer.page()

    assert sums(page) == {
        "Subtotal": "$40.00",
        "SUNDAY10, 10 % off": "-$4.00",
        "Delivery, Standard": "$6.00",
        "Tax 8 %": "$3.36",
        "Total": "$45.36",
    }
    markup = Markup.of(page)
    assert "16 kg, 1 at $40.00" in markup.texts("p")
    assert markup.one("li", class_="lines__line")
    assert "Order and pay $45.36" in markup.texts("button")
    assert [img for img in markup.all("img") if img.attributes.get("src")]


def test_a_browser_knows_what_to_fill_in_where(payer):
    page = Markup.of(payer.page())

    tokens = {
        tag["name"]: tag.attributes.get("autocomplete")
        for tag in page.tags
        if tag.attributes.get("autocomplete")
    }
    assert tokens["email"] == "email"
    assert tokens["name"] == "shipping name"
    assert tokens["line1"] == "shipping address-line1"
    assert tokens["postcode"] == "shipping postal-code"
    assert tokens["region"] == "shipping address-level1"
    assert tokens["country"] == "shipping country"
    assert tokens["phone"] == "shipping tel"
    assert tokens["bill-city"] == "billing address-level2"
    assert page.one("input", name="postcode")["inputmode"] == "numeric"
    assert page.one("input", name="email")["type"] == "email"
    assert page.one("input", name="phone")["type"] == "tel"


def test_countries_are_those_that_goods_travel_to(payer):
    make_delivery_method(countries=["US"])
    make_delivery_method("Parcel", countries=["DE", "AT"])
    make_delivery_method("Pigeon", countries=["FR"], is_active=False)

    options = re.search(r'name="country".*?</select>', payer.page().content.decode(), re.S)[0]

    assert re.findall(r'value="(\w\w)"', options) == ["AT", "DE", "US"]


def test_another_country_shows_its_ways_its_prices_and_its_fields(payer):
    make_delivery_method("Standard", countries=["US"])
    make_delivery_method("Parcel", countries=["DE"], price=Decimal("19.00"))
    make_tax_rate("DE", "19", label="VAT 19 %")

    page = payer.look_again(country="DE", name="Maja", city="Köln")

    assert page.status_code == 200
    assert sums(page)["Delivery, Parcel"] == "$19.00"
    assert sums(page)["VAT 19 %"] == "$11.21"
    fields = fields_of(page)
    assert (fields["name"], fields["city"], fields["region"]) == ("Maja", "Köln", "MN")
    labels = Markup.of(page).texts("label")
    assert labels.count("Postcode") == 1
    assert not errors(page)
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"email": ""}, "email", "Write your email address."),
        ({"email": "maya@postbox"}, "email", "Write the whole address, as in name@postbox.org"),
        ({"name": " "}, "name", "Write the name on the door."),
        ({"line1": ""}, "line1", "Write street and number."),
        ({"city": ""}, "city", "Write the city."),
        ({"region": ""}, "region", "Choose one from the list."),
        ({"region": "XX"}, "region", "Choose one from the list."),
        ({"postcode": "5540"}, "postcode", "Write it like this: 55401"),
        ({"postcode": ""}, "postcode", "Write it like this: 55401"),
        ({"country": "DE"}, "country", "Choose a country."),
        ({"country": "??"}, "country", "Choose a country."),
        ({"delivery": "99999"}, "delivery", "This way of delivery does not go there."),
        ({"delivery": ""}, "delivery", "Choose a way of delivery."),
        ({"payment": "demo"}, "payment", "Choose a way to pay."),
        ({"payment": ""}, "payment", "Choose a way to pay."),
        ({"phone": "1" * 33}, "phone", "Ensure this value has at most 32 characters"),
    ],
)
def test_an_error_stands_beside_its_field_and_at_the_top(payer, typed, field, sentence):
    make_delivery_method(countries=["US", "CA"])

    page = payer.order(**typed)

    assert page.status_code == 200
    assert errors(page)[field].startswith(sentence)
    assert sentence in sentences(page)
    (link,) = [a for a in Markup.of(page).all("a") if sentence in a.text]
    assert link["href"].removeprefix("#") in {t.attributes.get("id") for t in Markup.of(page).tags}
    assert "One thing to put right" in sentences(page)
    assert not Order.objects.exists()


def test_after_an_error_everything_typed_is_there(payer):
    method = make_delivery_method("Express")
    typed = {
        "email": "maya@",
        "name": "Maya “M” Osei",
        "line2": "<2nd>",
        "phone": "+1",
        "code": "NOTHING",
        "delivery": str(method.pk),
        "bill_name": "Osei & Co",
        "bill_postcode": "??",
        "bill_country": "DE",
    }
    form = payer.form(**typed)
    del form["same"]

    page = payer.order(form)

    shown = fields_of(page)
    del form["shown"], form["csrfmiddlewaretoken"]
    assert form == {name: shown[name] for name in form}
    assert "same" not in shown


def test_what_was_typed_is_there_after_a_look_at_the_cart(payer):
    payer.order(email="maya@", name="Maya M. Osei")
    payer.get(CART)

    fields = fields_of(payer.page())

    assert (fields["email"], fields["name"]) == ("maya@", "Maya M. Osei")


def test_nothing_typed_is_kept_once_it_is_ordered(payer):
    payer.order(email="maya@")
    payer.order()
    payer.add("BELL")

    assert fields_of(payer.page())["email"] == ""


def test_the_bill_may_go_elsewhere(payer):
    form = payer.form(
        bill_country="DE",
        bill_name="Osei GmbH",
        bill_line1="Domstr. 1",
        bill_city="Köln",
        bill_postcode="5 0667",
    )
    del form["same"]

    payer.order(form)

    order = Order.objects.get()
    assert order.bill_to == Address("Osei GmbH", "Domstr. 1", "Köln", "DE", postcode="50667")
    assert order.deliver_to.country == "US"


def test_a_bill_that_goes_elsewhere_needs_an_address(payer):
    form = payer.form()
    del form["same"]

    page = payer.order(form)

    assert {"bill-name", "bill-line1", "bill-city", "bill-country"} <= errors(page).keys()


def test_a_code_is_taken_off_and_the_cart_remembers_it(payer):
    make_discount("SUNDAY10")

    page = payer.look_again(code=" sunday10")

    assert sums(page)["SUNDAY10, 10 % off"] == "-$4.00"
    assert payer.cart.discount.code == "SUNDAY10"
    payer.order(fields_of(page))
    assert Order.objects.get().discount == Decimal("4.00")


def test_a_code_that_is_taken_back_is_forgotten(payer):
    make_discount("SUNDAY10")
    payer.look_again(code="SUNDAY10")

    page = payer.look_again(code="")

    assert "SUNDAY10, 10 % off" not in sums(page)
    assert payer.cart.discount is None


def test_the_country_of_the_cart_is_where_the_form_begins(payer):
    make_delivery_method()
    Cart.objects.update(country="DE")

    assert fields_of(payer.page())["country"] == "DE"


def test_the_country_that_was_chosen_is_the_carts(payer):
    payer.look_again(country="DE")

    assert payer.cart.country == "DE"


def test_a_customer_is_known(payer):
    user = get_user_model().objects.create_user("maya", "maya@postbox.example")
    payer.force_login(user)
    form = payer.form(email="other@postbox.example")

    assert fields_of(payer.page())["email"] == "maya@postbox.example"
    payer.order(form)
    assert Order.objects.get().customer == user
    assert Order.objects.get().email == "other@postbox.example"


def test_a_customers_saved_address_is_filled_in(payer):
    user = get_user_model().objects.create_user("maya", "maya@postbox.example")
    SavedAddress.objects.create(customer=user, address=ordering.MAYA)
    payer.force_login(user)

    fields = fields_of(payer.page())

    assert (fields["name"], fields["region"], fields["postcode"]) == ("Maya Osei", "MN", "55401")


def test_a_script_gets_the_part_that_changes(payer):
    answer = payer.post(
        CHECKOUT, payer.form() | {"update": "script"}, headers={"X-Requested-With": "checkout"}
    )

    assert "<html" not in answer.content.decode()
    parts = {t.attributes.get("data-part") for t in Markup.of(answer).tags} - {None}
    assert parts == {"summary", "address", "bill-address", "delivery", "place"}


def test_nobody_keeps_a_copy(payer):
    for answer in (payer.page(), payer.look_again(), payer.order(email=""), payer.order()):
        assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))


def test_a_form_of_another_site_is_refused():
    browser = Client(enforce_csrf_checks=True)

    assert browser.post(CHECKOUT, {}, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 403


def test_terms_are_linked_where_there_are_any(payer, settings):
    settings.TERMS_URL = "/terms/"

    assert "/terms/" in [a["href"] for a in Markup.of(payer.page()).all("a")]


def test_the_focus_begins_where_the_errors_are_told(payer):
    alert = Markup.of(payer.order(email="")).one("div", class_="alert")

    assert alert["role"] == "alert"
    assert "autofocus" in alert.attributes
    assert alert["tabindex"] == "-1"


@pytest.mark.parametrize("lines", [1, 5])
def test_the_page_costs_the_same_with_any_number_of_lines(payer, django_assert_num_queries, lines):
    make_delivery_method()
    make_tax_rate()
    for _ in range(lines - 1):
        payer.add(make_variant().sku)
    payer.page()

    with django_assert_num_queries(6):  # session, cart, methods, lines, taxes, the header's topics
        payer.page()


def test_forms_may_lead_to_the_page_of_a_provider(payer, settings):
    assert "form-action 'self';" in payer.page()["Content-Security-Policy"]

    settings.PAYMENTS, settings.STRIPE_SECRET_KEY = ["stripe"], "sk"

    for page in (payer.page(), payer.look_again(), payer.order(email="")):
        policy = page["Content-Security-Policy"]
        assert "form-action 'self' https://checkout.stripe.com;" in policy


def test_the_page_of_a_provider_may_be_on_a_domain_of_ones_own(payer, settings):
    settings.PAYMENTS, settings.STRIPE_SECRET_KEY = ["stripe"], "sk"
    settings.STRIPE_PAGE = "https://pay.shop.example"

    policy = payer.page()["Content-Security-Policy"]

    assert "form-action 'self' https://pay.shop.example;" in policy
