"""Who asks to be told is told once, whatever road the goods come back by."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shop import stock
from shop.catalogue import alerts
from shop.models import Product, StockAlert, Variant
from shop.ordering.orders import cancel, expire
from tests.factories import make_product, make_variant
from tests.shop.ordering import make_order

pytestmark = pytest.mark.django_db

ASK = reverse("shop:alert")
EMAIL = "maya.osei@postbox.example"


@pytest.fixture
def bell() -> Variant:
    return make_variant(make_product("Kettlebell"), title="20 kg", sku="KB-20", stock=0)


@pytest.fixture
def waiting(bell):
    """Maya waits for the bell."""
    alerts.ask(bell, EMAIL, language="en", origin="https://shop.example")
    return StockAlert.objects.get()


def ask(client, **fields):
    return client.post(ASK, {"sku": "KB-20", "email": EMAIL, "website": "", **fields})


class DeafServer(EmailBackend):
    def send_messages(self, messages):
        raise OSError("The mail server is down")


def test_a_sold_out_variant_offers_to_tell(client, bell):
    make_variant(bell.product, title="16 kg", sku="KB-16")

    page = client.get(bell.product.get_absolute_url()).content.decode()

    assert "Waiting for 20 kg?" in page
    assert '<input type="hidden" name="sku" value="KB-20">' in page
    assert "csrf" not in page


def test_of_several_sold_out_variants_one_is_chosen(client, bell):
    make_variant(bell.product, title="24 kg", sku="KB-24", stock=0)

    page = client.get(bell.product.get_absolute_url()).content.decode()

    assert '<details class="notify" open>' in page
    assert '<option value="KB-24">24 kg</option>' in page


def test_what_can_be_bought_offers_nothing(client):
    page = client.get(make_variant().product.get_absolute_url()).content.decode()

    assert ASK not in page


def test_asking_notes_the_address_and_says_so(client, bell):
    response = ask(client, email="Maya.Osei@Postbox.example")

    alert = StockAlert.objects.get()
    assert (alert.variant, alert.email) == (bell, EMAIL)
    assert (alert.language, alert.origin) == ("en", "http://testserver")
    assert response.url == ASK
    assert "Once, when it is there again" in client.get(ASK).content.decode()


def test_asking_twice_is_asking_once(client, bell):
    ask(client)
    ask(client)

    assert StockAlert.objects.count() == 1


@pytest.mark.parametrize(
    ("email", "sentence"),
    [("", "Write your e-mail address."), ("maya@", "This is no e-mail address.")],
)
def test_a_wrong_address_is_refused_beside_its_field(client, bell, email, sentence):
    response = ask(client, email=email)
    page = response.content.decode()

    assert response.status_code == 422
    assert sentence in page
    assert 'aria-invalid="true" aria-describedby="notify-error"' in page
    assert (f'value="{email}"' in page) == bool(email)
    assert not StockAlert.objects.exists()


@pytest.mark.parametrize("sku", ["", "NOTHING", "x" * 61, "KB-20\x00"])
def test_unknown_goods_are_refused_in_a_sentence(client, bell, sku):
    response = ask(client, sku=sku)

    assert response.status_code == 422
    assert "We do not know these goods" in response.content.decode()


def test_what_is_there_again_leads_to_its_page(client, bell):
    Variant.objects.update(stock=1)

    assert ask(client).url == bell.product.get_absolute_url()
    assert not StockAlert.objects.exists()


def test_what_is_withdrawn_cannot_be_waited_for(client, bell):
    Product.objects.update(withdrawn_at=timezone.now())

    assert ask(client).status_code == 422


def test_a_robot_is_thanked_and_forgotten(client, bell):
    response = ask(client, website="https://spam.example")

    assert response.url == ASK
    assert not StockAlert.objects.exists()


def test_one_address_waits_for_so_much_and_no_more(client, monkeypatch, bell):
    monkeypatch.setattr(alerts, "MOST", 1)
    other = make_variant(stock=0)

    ask(client)
    ask(client, sku=other.sku)

    assert StockAlert.objects.get().variant == bell


def test_another_site_cannot_ask(bell):
    careful = Client(enforce_csrf_checks=True)
    form = {"sku": "KB-20", "email": EMAIL}

    elsewhere = careful.post(ASK, form, headers={"Sec-Fetch-Site": "cross-site"})
    here = careful.post(ASK, form, headers={"Sec-Fetch-Site": "same-origin"})

    assert (elsewhere.status_code, here.status_code) == (403, 302)


def test_the_mail_names_the_goods_the_price_and_both_links(
    waiting, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        stock.give_back({waiting.variant_id: 2})

    (message,) = outbox.outbox
    (html,) = message.alternatives
    assert message.subject == "Kettlebell, 20 kg is back"
    assert message.to == [EMAIL]
    for text in (message.body, html.content):
        assert "Kettlebell, 20 kg can be had again, for $20.00" in text
        assert "https://shop.example/shop/kettlebell/" in text
        assert "https://shop.example/alerts/" in text
        assert "your order" not in text.lower()


def test_who_was_told_is_forgotten_and_never_told_again(
    waiting, django_capture_on_commit_callbacks
):
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            stock.give_back({waiting.variant_id: 1})

    assert len(outbox.outbox) == 1
    assert not StockAlert.objects.exists()


def test_a_cancelled_order_brings_its_goods_back_to_who_waits(
    bell, django_capture_on_commit_callbacks
):
    Variant.objects.update(stock=1)
    order = make_order((bell, 1))
    alerts.ask(bell, EMAIL, language="en", origin="https://shop.example")

    with django_capture_on_commit_callbacks(execute=True):
        cancel(order, by="editor")

    assert len(outbox.outbox) == 1


def test_an_order_that_was_not_paid_in_time_does_so_too(bell, django_capture_on_commit_callbacks):
    Variant.objects.update(stock=1)
    order = make_order((bell, 1), expires_at=timezone.now() - timedelta(minutes=1))
    alerts.ask(bell, EMAIL, language="en", origin="https://shop.example")

    with django_capture_on_commit_callbacks(execute=True):
        expire(order.pk)

    assert len(outbox.outbox) == 1


def test_nothing_is_said_while_nothing_can_be_bought(waiting, django_capture_on_commit_callbacks):
    Product.objects.update(withdrawn_at=timezone.now())

    with django_capture_on_commit_callbacks(execute=True):
        stock.give_back({waiting.variant_id: 2})

    assert not outbox.outbox
    assert StockAlert.objects.exists()


def test_a_mail_that_did_not_go_is_sent_by_the_command(
    waiting, settings, django_capture_on_commit_callbacks
):
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.DeafServer"
    with django_capture_on_commit_callbacks(execute=True):
        stock.give_back({waiting.variant_id: 2})
    assert StockAlert.objects.get().claimed_at is None

    settings.EMAIL_BACKEND = backend
    call_command("send_order_mails")

    assert len(outbox.outbox) == 1
    assert not StockAlert.objects.exists()


def test_a_mail_that_another_process_is_sending_is_left_alone(waiting):
    Variant.objects.update(stock=1)
    StockAlert.objects.update(claimed_at=timezone.now())

    call_command("send_order_mails")

    assert not outbox.outbox


def test_giving_back_what_nobody_waits_for_costs_one_query_more(django_assert_num_queries):
    variant = make_variant()

    with django_assert_num_queries(4):  # a savepoint, the update, the look, the end
        stock.give_back({variant.pk: 1})


def test_the_way_out_asks_first_and_then_forgets_everything(client, waiting):
    alerts.ask(make_variant(stock=0), EMAIL, language="en", origin="https://shop.example")
    alerts.ask(waiting.variant, "b@postbox.example", language="en", origin="https://shop.example")
    way_out = reverse("shop:alert_stop", args=[waiting.token])

    asked = client.get(way_out)
    assert "Stop all of it" in asked.content.decode()
    assert StockAlert.objects.count() == 3

    done = client.post(way_out)
    assert "We have forgotten" in done.content.decode()
    assert StockAlert.objects.get().email == "b@postbox.example"


def test_a_forged_way_out_leads_nowhere(client, waiting):
    assert client.post("/alerts/maya.osei:forged/").status_code == 404
    assert StockAlert.objects.exists()
