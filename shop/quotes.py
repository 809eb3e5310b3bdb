"""What the tables say about a cart, priced: goods, code, delivery and taxes of today."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from fitblog.lib.countries import country_name
from fitblog.lib.money import exponent
from shop.discounts import refusal, unmet
from shop.models import Cart, CartLine, DeliveryMethod, Discount, TaxRate
from shop.models.order import Sum
from shop.pricing import Delivery, Item, Rebate, Tax, TaxTotal, Totals, delivery_price, price


@dataclass(frozen=True)
class Quote:
    """The totals, and in sentences what of the wishes could not be had.

    `discount`, `rebate` and `delivery_method` are None when there is none or it was refused.
    """

    totals: Totals
    taxes_included: bool
    country: str = ""
    discount: Discount | None = None
    rebate: Rebate | None = None
    delivery_method: DeliveryMethod | None = None
    code_problem: str = ""
    delivery_problem: str = ""
    broken_rules: tuple[str, ...] = ()  # of lines whose product's quantity rule has changed

    @property
    def problems(self) -> list[str]:
        found = (self.code_problem, self.delivery_problem, *self.broken_rules)
        return [problem for problem in found if problem]

    @property
    def sums(self) -> list[Sum]:
        """Subtotal to total, in the order shown; taxes that are inside it below."""
        total = Sum(_("Total"), self.totals.total, is_total=True)
        label = _("Delivery, %(title)s") % {"title": getattr(self.delivery_method, "title", "")}
        return [Sum(_("Subtotal"), self.totals.subtotal), *self.rows(label, total)]

    def rows(self, delivery: str, total: Sum) -> list[Sum]:
        """What stands below the subtotal, as far as it is known."""
        totals, code = self.totals, self.discount
        off = [Sum(f"{code}, {code.words}", -totals.discount)] if code and totals.discount else []
        fee = Sum(delivery, totals.delivery, is_free=not totals.delivery)
        taxes = [Sum(self._tax_label(tax), tax.amount) for tax in totals.taxes]
        above, below = ([], taxes) if self.taxes_included else (taxes, [])
        return [*off, *([fee] if self.delivery_method else []), *above, total, *below]

    def _tax_label(self, tax: TaxTotal) -> str:
        words = _("Included: %(tax)s") if self.taxes_included else "%(tax)s"
        return words % {"tax": tax.label}

    def delivery_price(self, method: DeliveryMethod) -> Decimal:
        """What this method would cost for this cart."""
        goods = self.totals.subtotal
        return delivery_price(method.as_delivery(), goods, exponent(), self.rebate)


def quote(
    cart: Cart,
    *,
    country: str = "",
    delivery_method: DeliveryMethod | None = None,
    cheapest_of: Iterable[DeliveryMethod] = (),
    code: str = "",
    customer_email: str = "",
    at: datetime | None = None,
    lines: Iterable[CartLine] | None = None,
    discount: Discount | None = None,
    taxes: Iterable[Tax] | None = None,
) -> Quote:
    """The cart at this moment's prices, rates and rules.

    Without a country no taxes are known, without a method no delivery. `lines`, `discount` and
    `taxes` save reading them again. Queries: 1 for lines, 1 for taxes, 1 for a code, 1 more for
    one for chosen goods, 1 more for one that is limited for each customer.
    """
    now = at or timezone.now()
    lines = list(cart.lines.select_related("variant__product") if lines is None else lines)
    items = items_of(lines)
    if discount is None and code.strip():
        discount = Discount.objects.find(code)
    discount, rebate, code_problem = _code(discount, code, items, now, customer_email)
    if cheapest_of:
        delivery_method = _cheapest(cheapest_of, goods(lines).subtotal, rebate)
    delivery_problem = _delivery_problem(delivery_method, country)
    method = None if delivery_problem else delivery_method
    totals = price(
        items,
        exponent=exponent(),
        rebate=rebate,
        delivery=_delivery(method),
        taxes=_taxes(country, now) if taxes is None else taxes,
        taxes_included=settings.PRICES_INCLUDE_TAX,
    )
    return Quote(
        totals=totals,
        taxes_included=settings.PRICES_INCLUDE_TAX,
        country=country,
        discount=discount,
        rebate=rebate,
        delivery_method=method,
        code_problem=code_problem,
        delivery_problem=delivery_problem,
        broken_rules=tuple(_broken_rules(lines)),
    )


def goods(lines: Iterable[CartLine]) -> Totals:
    """The goods alone: no code, no delivery, no taxes."""
    return price(items_of(lines), exponent=exponent(), taxes_included=True)


def items_of(lines: Iterable[CartLine]) -> list[Item]:
    """At today's prices, by the lines' keys. What cannot be bought does not count."""
    return [
        Item(
            key=line.pk,
            unit_price=line.variant.price,
            quantity=line.quantity,
            product=line.variant.product_id,
            tax_class=line.variant.product.tax_class,
        )
        for line in lines
        if line.can_be_bought
    ]


def _broken_rules(lines: Iterable[CartLine]) -> Iterator[str]:
    for line in lines:
        if line.can_be_bought and not line.keeps_rule:
            rule = line.rule.words.lower()
            yield _("%(name)s: %(rule)s.") % {"name": line.variant, "rule": rule}


def _code(
    discount: Discount | None, code: str, items: list[Item], now: datetime, email: str
) -> tuple[Discount | None, Rebate | None, str]:
    """The discount and what it takes off; or neither, and why."""
    if discount is None:
        unknown = _("We have no code “%(code)s”.") % {"code": code.strip()[:40]}
        return None, None, unknown if code.strip() else ""
    problem, rebate = refusal(discount, at=now, email=email), None
    if not problem:
        rebate = discount.as_rebate(item.product for item in items)
        problem = unmet(rebate, items)
    return (None, None, problem) if problem else (discount, rebate, "")


def _cheapest(
    methods: Iterable[DeliveryMethod], subtotal: Decimal, rebate: Rebate | None
) -> DeliveryMethod:
    """The first of those that cost least for goods of this amount."""

    def cost(method: DeliveryMethod) -> Decimal:
        return delivery_price(method.as_delivery(), subtotal, exponent(), rebate)

    return min(methods, key=cost)


def _delivery(method: DeliveryMethod | None) -> Delivery | None:
    return method.as_delivery() if method else None


def _delivery_problem(method: DeliveryMethod | None, country: str) -> str:
    if method is None or (method.is_active and not country) or method.serves(country):
        return ""
    if not method.is_active:
        return _("“%(method)s” is no longer offered.") % {"method": method.title}
    return _("“%(method)s” does not deliver to %(country)s.") % {
        "method": method.title,
        "country": country_name(country),
    }


def _taxes(country: str, now: datetime) -> tuple[Tax, ...]:
    return TaxRate.objects.on(country, timezone.localdate(now)) if country else ()
