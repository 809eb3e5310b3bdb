import pytest
from django.core import mail as outbox
from django.urls import reverse
from django.utils import timezone

from shop.catalogue import alerts
from shop.models import Product
from tests.factories import make_cart, make_product, make_variant, publish_article
from tests.shop.ordering import make_order

pytestmark = pytest.mark.django_db

LIST = reverse("admin:shop_product_changelist")


def withdraw(client, *products, **fields):
    form = {"action": "withdraw", "_selected_action": [p.pk for p in products], **fields}
    return client.post(LIST, form, follow=True).content.decode()


def test_withdrawing_asks_first_and_says_what_it_touches(admin_client):
    bell = make_product("Bell")
    light, heavy = make_variant(bell), make_variant(bell)
    publish_article("Swing it", sections=[{"heading": "How", "product": bell}])
    make_cart(light, heavy)
    make_cart(light)
    make_order((light, 1), (heavy, 1))
    make_order((light, 1), state="delivered")

    page = withdraw(admin_client, bell)

    assert "1 guide names it:" in page
    assert '<a href="/guides/swing-it/">Swing it</a>' in page
    assert "2 carts hold it." in page
    assert "1 open order has it; it is still to be sent." in page
    assert Product.objects.on_sale_here().exists()


def test_what_nothing_touches_says_so(admin_client):
    page = withdraw(admin_client, make_product("Bell"))

    for words in ("No guide names it.", "0 carts hold it.", "0 open orders have it"):
        assert words in page


def test_once_confirmed_it_is_withdrawn_and_logged(admin_client, admin_user):
    bell, mat = make_product("Bell"), make_product("Mat")

    page = withdraw(admin_client, bell, mat, confirmed="1")

    assert "2 products withdrawn." in page
    assert not Product.objects.on_sale_here().exists()
    assert bell.history.first().history_user == admin_user
    assert bell.history.first().withdrawn_at is not None


def test_coming_back_is_told_to_who_waits(admin_client, django_capture_on_commit_callbacks):
    bell = make_variant(make_product(withdrawn_at=timezone.now()))
    alerts.ask(bell, "maya@postbox.example", language="en", origin="https://shop.example")

    with django_capture_on_commit_callbacks(execute=True):
        form = {"action": "offer_again", "_selected_action": [bell.product_id]}
        admin_client.post(LIST, form)

    assert Product.objects.on_sale_here().exists()
    assert len(outbox.outbox) == 1
