"""Discount codes and who used them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shop.admin.money import MoneyForm
from shop.models import Discount, DiscountUse
from shop.models.discount import normal_code


class DiscountForm(MoneyForm):
    amounts = ["minimum"]

    def clean_code(self) -> str:
        return normal_code(self.cleaned_data["code"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_chosen = cleaned.get("scope") == Discount.Scope.CHOSEN
        names_some = any(cleaned.get(goods) for goods in ("products", "collections"))
        if is_chosen and not names_some:
            self.add_error("scope", _("Choose a product or a collection below."))
        if names_some and not is_chosen:
            self.add_error("scope", _("A code for everything names no products or collections."))
        return cleaned


class DiscountUseInline(admin.TabularInline):
    model = DiscountUse
    fields = readonly_fields = ["order_token", "email", "at"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Discount | None = None) -> bool:
        return False


@admin.register(Discount)
class DiscountAdmin(admin.ModelAdmin):
    form = DiscountForm
    list_display = ["code", "words", "state", "starts_at", "ends_at", "uses"]
    list_filter = ["kind", "scope"]
    search_fields = ["code"]
    autocomplete_fields = ["products", "collections"]
    inlines = [DiscountUseInline]
    actions = ["end_now"]
    fieldsets = [
        (None, {"fields": ["code", "kind", "value", "minimum"]}),
        (_("Which goods"), {"fields": ["scope", "products", "collections"]}),
        (_("When"), {"fields": ["starts_at", "ends_at"]}),
        (_("How often"), {"fields": ["limit_total", "limit_per_customer"]}),
    ]

    @admin.display(description=_("takes off"))
    def words(self, discount: Discount) -> str:
        return discount.words

    @admin.display(description=_("state"))
    def state(self, discount: Discount) -> str:
        now = timezone.now()
        if discount.has_ended(now):
            return _("ended")
        if discount.is_used_up:
            return _("used up")
        return _("running") if discount.has_started(now) else _("starts later")

    @admin.display(description=_("used"), ordering="used")
    def uses(self, discount: Discount) -> str:
        if discount.limit_total is None:
            return str(discount.used)
        return _("%(used)d of %(limit)d") % {"used": discount.used, "limit": discount.limit_total}

    def save_model(
        self, request: HttpRequest, discount: Discount, form: ModelForm, change: bool
    ) -> None:
        """Writes what was changed and nothing else: uses counted meanwhile stay counted."""
        columns = {field.name for field in Discount._meta.concrete_fields}
        discount.save(update_fields=columns.intersection(form.changed_data) if change else None)

    @admin.action(description=_("End now"), permissions=["change"])
    def end_now(self, request: HttpRequest, discounts: QuerySet[Discount]) -> None:
        now = timezone.now()
        running = discounts.filter(starts_at__lt=now).exclude(ends_at__lte=now)
        count = running.update(ends_at=now)
        self.message_user(
            request,
            ngettext("%(count)d code ended.", "%(count)d codes ended.", count) % {"count": count},
        )
