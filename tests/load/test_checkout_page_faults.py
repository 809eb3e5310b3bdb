"""Whatever statement of a checkout fails, the page says what to do next, and doing it is right."""

import pytest
from django.core import mail
from django.db import OperationalError

from shop.models import Cart, Order, Payment, Variant
from shop.ordering import orders
from tests.factories import make_delivery_method, make_tax_rate, make_variant
from tests.load.faults import clear, everything, fault_at
from tests.markup import Markup
from tests.shop.checking_out import CHECKOUT, Payer

pytestmark = pytest.mark.django_db(transaction=True)

SAID = {
    503: "Send it once more",
    500: "Try again in a minute",
    400: "Go back and try again",
}


def payer_at_the_till() -> tuple[Payer, dict[str, str]]:
    clear()
    make_tax_rate()
    make_delivery_method()
    payer = Payer(raise_request_exception=False)
    for _ in range(2):
        payer.add(make_variant().sku)
    return payer, payer.form()


def sent_again(payer: Payer, page, form: dict[str, str]):
    """As the page says: by its own form, or by the browser's “back” and the form once more."""
    if page.status_code == 503:
        hidden = Markup.of(page).all("input", type="hidden")
        offered = {tag["name"]: tag["value"] for tag in hidden}
        assert offered.items() >= form.items()
        form = offered
    return payer.post(CHECKOUT, form)


def test_a_fault_at_any_statement_of_the_form_leads_on_to_one_order():
    number, answers = 0, set()
    while True:
        number += 1
        payer, form = payer_at_the_till()
        before = everything()
        with fault_at(number) as statements:
            page = payer.post(CHECKOUT, form)
        if statements.count < number:
            break
        answers.add(page.status_code)
        if page.status_code != 303:
            assert SAID[page.status_code] in page.content.decode()
            assert everything() == before or Order.objects.count() == 1

            page = sent_again(payer, page, form)

        order = Order.objects.get()
        assert page.status_code == 303
        assert order.token in page["Location"]
        assert order.state == orders.State.PLACED
        assert Payment.objects.count() <= 1
        assert sum(Variant.objects.values_list("stock", flat=True)) == 18
        assert len(mail.outbox) <= 1
        assert not Cart.objects.get().lines.exists()

    assert number > 20
    assert {303, 503, 500} <= answers


def test_control_without_an_answer_to_faults_the_page_breaks(monkeypatch):
    monkeypatch.setattr("shop.views.checkout.DatabaseError", ZeroDivisionError)
    payer, form = payer_at_the_till()
    payer.raise_request_exception = True

    with pytest.raises(OperationalError), fault_at(12):
        payer.post(CHECKOUT, form)
