"""An address as it is typed, with the fields that its country has."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from fitblog.lib.selects import Choices, LongSelect
from shop.addressing.addresses import Address
from shop.addressing.postal import custom

OPTIONAL = ("line2", "phone")
TOKENS = {
    "country": "country",
    "name": "name",
    "line1": "address-line1",
    "line2": "address-line2",
    "city": "address-level2",
    "region": "address-level1",
    "postcode": "postal-code",
    "phone": "tel",
}


class AddressForm(forms.Form):
    """`countries` are those to choose from: code → name, in order.

    `purpose` tells browsers' autofill which address is meant: shipping or billing.
    """

    required_css_class = "required"
    country = forms.ChoiceField(
        label=_("Country"),
        widget=LongSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a country.")),
    )
    name = forms.CharField(
        label=_("Full name"),
        max_length=100,
        error_messages={"required": _("Write the name on the door.")},
    )
    line1 = forms.CharField(
        label=_("Street and number"),
        max_length=120,
        error_messages={"required": _("Write street and number.")},
    )
    line2 = forms.CharField(label=_("Flat, floor or door"), max_length=120, required=False)
    city = forms.CharField(
        label=_("City"), max_length=80, error_messages={"required": _("Write the city.")}
    )
    region = forms.CharField(label=_("Region"), max_length=60, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=20, required=False)
    phone = forms.CharField(
        label=_("Phone"),
        max_length=32,
        required=False,
        help_text=_("Only the driver uses it."),
        widget=forms.TextInput(attrs={"type": "tel"}),
    )

    def __init__(
        self, *args: Any, countries: Mapping[str, str], purpose: str = "", **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for name, token in TOKENS.items():
            self.fields[name].widget.attrs["autocomplete"] = f"{purpose} {token}".strip()
        typed = self["country"].value()
        self.country = typed if typed in countries else ""
        nothing = [] if self.country else [("", str(_("Choose a country")))]
        self.fields["country"].choices = Choices([*nothing, *countries.items()])
        self.custom = custom(self.country)
        self._name_region()
        postcode = self.fields["postcode"]
        postcode.label, postcode.required = self.custom.postcode, bool(self.custom.pattern)
        postcode.error_messages["required"] = self._example
        if self.custom.is_numeric:
            postcode.widget.attrs["inputmode"] = "numeric"

    def _name_region(self) -> None:
        field, here = self.fields["region"], self.custom
        field.label, field.required = here.region, bool(here.regions)
        if not here.has_region:
            # Not asked for, and kept all the same, for when the country is changed back.
            field.widget = forms.HiddenInput()
        elif here.regions:
            field.error_messages["required"] = _("Choose one from the list.")
            attrs = {"autocomplete": field.widget.attrs["autocomplete"]}
            choices = Choices([("", "–"), *here.regions.items()])
            field.widget = LongSelect(attrs, choices)

    def clean_region(self) -> str:
        region = self.cleaned_data["region"]
        if not self.custom.has_region:
            return ""
        if self.custom.regions and region not in self.custom.regions:
            raise ValidationError(_("Choose one from the list."))
        return region

    def clean_postcode(self) -> str:
        postcode = self.custom.written(self.cleaned_data["postcode"])
        if postcode is None:
            raise ValidationError(self._example)
        return postcode

    @property
    def _example(self) -> str:
        return _("Write it like this: %(example)s") % {"example": self.custom.example}

    @property
    def address(self) -> Address:
        """Of a valid form."""
        return Address(**{name: self.cleaned_data[name] for name in TOKENS})


def typed_address(post: QueryDict) -> dict[str, str]:
    """What the form holds, right or wrong: for looking again after a change of the country."""
    return {name: post.get(name, "") for name in TOKENS}
