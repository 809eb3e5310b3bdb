"""One screen an order: what was ordered, what happened, and what can be done now."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from shop.admin.orders.forms import (
    Accept,
    Act,
    Cancel,
    CloseSent,
    Deliver,
    Expire,
    MailAgain,
    Note,
    Pack,
    Pay,
    Send,
)
from shop.admin.orders.refunding import AskAgain, GiveBack
from shop.admin.orders.words import chips, method_title, who
from shop.documents import has_invoice
from shop.models import Order, OrderLine, Payment
from shop.ordering import mail

# In the order shown: what comes next first.
ACTS: dict[str, type[Act]] = {
    act.name: act
    for act in (
        Accept,
        Pack,
        Send,
        CloseSent,
        Deliver,
        GiveBack,
        Pay,
        Expire,
        Cancel,
        Note,
        MailAgain,
        AskAgain,
    )
}


def kept_query(kept: str) -> str:
    """What leads from an order back to the list as it was narrowed."""
    return f"?{urlencode({'_changelist_filters': kept})}" if kept else ""


def with_parts() -> QuerySet[Order]:
    """Orders with all that a screen shows: 8 queries for one, however long it is."""
    payments = Payment.objects.prefetch_related("refunds", "events")
    lines = OrderLine.objects.with_owed()
    return Order.objects.select_related("customer").prefetch_related(
        Prefetch("lines", lines), "moves", "parcels", "mails", Prefetch("payments", payments)
    )


def show(
    desk: ModelAdmin,
    request: HttpRequest,
    order: Order,
    handed_in: Act | None = None,
    refused: list[str] | None = None,
) -> HttpResponse:
    """With `handed_in`, as it was typed, where it was not done; `refused` says why."""
    kept = request.GET.get("_changelist_filters", "")
    seen = max((move.pk for move in order.moves.all()), default=0)
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "media": desk.media,
        "title": _("Order %(number)s") % {"number": order.number},
        "subtitle": None,
        "order": order,
        "chips": chips(order),
        "method": method_title(order.payment_method),
        "acts": _acts(desk, request, order, seen, handed_in),
        "refused": refused,
        "list_shown": f"?{kept}" if kept else "",
        "list_query": kept_query(kept),
        "has_invoice": has_invoice(order),
        "payments": _payments(order, seen, may_act=desk.may(request, "refund")),
        "moves": [(move, who(move.by)) for move in order.moves.all()],
        "parcels": _parcels(order),
        "mails": _mails(order, seen, may_act=desk.may(request, "change")),
    }
    status = 409 if refused else 200
    return TemplateResponse(request, "admin/shop/order/screen.html", context, status=status)


def _acts(
    desk: Any, request: HttpRequest, order: Order, seen: int, handed_in: Act | None
) -> list[Act]:
    return [
        handed_in if handed_in and handed_in.name == name else act(order, seen=seen)
        for name, act in ACTS.items()
        if act.has_screen and act.is_open(order) and desk.may(request, act.permission)
    ]


def _parcels(order: Order) -> list[dict[str, Any]]:
    names = {line.pk: line.full_title for line in order.lines.all()}
    return [
        {
            "parcel": parcel,
            "inside": [(names[key], units) for key, units in parcel.contents if key in names],
        }
        for parcel in order.parcels.all()
    ]


def _mails(order: Order, seen: int, *, may_act: bool) -> list[dict[str, Any]]:
    found = []
    for noted in order.mails.all():
        noted.order = order
        again = may_act and mail.may_go_again(noted)
        form = MailAgain.beside(order, seen=seen, mail=noted.pk) if again else None
        found.append({"mail": noted, "again": form})
    return found


def _payments(order: Order, seen: int, *, may_act: bool) -> list[dict[str, Any]]:
    return [
        {
            "payment": payment,
            "title": method_title(payment.provider),
            "refunds": [
                {
                    "refund": refund,
                    "by": who(refund.by),
                    "again": AskAgain.beside(order, seen=seen, refund=refund.pk)
                    if may_act and refund.state == refund.State.ASKED
                    else None,
                }
                for refund in payment.refunds.all()
            ],
        }
        for payment in order.payments.all()
    ]
