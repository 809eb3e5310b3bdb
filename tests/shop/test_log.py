"""The log begins with what was there before it."""

from importlib import import_module

import pytest
from django.apps import apps

from shop.models import Product, Variant
from tests.factories import make_product, make_variant

pytestmark = pytest.mark.django_db

begin = import_module("shop.migrations.0017_begin_the_log").begin


def test_what_was_there_is_the_first_entry():
    variant = make_variant(make_product("Bell"), title="8 kg", price="72.00", stock=9)
    Product.history.all().delete()
    Variant.history.all().delete()

    begin(apps, None)
    variant.price = 80
    variant.save()

    changed, first = variant.history.all()
    assert (first.history_type, first.price, first.stock) == ("+", 72, 9)
    assert changed.diff_against(first).changed_fields == ["price"]
    assert variant.product.history.get().title == "Bell"
