"""What a checkout page showed, signed, so that nothing else is ever ordered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from fitblog.lib.money import format_price
from shop.models import Cart, CartLine
from shop.pricing import Totals

SALT = "shop.checkout"
SUMS = ("discount", "delivery", "tax", "included_tax", "total")


class NotOurs(Exception):
    """The form holds no statement that this site has signed."""


@dataclass(frozen=True)
class ShownLine:
    variant: int
    name: str
    quantity: int
    unit_price: Decimal


@dataclass(frozen=True)
class Statement:
    """A cart of one version, line by line, and what it comes to."""

    cart: int
    version: int
    currency: str
    lines: tuple[ShownLine, ...]
    sums: tuple[Decimal, ...]  # as SUMS names them

    @classmethod
    def of(cls, cart: Cart, lines: Iterable[CartLine], totals: Totals) -> "Statement":
        """`lines` with variant and product; those that the totals do not count are left out."""
        by_key = {line.pk: line for line in lines}
        return cls(
            cart.pk,
            cart.version,
            settings.CURRENCY,
            tuple(
                ShownLine(
                    by_key[line.key].variant_id,
                    str(by_key[line.key].variant),
                    line.quantity,
                    line.unit_price,
                )
                for line in totals.lines
            ),
            tuple(getattr(totals, name) for name in SUMS),
        )

    @property
    def key(self) -> str:
        """One cart of one version is ordered once: two tabs of it make the same key."""
        return salted_hmac(SALT, f"{self.cart}:{self.version}").hexdigest()

    def signed(self) -> str:
        """For a hidden field of the form."""
        lines = [
            [line.variant, line.name, line.quantity, str(line.unit_price)] for line in self.lines
        ]
        told = [self.cart, self.version, self.currency, lines, [str(sum) for sum in self.sums]]
        return signing.dumps(told, salt=SALT, compress=True)

    @classmethod
    def read(cls, text: str) -> "Statement":
        """Raises NotOurs."""
        try:
            cart, version, currency, lines, sums = signing.loads(text, salt=SALT)
        except signing.BadSignature as error:
            raise NotOurs from error
        shown = (
            ShownLine(variant, name, quantity, Decimal(price))
            for variant, name, quantity, price in lines
        )
        return cls(cart, version, currency, tuple(shown), tuple(Decimal(sum) for sum in sums))


def differences(
    shown: Statement, now: Statement, reasons: Mapping[int, str] | None = None
) -> list[str]:
    """One sentence for each thing that is not as it was shown; none when all is.

    `reasons`: variant key → the sentence for one that is no longer counted.
    """
    if shown == now:
        return []
    found = [*_in_lines(shown, now, reasons or {}), *_in_sums(shown, now)]
    return found or [_("Your cart was changed elsewhere since this page was shown.")]


def _in_lines(shown: Statement, now: Statement, reasons: Mapping[int, str]) -> Iterator[str]:
    before = {line.variant: line for line in shown.lines}
    after = {line.variant: line for line in now.lines}
    for variant, line in before.items():
        if variant not in after:
            elsewhere = _("%(name)s is no longer part of your order.") % {"name": line.name}
            yield reasons.get(variant, elsewhere)
    for variant, line in after.items():
        if variant not in before:
            yield _("%(name)s has come into your order.") % {"name": line.name}
        else:
            yield from _in_line(before[variant], line, shown.currency, now.currency)


def _in_line(before: ShownLine, after: ShownLine, was_in: str, is_in: str) -> Iterator[str]:
    if after.quantity != before.quantity:
        yield _("%(name)s: %(count)d now instead of %(before)d.") % {
            "name": after.name,
            "count": after.quantity,
            "before": before.quantity,
        }
    if after.unit_price != before.unit_price:
        yield _("%(name)s costs %(now)s now instead of %(before)s.") % {
            "name": after.name,
            "now": format_price(after.unit_price, is_in),
            "before": format_price(before.unit_price, was_in),
        }


def _in_sums(shown: Statement, now: Statement) -> Iterator[str]:
    sentences = {
        "discount": _("The discount is %(now)s now instead of %(before)s."),
        "delivery": _("Delivery costs %(now)s now instead of %(before)s."),
        "tax": _("Tax is %(now)s now instead of %(before)s."),
        "included_tax": _("The tax included is %(now)s now instead of %(before)s."),
        "total": _("The total is %(now)s now instead of %(before)s."),
    }
    for name, before, after in zip(SUMS, shown.sums, now.sums, strict=True):
        if before != after or (name == "total" and shown.currency != now.currency):
            yield sentences[name] % {
                "now": format_price(after, now.currency),
                "before": format_price(before, shown.currency),
            }
