"""Money that belongs to no order: the shop sees it, is told what to do, and notes what it did."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from shop.models import WebhookEvent
from shop.payments import Outcome, Report
from shop.payments.demo import PROVIDER
from shop.payments.recording import record
from tests.markup import Markup
from tests.shop.ordering import make_order, make_payment

pytestmark = pytest.mark.django_db

LIST = reverse("admin:shop_webhookevent_changelist")


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


@pytest.fixture
def owner(client) -> Client:
    client.force_login(User.objects.create_superuser("owner"))
    return client


def stray(event="1", key="nobody", body=b'{"payer": "m\xc3\xa5ns@example.org"}') -> WebhookEvent:
    """A message about 20 dollars for a payment that we never asked for."""
    report = Report(Outcome.PAID, key, "ref_17", Decimal("20.00"), "USD", event, "payment.paid")
    record(PROVIDER, report, body)
    return WebhookEvent.objects.get(event_id=event)


def change(event: WebhookEvent) -> str:
    return reverse("admin:shop_webhookevent_change", args=[event.pk])


def test_the_list_shows_whose_how_much_and_by_what_reference(owner):
    stray()

    page = Markup(owner.get(LIST).content.decode()).one("body").text

    for told in ("Money that belongs to no order", "Play money", "$20.00", "ref_17"):
        assert told in page


def test_a_message_about_an_order_is_no_business_of_this_list(owner):
    payment = make_payment(make_order())
    paid = Report(Outcome.PAID, payment.key, amount=payment.amount, currency="USD", event_id="2")
    record(PROVIDER, paid, b"{}")
    event = WebhookEvent.objects.get()

    assert list(owner.get(LIST).context["cl"].queryset) == []
    assert owner.get(change(event)).status_code == 302


def test_its_page_shows_the_message_and_says_what_to_do(owner):
    page = Markup(owner.get(change(stray())).content.decode()).one("body").text

    assert '"payer": "måns@example.org"' in page
    assert "Note money that came" in page
    assert "Send it back on the provider’s own page" in page


def test_a_message_that_is_no_json_is_shown_as_it_came(owner):
    page = owner.get(change(stray(body=b"<b>what?</b>"))).content.decode()

    assert "<pre>&lt;b&gt;what?&lt;/b&gt;</pre>" in page


def test_what_was_done_is_noted_and_nothing_else_changes(owner):
    event = stray()

    owner.post(change(event), {"settled": "Sent back on May 3.", "reference": "x", "body": "x"})

    event.refresh_from_db()
    assert event.settled == "Sent back on May 3."
    assert (event.reference, event.body) == ("ref_17", '{"payer": "måns@example.org"}')


def test_what_is_open_comes_first_and_can_be_asked_for_alone(owner):
    waiting, settled = stray("1"), stray("2")
    WebhookEvent.objects.filter(pk=settled.pk).update(settled="For FB-10003.")

    shown = list(owner.get(LIST).context["cl"].queryset)
    asked = {
        which: list(owner.get(LIST, {"todo": which}).context["cl"].queryset)
        for which in ("open", "settled")
    }

    assert shown == [waiting, settled]
    assert asked == {"open": [waiting], "settled": [settled]}


def test_the_home_counts_what_waits(owner):
    stray("1")
    WebhookEvent.objects.filter(pk=stray("2").pk).update(settled="For FB-10003.")

    page = Markup(owner.get(reverse("admin:index")).content.decode())

    assert "1 Money of no order" in page.texts("a")
