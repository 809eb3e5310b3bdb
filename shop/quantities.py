"""How many of one thing an order may hold."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class QuantityRule:
    """`least`, and from there on in steps, up to `most`; the rule of a browser's number field."""

    least: int = 1
    most: int | None = None
    step: int = 1

    @property
    def limit(self) -> int:
        """No line holds more than CART_LINE_MAX, whatever the rule."""
        most = settings.CART_LINE_MAX
        return most if self.most is None else min(self.most, most)

    def fit(self, wanted: int) -> int:
        """The largest quantity that the rule allows and that is no more than `wanted`; or 0."""
        wanted = min(wanted, self.limit)
        if wanted < self.least:
            return 0
        return wanted - (wanted - self.least) % self.step

    def after(self, quantity: int) -> int:
        """The next larger quantity of the rule, limits aside."""
        if quantity < self.least:
            return self.least
        return quantity + self.step - (quantity - self.least) % self.step

    @property
    def words(self) -> str:
        """“At least 6, in steps of 2”; "" where any quantity will do."""
        parts = [
            _("at least %(count)d") % {"count": self.least} if self.least > 1 else "",
            _("in steps of %(count)d") % {"count": self.step} if self.step > 1 else "",
            _("at most %(count)d in one order") % {"count": self.most} if self.most else "",
        ]
        return capfirst(", ".join(part for part in parts if part))
