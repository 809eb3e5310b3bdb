"""Whatever somebody sends to the checkout, it answers in words and orders nothing wrong."""

import pytest

from shop.models import Order
from tests.factories import make_delivery_method, make_product, make_variant
from tests.shop.checking_out import CHECKOUT, Payer

pytestmark = pytest.mark.django_db

JUNK = ["\x00", "-1", "1e9", "１０", "NaN", "9" * 5000, "é\u202e<junk>", "null", "[]"]
FIELDS = ["email", "country", "region", "postcode", "delivery", "payment", "code", "shown"]


@pytest.fixture
def payer() -> Payer:
    make_variant(make_product("Kettlebell"), sku="BELL")
    make_delivery_method(countries=["US"])
    payer = Payer()
    payer.add("BELL")
    return payer


@pytest.mark.parametrize("junk", JUNK)
def test_junk_in_any_field_is_answered_in_words(payer, junk):
    form = payer.form()

    for field in FIELDS:
        looked = payer.look_again(form | {field: junk})
        sent = payer.order(form | {field: junk})

        assert looked.status_code == 200, field
        assert sent.status_code in {200, 409}, field
        assert "<junk>" not in sent.content.decode()
    assert not Order.objects.exists()


@pytest.mark.parametrize("form", [{}, {"update": "x"}, {"same": "on"}, {"bill-country": "US"}])
def test_half_a_form_is_answered_in_words(payer, form):
    assert payer.post(CHECKOUT, form).status_code == 200
    assert not Order.objects.exists()


def test_a_file_for_a_field_is_nothing(payer, tmp_path):
    (tmp_path / "name").write_text("x")

    with (tmp_path / "name").open() as upload:
        assert payer.post(CHECKOUT, {"email": upload}).status_code == 200


def test_other_methods_are_refused(payer):
    assert payer.put(CHECKOUT).status_code == 405
    assert payer.head(CHECKOUT).status_code == 200
