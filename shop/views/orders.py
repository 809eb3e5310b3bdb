"""An order's own page, and what its shopper can do there. Whoever holds its address may."""

import logging
from contextlib import suppress
from dataclasses import asdict

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fitblog.lib.headers import let_forms_lead_to
from fitblog.lib.page import Page
from shop import cart as carts
from shop.documents import has_invoice
from shop.models import Cart, Order, Payment
from shop.ordering.orders import SHOPPER, NotAllowed, expire
from shop.ordering.orders import cancel as call_off
from shop.ordering.reordering import put_into_cart
from shop.ordering.standing import Back, standing, steps
from shop.payments import Outcome, Refused, Unreachable, offered, origins
from shop.payments.recording import returned
from shop.payments.starting import NotPayable, begin

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def order(request: HttpRequest, token: str) -> HttpResponse:
    found = get_object_or_404(Order, token=token)
    if found.is_lapsed and expire(found.pk):
        found.refresh_from_db()
    return _show(request, found)


@never_cache
@require_safe
def back(request: HttpRequest, token: str) -> HttpResponse:
    """Where a provider sends the shopper: asks how it stands, as long as nobody has told."""
    found = get_object_or_404(Order, token=token)
    latest, told = found.payments.last(), None
    if latest and latest.state == Payment.State.OPEN:
        try:
            told = returned(latest, request.GET)
        except (Refused, Unreachable, DatabaseError):
            # The provider's message tells all the same, and this page asks again.
            logger.exception("How order %s is paid could not be asked", found.number)
        latest.refresh_from_db()
        found.refresh_from_db()
        if latest.state == Payment.State.OPEN and latest.provider != "invoice":
            return _show_unpaid(request, found, told) if found.can_be_paid else redirect(found)
    return redirect(found)


def _show_unpaid(request: HttpRequest, found: Order, told: Outcome | None) -> HttpResponse:
    back = Back.UNPAID if told == Outcome.NOTHING else Back.UNHEARD
    return _show(request, found, back)


@never_cache
@require_POST
def pay(request: HttpRequest, token: str) -> HttpResponse:
    found = get_object_or_404(Order, token=token)
    method = request.POST.get("method", "")
    return to_payment(request, found, method if method in _methods() else "")


def to_payment(request: HttpRequest, order: Order, method: str = "") -> HttpResponse:
    """Lead the shopper to where the order is paid; to its own page, which says why not."""
    address = order.get_absolute_url()
    with suppress(NotPayable, Refused, Unreachable, DatabaseError):
        return_to = request.build_absolute_uri(reverse("shop:order_back", args=[order.token]))
        address = begin(order, return_to, method)
    return redirect(address)


@never_cache
@require_POST
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    found = get_object_or_404(Order, token=token)
    with suppress(NotAllowed):  # its page says what it is by now
        call_off(found, by=SHOPPER)
    return redirect(found)


@never_cache
@require_POST
def again(request: HttpRequest, token: str) -> HttpResponse:
    found = get_object_or_404(Order, token=token)
    cart = carts.make(request)
    told = [asdict(notice) for notice in put_into_cart(found, cart.key)]
    Cart.objects.filter(pk=cart.pk).update(notices=told)
    return redirect("shop:cart")


def _methods() -> dict[str, str]:
    return {each.name: each.title for each in offered()}


def _show(request: HttpRequest, found: Order, back: Back = Back.NO) -> HttpResponse:
    """Six queries, whatever the order holds, and the header's."""
    payments = list(found.payments.prefetch_related("refunds"))
    lines = list(found.lines.for_reading())
    parcels = [(parcel, parcel.inside(lines)) for parcel in found.parcels.all()]
    methods = _methods()
    context = {
        "page": Page(_("Order %(number)s") % {"number": found.number}, is_indexed=False),
        "order": found,
        "standing": standing(found, payments, back=back, is_part_sent=bool(parcels)),
        "steps": steps(found, found.moves.all()),
        "lines": lines,
        "has_invoice": has_invoice(found),
        "parcels": parcels,
        "refunds": [refund for payment in payments for refund in payment.refunds.all()],
        "pays_by": methods.pop(found.payment_method, ""),
        "other_methods": methods,
        "account": settings.BANK_ACCOUNT,
        "demo_payment": payments[-1].address if back and payments[-1].provider == "demo" else "",
    }
    return let_forms_lead_to(render(request, "shop/order.html", context), origins())
