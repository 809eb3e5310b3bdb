"""A product as a card or a tile of a guide, rendered once for all that it shows."""

from django.utils.safestring import SafeString

from fitblog.lib.once import Shown, once
from shop.models import Product

COLUMNS = (
    "title slug summary option_name quantity_min backorder_note price compare_at_price "
    "highest_price shown_sku stock units variant_count picture withdrawn_at is_new".split()
)


def product_card(product: Product, reason: str, source: str) -> SafeString:
    """Why it is here, what it costs, a way into the cart; `source` is the path of the place.

    The product is of `objects.for_cards()`.
    """
    return once("shop/_product_card.html", product=_shown(product), reason=reason, source=source)


def product_tile(product: Product) -> SafeString:
    """Below the guide. The product is of `objects.for_cards()`."""
    return once("shop/_tile.html", product=_shown(product))


def _shown(product: Product) -> Shown:
    return Shown(product, repr([getattr(product, name) for name in COLUMNS]))
