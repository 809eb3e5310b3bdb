"""A product as a card inside a guide, rendered once for all that it shows."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from shop.models import Product

COLUMNS = (
    "title slug summary option_name quantity_min backorder_note price compare_at_price "
    "highest_price shown_sku stock units variant_count picture withdrawn_at".split()
)


class Shown:
    """A product that is another one when its card would show something else."""

    def __init__(self, product: Product) -> None:
        self.product = product
        self.values = repr([getattr(product, name) for name in COLUMNS])

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, Shown) and self.values == other.values

    def __hash__(self) -> int:
        return hash(self.values)


def product_card(product: Product, reason: str, source: str) -> SafeString:
    """Why it is here, what it costs, a way into the cart; `source` is the path of the place.

    The product is of `objects.for_cards()`.
    """
    render = _rendered.__wrapped__ if settings.DEBUG else _rendered
    return render(get_language(), Shown(product), reason, source)


@lru_cache(maxsize=512)
def _rendered(_language: str, shown: Shown, reason: str, source: str) -> SafeString:
    context = {"product": shown.product, "reason": reason, "source": source}
    return render_to_string("shop/_product_card.html", context)
