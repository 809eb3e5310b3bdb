"""Delivery methods and tax rates."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import FilteredSelectMultiple
from django.utils.translation import gettext_lazy as _

from fitblog.lib.countries import country_name, country_names
from fitblog.lib.money import format_price
from shop.admin.money import MoneyForm
from shop.models import DeliveryMethod, TaxRate


def countries() -> list[tuple[str, str]]:
    return [(code, f"{name} ({code})") for code, name in country_names().items()]


class DeliveryMethodForm(MoneyForm):
    amounts = ["price", "free_from"]

    countries = forms.MultipleChoiceField(
        label=_("Countries"),
        choices=countries,
        required=False,
        widget=FilteredSelectMultiple(_("countries"), is_stacked=False),
        help_text=_("None chosen: everywhere."),
    )


@admin.register(DeliveryMethod)
class DeliveryMethodAdmin(admin.ModelAdmin):
    form = DeliveryMethodForm
    list_display = ["title", "costs", "goes_to", "days", "is_active", "position"]
    list_editable = ["is_active", "position"]
    fieldsets = [
        (None, {"fields": ["title", "days", "is_active", "position"]}),
        (_("What it costs"), {"fields": ["price", "free_from", "tax_class"]}),
        (_("Where it goes"), {"fields": ["countries"]}),
    ]

    @admin.display(description=_("price"), ordering="price")
    def costs(self, method: DeliveryMethod) -> str:
        price = format_price(method.price)
        if method.free_from is None:
            return price
        return _("%(price)s, free from %(free_from)s") % {
            "price": price,
            "free_from": format_price(method.free_from),
        }

    @admin.display(description=_("countries"))
    def goes_to(self, method: DeliveryMethod) -> str:
        return ", ".join(method.countries) or _("everywhere")


class TaxRateForm(forms.ModelForm):
    country = forms.ChoiceField(label=_("Country"), choices=countries)


@admin.register(TaxRate)
class TaxRateAdmin(admin.ModelAdmin):
    form = TaxRateForm
    list_display = ["label", "where", "tax_class", "rate", "valid_from", "valid_until"]
    list_filter = ["country", "tax_class"]
    search_fields = ["label", "country"]
    fields = ["country", "tax_class", "label", "rate", "valid_from", "valid_until"]

    @admin.display(description=_("country"), ordering="country")
    def where(self, rate: TaxRate) -> str:
        return country_name(rate.country)
