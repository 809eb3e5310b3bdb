"""What the cart's forms send. Their errors are the sentences that the shopper reads."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField
from django.utils.translation import gettext_lazy as _

from shop.models import Variant

QUANTITY = dict.fromkeys(
    ("required", "invalid", "min_value"), _("Write the quantity as a whole number.")
)
GOODS = dict.fromkeys(
    ("required", "invalid", "max_length", "null_characters_not_allowed"),
    _("We do not know these goods, so nothing was added."),
)
GOODS_UNKNOWN = dict.fromkeys(GOODS, _("We do not know these goods, or sell them no longer."))
PATH = re.compile(r"/(?!/)[^\s\x00\\]{0,199}")  # on this site


class SourceField(forms.Field):
    """The path of the page that a line came from; anything else counts as none."""

    def clean(self, value: str | None) -> str:
        return value if value and PATH.fullmatch(value) else ""


class NumberField(forms.IntegerField):
    """A number that our own page wrote; nonsense becomes −1, which matches nothing."""

    def clean(self, value: str | None) -> int:
        try:
            return super().clean(value)
        except ValidationError:
            return -1


class CartForm(forms.Form):
    @property
    def sentence(self) -> str:
        """The first error, in the order of the fields."""
        return next(iter(self.errors.values()))[0]


class AddForm(CartForm):
    sku = forms.CharField(max_length=60, error_messages=GOODS)
    quantity = forms.IntegerField(min_value=1, required=False, error_messages=QUANTITY)
    source = SourceField()


class VersionForm(CartForm):
    version = NumberField()


class AlertForm(forms.Form):
    """Who wants to be told when a variant is back. `website` is hidden: only robots fill it."""

    sku = forms.CharField(max_length=60, error_messages=GOODS_UNKNOWN)
    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("This is no e-mail address. It looks like name@example.com."),
        },
    )
    website = forms.CharField(required=False)

    def clean_sku(self) -> str:
        sku = self.cleaned_data["sku"]
        variants = Variant.objects.with_lapsed().select_related("product")
        self.variant = variants.filter(sku=sku, product__withdrawn_at=None).first()
        if self.variant is None:
            raise ValidationError(GOODS_UNKNOWN["required"])
        return sku

    @property
    def is_trap(self) -> bool:
        return bool(self.cleaned_data["website"])


class LineForm(CartForm):
    line = NumberField(max_value=BigIntegerField.MAX_BIGINT)
    version = NumberField()
    quantity = forms.IntegerField(min_value=0, error_messages=QUANTITY)
