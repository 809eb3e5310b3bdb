"""Can it be had, and in which words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LOW = 5  # units left from which the shop says how many


@dataclass(frozen=True)
class Availability:
    """Of a variant, or of all variants of a product together."""

    stock: int
    is_withdrawn: bool = False
    beyond: int = 0  # units that may be sold on back-order
    note: str = ""  # what that means: “sent in about 2 weeks”
    least: int = 1  # that one order takes

    @property
    def units(self) -> int:
        """That can be had: from the stock, and on back-order."""
        return self.stock + self.beyond

    @property
    def kind(self) -> str:
        """in, low, back (on back-order), out or withdrawn: what a style or a form goes by."""
        if self.is_withdrawn:
            return "withdrawn"
        if self.units < self.least:
            return "out"
        if self.stock > LOW:
            return "in"
        return "low" if self.stock > 0 else "back"

    @property
    def can_be_bought(self) -> bool:
        return self.kind in {"in", "low", "back"}

    @property
    def colour(self) -> str:
        """The plate beside the words: green, yellow, blue, or none."""
        return {"in": "green", "low": "yellow", "back": "blue"}.get(self.kind, "")

    def __str__(self) -> str:
        if self.kind == "low":
            return ngettext("Only %(count)d left", "Only %(count)d left", self.stock) % {
                "count": self.stock
            }
        return {
            "in": _("In stock"),
            "back": self.on_back_order,
            "out": _("Sold out"),
            "withdrawn": _("No longer sold"),
        }[self.kind]

    @property
    def on_back_order(self) -> str:
        if self.note:
            return _("Back-order, %(note)s") % {"note": self.note}
        return _("Back-order")
