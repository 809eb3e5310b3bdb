"""The stockroom: products with their variants, pictures and details."""

from typing import Any

from adminsortable2.admin import SortableAdminBase, SortableInlineAdminMixin
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fitblog.lib.money import format_price
from shop import stock
from shop.admin.log import LoggedAdmin
from shop.admin.tables import TablesAdmin
from shop.admin.variant_forms import VariantForm, VariantFormSet
from shop.catalogue.withdrawing import offer_again, with_touched, withdraw
from shop.models import Product, ProductDetail, ProductPicture, Variant


class OrderedInline(SortableInlineAdminMixin, admin.TabularInline):
    """Short rows that are moved by mouse or by keyboard."""

    template = "admin/edit_inline/ordered_table.html"
    extra = 0


class VariantInline(OrderedInline):
    model = Variant
    form = VariantForm
    formset = VariantFormSet
    fields = ["title", "sku", "price", "compare_at_price", "stock", "backorder_limit"]
    min_num = 1


class ProductPictureInline(OrderedInline):
    model = ProductPicture
    fields = ["file", "alt", "is_decorative", "focus_x", "focus_y"]


class ProductDetailInline(OrderedInline):
    model = ProductDetail
    fields = ["label", "value"]


@admin.register(Product)
class ProductAdmin(SortableAdminBase, TablesAdmin, LoggedAdmin):
    list_display = ["title", "from_price", "in_stock", "is_offered", "position"]
    list_editable = ["position"]
    list_filter = ["is_new", ("withdrawn_at", admin.EmptyFieldListFilter)]
    search_fields = ["title", "slug", "variants__sku"]
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ["withdrawn_at"]
    inlines = [VariantInline, ProductPictureInline, ProductDetailInline]
    actions = ["withdraw", "offer_again"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "description"]}),
        (
            _("In the shop"),
            {"fields": ["option_name", "tax_class", "is_new", "position", "withdrawn_at"]},
        ),
        (
            _("How many at once"),
            {"fields": ["quantity_min", "quantity_max", "quantity_step", "backorder_note"]},
        ),
    ]

    class Media:
        js = [Script("js/admin/ordered-rows.js", type="module")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Product]:
        return super().get_queryset(request).with_offer()

    @admin.display(description=_("price"), ordering="price")
    def from_price(self, product: Product) -> str:
        if product.price is None:
            return ""
        price = format_price(product.price)
        return _("from %(price)s") % {"price": price} if product.prices_differ else price

    @admin.display(description=_("stock"), ordering="stock")
    def in_stock(self, product: Product) -> int:
        return product.stock

    @admin.display(description=_("offered"), boolean=True, ordering="withdrawn_at")
    def is_offered(self, product: Product) -> bool:
        return product.withdrawn_at is None

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, *args, **kwargs)
        with transaction.atomic():
            stock.lock(product=self.get_object(request, unquote(object_id)))
            return super().changeform_view(request, object_id, *args, **kwargs)

    @admin.action(description=_("Withdraw from the shop"), permissions=["change"])
    def withdraw(self, request: HttpRequest, products: QuerySet[Product]) -> HttpResponse | None:
        """Asks first, with what it touches."""
        offered = products.filter(withdrawn_at=None)
        if "confirmed" not in request.POST and offered:
            context = {
                **self.admin_site.each_context(request),
                "title": _("Withdraw from the shop"),
                "opts": self.opts,
                "products": with_touched(offered),
                "checkbox": ACTION_CHECKBOX_NAME,
            }
            return TemplateResponse(request, "admin/shop/product/withdraw.html", context)
        count = withdraw(offered)
        self.message_user(
            request,
            ngettext("%(count)d product withdrawn.", "%(count)d products withdrawn.", count)
            % {"count": count},
        )
        return None

    @admin.action(description=_("Offer in the shop again"), permissions=["change"])
    def offer_again(self, request: HttpRequest, products: QuerySet[Product]) -> None:
        count = offer_again(products)
        self.message_user(
            request,
            ngettext("%(count)d product offered again.", "%(count)d products offered again.", count)
            % {"count": count},
        )
