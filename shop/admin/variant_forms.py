"""Variants as the admin writes them: what the editor changed, over what happened meanwhile.

A form carries the values that its page showed. A change of the stock is written as the difference
to that, so that what was sold since stays sold; a price that somebody else has changed is not
written over. Both need the rows locked, see `stock.lock()`.
"""

from typing import Any

from adminsortable2.admin import CustomInlineFormSet
from django.utils import timezone
from django.utils.translation import gettext as _

from fitblog.lib.money import format_price
from shop.admin.money import MoneyForm
from shop.catalogue import alerts, options
from shop.catalogue.prices import WasTooHigh, check_was, record_price
from shop.models import Variant

PRICES = ["price", "compare_at_price"]


class VariantForm(MoneyForm):
    amounts = PRICES

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Whoever may only look has no fields.
        for name in {"stock", *PRICES}.intersection(self.fields):
            self.fields[name].show_hidden_initial = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk:
            self._keep_what_was_sold(cleaned)
            self._refuse_writing_over(cleaned)
            self._check_was(cleaned)
        return cleaned

    def _shown(self, name: str) -> Any:
        """What the page showed; None where it did not say."""
        field = self.fields[name]
        return field.to_python(self.data.get(self[name].html_initial_name))

    def _keep_what_was_sold(self, cleaned: dict[str, Any]) -> None:
        if "stock" not in self.changed_data or cleaned.get("stock") is None:
            return
        shown = self._shown("stock")
        if shown is None:
            return
        sold = shown - self.instance.stock
        least = sold - cleaned.get("backorder_limit", self.instance.backorder_limit)
        if cleaned["stock"] < least:
            self.add_error(
                "stock",
                _("%(sold)d were sold since this page was shown: write %(least)d or more.")
                % {"sold": sold, "least": least}
                if sold > 0
                else _("Write %(least)d or more.") % {"least": least},
            )
        else:
            cleaned["stock"] -= sold

    def _refuse_writing_over(self, cleaned: dict[str, Any]) -> None:
        for name in PRICES:
            now = getattr(self.instance, name)
            if name not in self.changed_data or self._shown(name) in {None, now}:
                continue
            sentence = _("Somebody else has changed this to %(now)s. Open the page again.")
            self.add_error(name, sentence % {"now": format_price(now) if now else _("nothing")})

    def _check_was(self, cleaned: dict[str, Any]) -> None:
        if not set(PRICES) & set(self.changed_data):
            return
        try:
            check_was(self.instance, cleaned.get("compare_at_price"))
        except WasTooHigh as refused:
            sentence = _(
                "In the 30 days before the sale this cost %(price)s at times, so the price "
                "before the sale cannot be more than that."
            )
            self.add_error("compare_at_price", sentence % {"price": format_price(refused.lowest)})


def save_changes(variant: Variant, changed: list[str]) -> None:
    """Write what the form changed and no other column, with the history of its price."""
    record_price(variant)
    # A fresh row, so that the log shows what there is and not what the form did not touch.
    now = Variant.objects.get(pk=variant.pk)
    columns = {field.name for field in Variant._meta.concrete_fields}.intersection(changed)
    for name in columns:
        setattr(now, name, getattr(variant, name))
    now.save(update_fields=columns)
    record_price(variant)
    alerts.returned([variant.pk])


class VariantFormSet(CustomInlineFormSet):
    """Writes into the history what it writes into the table, and no column that nobody changed."""

    def clean(self) -> None:
        """Every title fits the product's options, and no two are alike."""
        super().clean()
        names, seen = self.instance.option_names, set()
        for form in self.forms:
            if form in self.deleted_forms or (not form.has_changed() and not form.instance.pk):
                continue
            title = form.cleaned_data.get("title", "")
            if problem := options.misfit(names, title):
                form.add_error("title", problem)
            elif title and title in seen:
                form.add_error("title", _("Another variant has this title."))
            seen.add(title)

    def save_new(self, form: VariantForm, commit: bool = True) -> Variant:
        variant = super().save_new(form, commit)
        if commit:
            record_price(variant, at=timezone.now())
        return variant

    def save_existing(self, form: VariantForm, obj: Variant, commit: bool = True) -> Variant:
        if not commit:
            return super().save_existing(form, obj, commit)
        save_changes(obj, form.changed_data)
        return obj
