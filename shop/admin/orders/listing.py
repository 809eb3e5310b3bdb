"""The list of orders: what needs somebody first, with sums of what is shown."""

import re
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db.models import Case, Count, Q, QuerySet, Sum, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from fitblog.lib.money import format_price
from shop.admin.orders import export
from shop.admin.orders.acts import ActsMixin
from shop.admin.orders.bulk import BulkMixin
from shop.admin.orders.filters import MethodFilter, PlacedFilter, ToDoFilter
from shop.admin.orders.words import chips, method_title
from shop.models import Order

NUMBER = re.compile(r"[^\W\d]{0,8}[-\s]?\d{1,18}")  # “FB-10427”, “fb 10427”, “10427”


@admin.register(Order)
class OrderAdmin(ActsMixin, BulkMixin, admin.ModelAdmin):
    list_display = ["shown_number", "placed", "buyer", "standing", "sum", "paid"]
    list_filter = [ToDoFilter, "state", PlacedFilter, MethodFilter]
    list_per_page = 50
    search_fields = [
        "email",
        "deliver_to__name",
        "bill_to__name",
        "lines__sku",
        "parcels__tracking",
    ]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ["mark_paid", "mark_packed", "expire_lapsed", "print_slips", "export_chosen"]

    class Media:
        css = {"all": ["css/admin/orders.css"]}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Order | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Order]:
        urgent = Q(pk__in=Order.objects.needing_a_decision().values("pk"))
        first = Case(When(urgent, then=Value(0)), default=Value(1))
        return Order.objects.annotate(first=first).order_by(*self.get_ordering(request))

    def get_ordering(self, request: HttpRequest) -> list[str]:
        return ["first", "-pk"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Order], search_term: str
    ) -> tuple[QuerySet[Order], bool]:
        """Each order once, however many of its lines match, so that sums add up."""
        if not search_term:
            return queryset, False
        found, _repeats = super().get_search_results(request, queryset, search_term)
        wanted = Q(pk__in=found.order_by().values("pk"))
        if NUMBER.fullmatch(search_term.strip()):
            wanted |= Q(pk__in=Order.objects.numbered(search_term).order_by().values("pk"))
        return queryset.filter(wanted), False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        named = {"title": self.opts.verbose_name_plural.capitalize(), **(extra_context or {})}
        response = super().changelist_view(request, named)
        context = getattr(response, "context_data", None) or {}
        if changelist := context.get("cl"):
            context["totals"] = _totals(changelist.queryset)
            context["export_query"] = changelist.get_query_string(remove=["p", "o"])
        return response

    def get_urls(self) -> list[URLPattern]:
        exported = self.admin_site.admin_view(self.export_view)
        return [path("export/", exported, name="shop_order_export"), *super().get_urls()]

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """What the list shows, however many pages it has."""
        self.refuse_strangers(request)
        try:
            changelist: ChangeList = self.get_changelist_instance(request)
        except IncorrectLookupParameters:
            return redirect("admin:shop_order_changelist")
        return export.answer(changelist.queryset)

    @admin.display(description=_("number"), ordering="pk")
    def shown_number(self, order: Order) -> str:
        return order.number

    @admin.display(description=_("placed"), ordering="placed_at")
    def placed(self, order: Order) -> SafeString:
        at = timezone.localtime(order.placed_at)
        return format_html("{}<br>{}", formats.date_format(at), formats.time_format(at))

    @admin.display(description=_("customer"), ordering="email")
    def buyer(self, order: Order) -> SafeString:
        return format_html("{}<br>{}", order.deliver_to.name, order.email)

    @admin.display(description=_("state"), ordering="state")
    def standing(self, order: Order) -> SafeString:
        return format_html_join(" ", "{}", ((chip,) for chip in chips(order)))

    @admin.display(description=_("total"), ordering="total")
    def sum(self, order: Order) -> str:
        return format_price(order.total, order.currency)

    @admin.display(description=_("paid"), ordering="paid_total")
    def paid(self, order: Order) -> SafeString:
        paid = format_price(order.paid_total, order.currency) if order.paid_total else "–"
        return format_html("{}<br>{}", paid, method_title(order.payment_method))


def _totals(orders: QuerySet[Order]) -> list[dict[str, Any]]:
    """Count and sums of what the list shows, a row a currency. One query."""
    return list(
        orders.order_by()
        .values("currency")
        .annotate(
            count=Count("pk"),
            total=Sum("total"),
            paid=Sum("paid_total"),
            refunded=Sum("refunded_total"),
        )
        .order_by("currency")
    )
