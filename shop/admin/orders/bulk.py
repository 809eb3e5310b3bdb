"""What is done to several orders of the list at once. Each stands for itself: one that cannot is
named with its reason, the others go on."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shop.admin.orders import export
from shop.admin.orders.refusals import REFUSALS, sentences
from shop.documents import packing_slips
from shop.models import Order, OrderLine
from shop.ordering.orders import NotAllowed, State, expire, locked, move, release_lapsed
from shop.payments.recording import record_by_hand
from shop.views.documents import pdf

AT_MOST = 200  # packing slips in one file


class BulkMixin:
    @admin.action(description=gettext_lazy("Mark as paid (bank transfer)"), permissions=["change"])
    def mark_paid(self, request: HttpRequest, orders: QuerySet[Order]) -> HttpResponse | None:
        """Asks first, with the sums to compare with the account."""
        waiting = orders.filter(payment_method="invoice", state__in=[State.PLACED, State.EXPIRED])
        if "sure" in request.POST:
            done = self._each(request, waiting, _pay)
            words = ngettext("%(count)d order marked as paid.", "%(count)d marked as paid.", done)
            self.message_user(request, words % {"count": done})
            return None
        if not waiting:
            words = _("None of these waits for a bank transfer.")
            self.message_user(request, words, messages.WARNING)
            return None
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Has this money arrived?"),
            "subtitle": None,
            "orders": waiting,
            "left_out": orders.count() - len(waiting),
            "checkbox": ACTION_CHECKBOX_NAME,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/shop/order/mark_paid.html", context)

    @admin.action(description=gettext_lazy("Mark as packed"), permissions=["change"])
    def mark_packed(self, request: HttpRequest, orders: QuerySet[Order]) -> None:
        done = self._each(request, orders, _pack)
        words = ngettext("%(count)d order marked as packed.", "%(count)d marked as packed.", done)
        self.message_user(request, words % {"count": done})

    @admin.action(description=gettext_lazy("End what was not paid in time"), permissions=["change"])
    def expire_lapsed(self, request: HttpRequest, orders: QuerySet[Order]) -> None:
        done = sum(expire(key) for key in orders.lapsed().values_list("pk", flat=True))
        words = ngettext("%(count)d order ended.", "%(count)d orders ended.", done)
        self.message_user(request, words % {"count": done})

    @admin.action(description=gettext_lazy("Print packing slips"), permissions=["view"])
    def print_slips(self, request: HttpRequest, orders: QuerySet[Order]) -> HttpResponse:
        lines = Prefetch("lines", OrderLine.objects.with_owed())
        chosen = orders.order_by("pk").prefetch_related(lines)[:AT_MOST]
        return pdf(packing_slips(chosen), "packing-slips")

    @admin.action(description=gettext_lazy("Export as CSV"), permissions=["view"])
    def export_chosen(self, request: HttpRequest, orders: QuerySet[Order]) -> HttpResponse:
        return export.answer(orders)

    def _each(
        self, request: HttpRequest, orders: QuerySet[Order], act: Callable[[Order, str], str]
    ) -> int:
        """Oldest first; `act` returns what somebody should know. How many it was done to."""
        done = 0
        for order in orders.order_by("pk"):
            try:
                words = act(order, request.user.get_username())
                done += 1
            except REFUSALS as refusal:
                words = " ".join(sentences(order, refusal))
            if words:
                self.message_user(request, f"{order.number}: {words}", messages.WARNING)
        return done


def _pay(order: Order, by: str) -> str:
    """What is owed, once: another click finds the order paid."""
    if order.state != State.PLACED:
        release_lapsed(order.lines.values_list("variant", flat=True))
    with transaction.atomic():
        fresh = locked(order.pk)
        if fresh.state != order.state:
            raise NotAllowed(fresh, State.PAID)
        record_by_hand(fresh, fresh.total - fresh.paid_total, by=by)
    order.refresh_from_db(fields=["state"])
    is_parked = order.state == State.PARKED
    return _("Paid, but its goods are sold by now: it needs a decision.") if is_parked else ""


def _pack(order: Order, by: str) -> str:
    move(order, State.PACKED, by=by)
    return ""
