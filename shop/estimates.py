"""What the cart says before the checkout: code, cheapest delivery and taxes, as far as known.

The cart remembers the code and the country, and the checkout begins with them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fitblog.lib.countries import country_name
from fitblog.lib.selects import Choices, options
from shop.models import Cart, CartLine, DeliveryMethod, Discount
from shop.models.order import Sum
from shop.models.shipping import delivered_to, offered_methods
from shop.quotes import Quote, quote


@dataclass(frozen=True)
class Estimate:
    quote: Quote
    items: int  # that are counted
    methods: Sequence[DeliveryMethod]  # all that the shop offers

    @property
    def country_options(self) -> SafeString:
        """Of the countries that goods travel to."""
        nothing = ("", _("Choose a country"))
        choices = Choices([nothing, *delivered_to(self.methods).items()])
        return options(choices, self.quote.country)

    @property
    def country(self) -> str:
        """Its name; empty where none is chosen."""
        return country_name(self.quote.country) if self.quote.country else ""

    @property
    def is_nowhere(self) -> bool:
        """Nothing travels to the country that was chosen."""
        return bool(self.quote.country and self.methods and not self.quote.delivery_method)

    @property
    def until_free(self) -> Decimal | None:
        """Goods of this amount more, and delivery is free; None where it is, or never will be."""
        if self.quote.delivery_method is None or not self.quote.totals.delivery:
            return None
        goods = self.quote.totals.subtotal
        here = [method for method in self.methods if method.serves(self.quote.country)]
        return min((m.free_from - goods for m in here if m.free_from is not None), default=None)

    @property
    def sums(self) -> tuple[Sum, ...]:
        """The rows of the summary; only the subtotal where nothing else is known."""
        count = ngettext("Subtotal, %(count)d item", "Subtotal, %(count)d items", self.items)
        goods = Sum(count % {"count": self.items}, self.quote.totals.subtotal)
        words = _("Estimated total") if self.quote.country else _("Total before delivery and tax")
        total = Sum(words, self.quote.totals.total, is_total=True)
        rows = self.quote.rows(_("Delivery, from"), total)
        return (goods, *rows) if len(rows) > 1 else (Sum(goods.label, goods.amount, is_total=True),)


def estimate(cart: Cart, lines: Sequence[CartLine]) -> Estimate:
    """Of a cart and its lines, as their for_reading() gives them.

    One query, and one more where the cart has a code for chosen goods.
    """
    methods = offered_methods()
    found = quote(
        cart,
        country=cart.country,
        cheapest_of=[method for method in methods if method.serves(cart.country)],
        lines=lines,
        discount=cart.discount,
        taxes=cart.taxes,
    )
    items = sum(line.quantity for line in lines if line.can_be_bought)
    return Estimate(found, items, methods)


def apply_code(cart: Cart, lines: Sequence[CartLine], code: str) -> str:
    """Remember the code; or say why it is refused, and change nothing."""
    found = quote(cart, lines=lines, code=code)
    if found.discount:
        remember(cart, country=cart.country, discount=found.discount)
    return found.code_problem


def choose_country(cart: Cart, country: str) -> bool:
    """Remember where goods would go; False, and no change, where none go."""
    is_served = country in delivered_to(offered_methods())
    if is_served:
        remember(cart, country=country, discount=cart.discount)
    return is_served


def remember(cart: Cart, *, country: str, discount: Discount | None) -> None:
    """For the next look at the cart, and for the checkout. No query where it is known."""
    if (cart.country, cart.discount) != (country, discount):
        Cart.objects.filter(pk=cart.pk).update(country=country, discount=discount)
