"""The addresses of the desk: the screen of an order, what is done there, and what is printed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from shop.admin.orders.forms import Act, last_move
from shop.admin.orders.refusals import REFUSALS, Outdated, sentences
from shop.admin.orders.screen import ACTS, kept_query, show, with_parts
from shop.documents import credit_note, has_invoice, invoice, packing_slips
from shop.models import Order, Refund
from shop.models.order import new_token
from shop.ordering.orders import NotAllowed
from shop.payments import Unreachable
from shop.views.documents import pdf


class ActsMixin:
    def get_urls(self) -> list[URLPattern]:
        def at(route: str, view: Any, name: str) -> URLPattern:
            return path(route, self.admin_site.admin_view(view), name=f"shop_order_{name}")

        return [
            at("<int:key>/do/<slug:name>/", self.act_view, "act"),
            at("<int:key>/packing-slip.pdf", self.slip_view, "slip"),
            at("<int:key>/parcel/<int:parcel>.pdf", self.parcel_view, "parcel"),
            at("<int:key>/invoice.pdf", self.invoice_view, "invoice"),
            at("<int:key>/credit/<int:refund>.pdf", self.credit_view, "credit"),
            *super().get_urls(),
        ]

    def may(self, request: HttpRequest, what: str) -> bool:
        """`view`, `change` or `refund`. Who may do something may also look."""
        user = request.user
        if what == "view":
            return self.has_view_permission(request)
        return self.has_view_permission(request) and user.has_perm(f"shop.{what}_order")

    def refuse_strangers(self, request: HttpRequest, what: str = "view") -> None:
        if not self.may(request, what):
            raise PermissionDenied

    def load(self, request: HttpRequest, key: int, what: str = "view") -> Order:
        self.refuse_strangers(request, what)
        return get_object_or_404(with_parts(), pk=key)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The screen. Nothing is saved here."""
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not object_id.isdecimal() or len(object_id) > 18:
            raise Http404
        return show(self, request, self.load(request, int(object_id)))

    def act_view(self, request: HttpRequest, key: int, name: str) -> HttpResponse:
        """A POST does it. Who comes back to the address later gets the screen."""
        if name not in ACTS:
            raise Http404
        kept = kept_query(request.GET.get("_changelist_filters", ""))
        back = redirect(reverse("admin:shop_order_change", args=[key]) + kept)
        if request.method != "POST":
            return back
        order = self.load(request, key, ACTS[name].permission)
        form = ACTS[name](order, request.POST)
        try:
            words = form.told_before() or self._done(request, order, form)
        except REFUSALS as refusal:
            return self._refused(request, key, form, refusal)
        if not words:
            return show(self, request, order, form)
        self.message_user(request, words, messages.SUCCESS)
        return back

    def _done(self, request: HttpRequest, order: Order, form: Act) -> str:
        """Empty where the form has errors to show."""
        if not form.is_open(order):
            raise NotAllowed(order, form.name)
        if form.is_valid():
            return form.perform(request.user.get_username())
        if not form.has_screen:
            raise Outdated
        return ""

    def _refused(
        self, request: HttpRequest, key: int, form: Act, refusal: Exception
    ) -> HttpResponse:
        """The order as it stands now. What was typed stays, where it may be handed in once more."""
        order = self.load(request, key)
        words = sentences(order, refusal)
        if isinstance(refusal, Outdated) and not form.is_harmless:
            return show(self, request, order, refused=words)
        typed = request.POST.copy()
        typed["seen"] = last_move(order)
        if not isinstance(refusal, Unreachable):
            typed["key"] = new_token()
        return show(self, request, order, type(form)(order, typed), words)

    @method_decorator(require_safe)
    def slip_view(self, request: HttpRequest, key: int) -> HttpResponse:
        order = self.load(request, key)
        return pdf(packing_slips([order]), f"packing-slip-{order.number}")

    @method_decorator(require_safe)
    def parcel_view(self, request: HttpRequest, key: int, parcel: int) -> HttpResponse:
        order = self.load(request, key)
        found = get_object_or_404(order.parcels, pk=parcel)
        return pdf(packing_slips([order], found), f"parcel-{order.number}-{found.pk}")

    @method_decorator(require_safe)
    def invoice_view(self, request: HttpRequest, key: int) -> HttpResponse:
        order = self.load(request, key)
        if not has_invoice(order):
            raise Http404
        return pdf(invoice(order), order.invoice_number or order.number)

    @method_decorator(require_safe)
    def credit_view(self, request: HttpRequest, key: int, refund: int) -> HttpResponse:
        order = self.load(request, key)
        numbered = Refund.objects.exclude(credit_number=None).filter(payment__order=order)
        found = get_object_or_404(numbered, pk=refund)
        return pdf(credit_note(order, found), f"credit-note-{found.credit_number}")
