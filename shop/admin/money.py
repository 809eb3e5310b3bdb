"""Amounts in forms, as they are written in the shop's currency."""

from typing import Any, ClassVar

from django import forms

from fitblog.lib.money import exponent
from shop.pricing import rounded


class MoneyForm(forms.ModelForm):
    """Shows amounts with the decimals of the shop's currency, whatever the column keeps."""

    amounts: ClassVar[list[str]] = []  # names of fields

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.amounts:
            if (amount := self.initial.get(name)) is not None:
                self.initial[name] = rounded(amount, exponent())
