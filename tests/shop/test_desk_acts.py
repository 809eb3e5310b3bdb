"""Each button of the desk does one thing, once, and says why when it does not."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail as outbox
from django.urls import reverse
from django.utils import timezone

from shop.models import Order, OrderMail
from shop.ordering.orders import State, send
from shop.ordering.refunds import refund
from tests.factories import make_variant
from tests.shop.desk import acts, do, errors, form, hand_in, keeper, paid_order, screen
from tests.shop.ordering import make_order

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (State.PLACED, ["pay", "cancel", "note"]),
        (State.PAID, ["pack", "send", "pay", "note"]),
        (State.PACKED, ["send", "pay", "note"]),
        (State.SENT, ["deliver", "pay", "note"]),
        (State.DELIVERED, ["pay", "note"]),
        (State.EXPIRED, ["pay", "note"]),
        (State.CANCELLED, ["pay", "note"]),
        (State.PARKED, ["accept", "pay", "note"]),
        (State.REFUNDED, ["pay", "note"]),
    ],
)
def test_the_screen_offers_what_the_state_allows(state, offered):
    assert acts(screen(keeper(), make_order(state=state))) == offered


def test_an_order_that_is_paid_can_be_refunded():
    assert "refund" in acts(screen(keeper(), paid_order()))


# Paid


def test_a_transfer_is_noted_with_its_reference():
    order = make_order((make_variant(price="20.00"), 1), payment_method="invoice")

    response = do(keeper(), order, "pay", reference="Statement 12")

    assert response.status_code == 302
    assert (order.state, order.paid_total) == (State.PAID, Decimal("20.00"))
    assert "Statement 12" in order.moves.last().note
    assert order.moves.last().by == "keeper"


def test_another_amount_parks_the_order_for_a_decision():
    order = make_order((make_variant(price="20.00"), 1))

    do(keeper(), order, "pay", amount="19.00")

    assert order.state == State.PARKED


@pytest.mark.parametrize("amount", ["0", "-1", "1.001", "a lot", "", "1e30", "NaN"])
def test_an_amount_that_nobody_can_pay_is_refused_beside_its_field(amount):
    order = make_order()

    response = do(keeper(), order, "pay", amount=amount, reference="Kept")

    assert errors(response, "pay")["amount"]
    assert b'value="Kept"' in response.content
    assert order.state == State.PLACED


def test_money_for_an_expired_order_takes_goods_that_a_lapsed_one_holds():
    variant = make_variant(stock=1)
    order = make_order((variant, 1))
    order.lines.update(taken=0)
    Order.objects.filter(pk=order.pk).update(state=State.EXPIRED)
    variant.refresh_from_db()
    variant.stock = 0
    variant.save()
    lapsed = make_order(expires_at=timezone.now() - timedelta(hours=1))
    lapsed.lines.update(variant=variant)

    do(keeper(), order, "pay")

    lapsed.refresh_from_db()
    assert (order.state, lapsed.state) == (State.PAID, State.EXPIRED)


def test_the_button_pressed_twice_notes_the_money_once():
    order, client = make_order((make_variant(price="20.00"), 1)), keeper()
    fields = form(client, order, "pay")

    hand_in(client, order, "pay", fields)
    second = hand_in(client, order, "pay", fields)

    order.refresh_from_db()
    assert second.status_code == 409
    assert "Nothing was done now" in second.content.decode()
    assert order.paid_total == Decimal("20.00")
    assert order.payments.count() == 1


# Packed, sent, delivered


def test_an_order_goes_from_packed_to_delivered():
    order, client = paid_order(), keeper()

    states = []
    for act in ("pack", "send", "deliver"):
        do(client, order, act)
        states.append(order.state)

    assert states == [State.PACKED, State.SENT, State.DELIVERED]
    assert all(move.by == "keeper" for move in order.moves.filter(state__in=states))


def test_parcels_go_one_after_the_other_until_nothing_is_left():
    order, client = paid_order((make_variant(), 3), (make_variant(), 1)), keeper()
    first, second = order.lines.all()

    do(client, order, "send", **{f"units-{first.pk}": 2, f"units-{second.pk}": 0})
    state_between = order.state
    rest = form(client, order, "send")
    do(client, order, "send", carrier="Post", tracking="ZX 1", tracking_url="post.example/ZX1")

    assert state_between == State.PACKED
    assert (rest[f"units-{first.pk}"], rest[f"units-{second.pk}"]) == (1, 1)
    assert order.state == State.SENT
    parcel = order.parcels.last()
    assert parcel.tracking_url == "https://post.example/ZX1"
    assert order.mails.filter(kind=OrderMail.Kind.SENT).count() == 2


def test_the_same_part_is_sent_once_however_often_the_button_is_pressed():
    order, client = paid_order((make_variant(), 3)), keeper()
    line = order.lines.get()
    fields = form(client, order, "send") | {f"units-{line.pk}": 1}

    answers = [hand_in(client, order, "send", fields).status_code for _click in range(3)]

    line.refresh_from_db()
    assert answers == [302, 409, 409]
    assert line.sent == 1
    assert order.parcels.count() == 1


@pytest.mark.parametrize("units", ["4", "-1", "1.5", "many", ""])
def test_a_parcel_cannot_hold_what_is_not_to_go(units):
    order = paid_order((make_variant(), 3))
    name = f"units-{order.lines.get().pk}"

    response = do(keeper(), order, "send", **{name: units, "tracking": "ZX 1"})

    assert errors(response, "send")[name]
    assert b'value="ZX 1"' in response.content
    assert not order.parcels.exists()


def test_an_empty_parcel_is_not_sent():
    order = paid_order((make_variant(), 3))

    response = do(keeper(), order, "send", **{f"units-{order.lines.get().pk}": 0})

    assert errors(response, "send")["__all__"]
    assert order.state == State.PAID


def test_when_the_rest_is_refunded_the_order_can_still_be_ended():
    order, client = paid_order((make_variant(price="10.00"), 3)), keeper()
    line = order.lines.get()
    send(order, by="ines", units={line.pk: 2})
    refund(order, Decimal("10.00"), by="ines", restock={line.pk: 1})

    offered = acts(screen(client, order))
    do(client, order, "close")

    assert "send" not in offered
    assert order.state == State.SENT


@pytest.mark.parametrize("act", ["pack", "send", "close", "deliver", "accept", "expire", "refund"])
def test_what_the_state_does_not_allow_is_refused_in_a_sentence(act):
    order, client = make_order(), keeper()
    fields = {"seen": form(client, order, "note")["seen"], "sure": "on"}

    response = hand_in(client, order, act, fields)

    order.refresh_from_db()
    assert response.status_code == 409
    assert "waiting for payment" in " ".join(response.context["refused"])
    assert order.state == State.PLACED


# Ends


@pytest.mark.parametrize(("goods", "left"), [("back", 5), ("lost", 3)])
def test_an_order_is_cancelled_with_its_goods_back_or_lost(goods, left):
    variant = make_variant(stock=5)
    order = make_order((variant, 2))

    do(keeper(), order, "cancel", goods=goods, note="Shopper called", sure="on")

    variant.refresh_from_db()
    assert (order.state, variant.stock) == (State.CANCELLED, left)
    assert order.moves.last().note == "Shopper called"


def test_nothing_is_cancelled_without_a_yes():
    order = make_order()

    response = do(keeper(), order, "cancel")

    assert errors(response, "cancel")["sure"]
    assert order.state == State.PLACED


def test_an_order_not_paid_in_time_is_ended():
    order = make_order(expires_at=timezone.now() - timedelta(minutes=1))

    do(keeper(), order, "expire")

    assert order.state == State.EXPIRED


def test_a_parked_order_is_taken_on_after_all():
    variant = make_variant(stock=5)
    order = make_order((variant, 2), state=State.PARKED)
    order.lines.update(taken=0)

    do(keeper(), order, "accept")

    variant.refresh_from_db()
    assert (order.state, variant.stock) == (State.PAID, 1)


def test_a_parked_order_says_what_is_short_and_changes_nothing():
    variant = make_variant(stock=3, title="16 kg")
    order = make_order((variant, 2), (make_variant(stock=9), 1), state=State.PARKED)
    order.lines.update(taken=0)

    response = do(keeper(), order, "accept")

    said = " ".join(response.context["refused"])
    assert response.status_code == 409
    assert f"2 × {order.lines.first().full_title} are missing, and 1 are on the shelf." in said
    assert order.state == State.PARKED
    assert set(order.lines.values_list("taken", flat=True)) == {0}


# Notes and mails


def test_a_note_stands_in_the_timeline():
    order, client = make_order(), keeper()

    do(client, order, "note", note="Shopper asked for <b>gift wrap</b>")

    response = screen(client, order)
    assert "Shopper asked for &lt;b&gt;gift wrap&lt;/b&gt;" in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_mail_goes_again_once_a_click():
    order, client = paid_order(), keeper()
    noted = order.mails.get(kind=OrderMail.Kind.PAID)
    outbox.outbox.clear()
    fields = {"seen": order.moves.last().pk, "mail": noted.pk}

    for _click in range(2):
        hand_in(client, order, "mail", fields)

    assert len(outbox.outbox) == 1
    assert "was sent again" in order.moves.last().note


def test_a_mail_that_is_no_longer_true_is_not_sent_again():
    order, client = paid_order(), keeper()
    noted = order.mails.create(kind=OrderMail.Kind.RECEIVED, sent_at=timezone.now())

    response = hand_in(client, order, "mail", {"seen": order.moves.last().pk, "mail": noted.pk})

    noted.refresh_from_db()
    assert response.status_code == 409
    assert noted.sent_at


def test_no_such_act_or_order_is_not_found():
    order, client = make_order(), keeper()

    assert hand_in(client, order, "burn", {}).status_code == 404
    assert client.get(reverse("admin:shop_order_change", args=["x"])).status_code == 404
    assert client.get(reverse("admin:shop_order_change", args=["9" * 30])).status_code == 404
