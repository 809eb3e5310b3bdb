"""Every variant in one list, to change stock and prices in."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import Count, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from shop import stock
from shop.admin.log import LoggedAdmin
from shop.admin.variant_forms import VariantForm, save_changes
from shop.models import Variant


class StockFilter(admin.SimpleListFilter):
    title = _("stock")
    parameter_name = "left"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return [("none", _("none left")), ("owed", _("owed")), ("waited", _("waited for"))]

    def queryset(self, request: HttpRequest, variants: QuerySet[Variant]) -> QuerySet[Variant]:
        kinds = {"none": {"stock__lte": 0}, "owed": {"stock__lt": 0}, "waited": {"waiting__gt": 0}}
        return variants.filter(**kinds.get(self.value(), {}))


@admin.register(Variant)
class VariantAdmin(LoggedAdmin):
    """Made and deleted on their product's page; here their figures are changed."""

    form = VariantForm
    list_display = ["__str__", "sku", "price", "compare_at_price", "stock", "owed", "waited_for"]
    list_editable = ["price", "compare_at_price", "stock"]
    list_filter = [StockFilter]
    list_select_related = ["product"]
    list_per_page = 50
    search_fields = ["title", "sku", "product__title"]
    ordering = ["product__position", "product", "position", "pk"]
    fields = ["product", "title", "sku", "price", "compare_at_price", "stock", "backorder_limit"]
    readonly_fields = ["product", "title", "sku"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Variant]:
        return super().get_queryset(request).annotate(waiting=Count("alerts"))

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> type[ModelForm]:
        return super().get_changelist_form(request, **{**kwargs, "form": VariantForm})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Variant | None = None) -> bool:
        return False

    @admin.display(description=_("owed"))
    def owed(self, variant: Variant) -> str:
        """How many were sold on back-order; leads to the orders that wait for them."""
        if variant.stock >= 0:
            return ""
        orders = reverse("admin:shop_order_changelist")
        query = urlencode({"todo": "goods", "q": variant.sku})
        return format_html('<a href="{}?{}">{}</a>', orders, query, -variant.stock)

    @admin.display(description=_("waited for by"), ordering="waiting")
    def waited_for(self, variant: Variant) -> str:
        return str(variant.waiting or "")

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return super().changelist_view(request, *args, **kwargs)
        with transaction.atomic():
            stock.lock(pk__in=_rows_of(request))
            return super().changelist_view(request, *args, **kwargs)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, *args, **kwargs)
        with transaction.atomic():
            if found := self.get_object(request, unquote(object_id)):
                stock.lock(pk=found.pk)
            return super().changeform_view(request, object_id, *args, **kwargs)

    def save_model(
        self, request: HttpRequest, variant: Variant, form: ModelForm, change: bool
    ) -> None:
        save_changes(variant, form.changed_data)


def _rows_of(request: HttpRequest) -> list[int]:
    """The keys of the rows that the list was sent with."""
    keys = (request.POST[name] for name in request.POST if name.endswith("-id"))
    return [int(key) for key in keys if key.isdecimal() and len(key) < 19]
