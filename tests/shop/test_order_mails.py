"""Four mails about an order, each sent after what it tells of, and once."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from shop.models import Order, OrderMail
from shop.ordering import letters, mail
from shop.ordering.orders import State, send
from shop.ordering.refunds import refund
from shop.payments.recording import record_by_hand
from tests.factories import make_product, make_variant
from tests.shop.ordering import make_order

Kind = OrderMail.Kind


class DeafServer(EmailBackend):
    def send_messages(self, messages):
        raise OSError("The mail server is down")


def letter(order: Order, kind: str, about: int = 0) -> OrderMail:
    return OrderMail.objects.create(order=order, kind=kind, about=about)


def text_and_html(message) -> tuple[str, str]:
    (html,) = message.alternatives
    return message.body, html.content


@pytest.mark.django_db
def test_an_order_received_is_told_with_its_lines_and_sums():
    rope = make_variant(make_product("Speed rope"), title="Steel core", price="18.00")
    order = make_order((rope, 2), total=Decimal("41.00"), delivery=5, delivery_title="Standard")

    for text in text_and_html(letters.compose(letter(order, Kind.RECEIVED))):
        assert "Speed rope, Steel core" in text
        assert "$36.00" in text
        assert "Delivery, Standard" in text
        assert "$41.00" in text
        assert "418 Linden Street" in text
        assert f"https://shop.example/orders/{order.token}/" in text


@pytest.mark.django_db
def test_delivery_that_costs_nothing_is_free():
    order = make_order(delivery_title="Standard", delivery=0)

    text, html = text_and_html(letters.compose(letter(order, Kind.RECEIVED)))

    assert "Delivery, Standard: Free" in text
    assert '<td>Delivery, Standard</td><td class="amount" align="right">Free</td>' in html


@pytest.mark.django_db
def test_an_order_by_invoice_names_the_account_and_the_reference(settings):
    settings.BANK_ACCOUNT = "IBAN XX00 1234"
    order = make_order(payment_method="invoice")

    for text in text_and_html(letters.compose(letter(order, Kind.RECEIVED))):
        assert "IBAN XX00 1234" in text
        assert f"Reference: {order.number}" in text


@pytest.mark.django_db
def test_an_order_that_waits_names_the_moment_and_its_zone():
    until = datetime(2099, 11, 29, 15, 30, tzinfo=UTC)
    order = make_order(expires_at=until)

    for text in text_and_html(letters.compose(letter(order, Kind.RECEIVED))):
        assert "until Nov. 29, 2099, 3:30 p.m. UTC" in text


@pytest.mark.django_db
def test_a_payment_is_confirmed_with_the_number_of_the_invoice():
    order = make_order(invoice_number=17, paid_total=Decimal("20.00"))

    for text in text_and_html(letters.compose(letter(order, Kind.PAID))):
        assert "$20.00" in text
        assert "number 17" in text


@pytest.mark.django_db
def test_an_order_that_costs_nothing_tells_of_no_payment():
    order = make_order((make_variant(price="0"), 1), invoice_number=17)

    for text in text_and_html(letters.compose(letter(order, Kind.PAID))):
        assert "There is nothing to pay" in text
        assert "$0.00 for order" not in text


@pytest.mark.django_db
def test_a_parcel_names_what_is_inside_and_where_to_follow_it():
    rope, mat = (make_variant(make_product(title)) for title in ("Rope", "Floor mat"))
    order = make_order((rope, 2), (mat, 1), state=State.PAID)
    first = order.lines.first()
    parcel = send(
        order,
        by="ines",
        units={first.pk: 1},
        carrier="Post",
        tracking="ZX1",
        tracking_url="https://post.example/ZX1",
    )

    for text in text_and_html(letters.compose(order.mails.get(about=parcel.pk))):
        assert "Rope" in text
        assert "Floor mat" not in text
        assert "The rest follows" in text
        assert "https://post.example/ZX1" in text


@pytest.mark.django_db
def test_a_refund_names_its_sum():
    order = make_order((make_variant(price="20.00"), 1))
    record_by_hand(order, order.total, by="ines")
    done = refund(order, Decimal("5.50"), by="ines")

    for text in text_and_html(letters.compose(order.mails.get(about=done.pk))):
        assert "$5.50" in text


@pytest.mark.django_db
def test_a_mail_speaks_the_currency_of_its_order():
    order = make_order((make_variant(price="2000"), 1), currency="JPY")

    text, _html = text_and_html(letters.compose(letter(order, Kind.RECEIVED)))

    assert "¥2,000" in text


@pytest.mark.django_db
def test_a_title_with_markup_is_text_in_both():
    order = make_order((make_variant(make_product("Rope <b>& mat</b>")), 1))

    text, html = text_and_html(letters.compose(letter(order, Kind.RECEIVED)))

    assert "Rope <b>& mat</b>" in text
    assert "Rope &lt;b&gt;&amp; mat&lt;/b&gt;" in html


@pytest.mark.django_db
def test_a_mail_goes_once_however_often_it_is_delivered():
    key = letter(make_order(), Kind.RECEIVED).pk

    went = [letters.deliver(key) for _time in range(3)]

    assert went == [True, False, False]
    assert len(outbox.outbox) == 1


@pytest.mark.django_db
def test_a_mail_that_another_process_is_sending_is_left_to_it():
    noted = letter(make_order(), Kind.RECEIVED)
    OrderMail.objects.update(claimed_at=timezone.now())

    assert letters.deliver(noted.pk) is False


@pytest.mark.django_db
def test_a_mail_whose_process_died_goes_later_with_the_same_id():
    noted = letter(make_order(), Kind.RECEIVED)
    OrderMail.objects.update(claimed_at=timezone.now())

    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert letters.deliver(noted.pk) is True

    sent = outbox.outbox[0].message()["Message-ID"]
    assert sent == letters.compose(noted).message()["Message-ID"]


@pytest.mark.django_db
def test_a_mail_that_could_not_go_waits_for_the_command(settings, capsys):
    noted = letter(make_order(), Kind.RECEIVED)
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.DeafServer"
    with pytest.raises(OSError, match="down"):
        letters.deliver(noted.pk)

    settings.EMAIL_BACKEND = working
    call_command("send_order_mails")

    assert "1 mails sent" in capsys.readouterr().out
    assert len(outbox.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_a_mail_goes_after_the_change_it_tells_of():
    order = make_order()

    with transaction.atomic():
        mail.write(order, Kind.RECEIVED)
        assert not outbox.outbox

    assert len(outbox.outbox) == 1
    assert OrderMail.objects.get().sent_at


@pytest.mark.django_db(transaction=True)
def test_a_change_that_did_not_happen_is_not_told():
    order = make_order()

    with transaction.atomic():
        mail.write(order, Kind.RECEIVED)
        transaction.set_rollback(True)

    assert not outbox.outbox
    assert not OrderMail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_down_does_not_stop_an_order(settings):
    settings.EMAIL_BACKEND = f"{__name__}.DeafServer"
    order = make_order(payment_method="invoice")

    record_by_hand(order, order.total, by="ines")

    order.refresh_from_db()
    assert order.state == State.PAID
    assert OrderMail.objects.get().sent_at is None


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_went_goes_again_when_an_editor_says_so():
    order = make_order()
    mail.write(order, Kind.RECEIVED)

    with transaction.atomic():
        mail.send_again(order.mails.get())

    assert len(outbox.outbox) == 2
    assert order.mails.get().sent_at


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "state", "may"),
    [
        (Kind.RECEIVED, State.PLACED, True),
        (Kind.RECEIVED, State.PAID, False),  # it asks for money
        (Kind.PAID, State.PAID, True),
        (Kind.PAID, State.REFUNDED, False),  # it promises a parcel
        (Kind.SENT, State.REFUNDED, True),
    ],
)
def test_a_mail_goes_again_while_it_is_true(kind, state, may):
    noted = letter(make_order(state=state), kind)

    assert mail.may_go_again(noted) is may


@pytest.mark.django_db
def test_a_mail_that_somebody_sends_just_now_does_not_go_again():
    noted = letter(make_order(), Kind.RECEIVED)
    noted.claimed_at = timezone.now()

    assert not mail.may_go_again(noted)
