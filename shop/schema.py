"""Products in the words of schema.org."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static

from fitblog.lib import jsonld
from fitblog.lib.images import Image
from fitblog.lib.jsonld import Node
from fitblog.lib.money import smallest_unit
from fitblog.lib.page import Page
from fitblog.lib.richtext import plain
from fitblog.lib.site import absolute
from shop.models import Product, Variant

AVAILABILITY = {
    "in": "https://schema.org/InStock",
    "low": "https://schema.org/LimitedAvailability",
    "back": "https://schema.org/BackOrder",
    "out": "https://schema.org/OutOfStock",
    "withdrawn": "https://schema.org/Discontinued",
}


def product(
    request: HttpRequest, product: Product, variants: Sequence[Variant], pictures: Sequence[Image]
) -> list[Node]:
    """A product with one offer a variant, at the prices on the page."""
    address = absolute(request, product.get_absolute_url())
    shown = [picture.share_url for picture in pictures] or [static(jsonld.SHARE_PICTURE)]
    node = {
        "@type": "Product",
        "@id": f"{address}#product",
        "name": product.title,
        "description": plain(product.description) or product.summary,
        "url": address,
        "image": [absolute(request, path) for path in shown],
        "brand": {"@type": "Brand", "name": settings.SITE_NAME},
        "offers": [_offer(variant, address) for variant in variants],
    }
    if variants:
        node["sku"] = variants[0].sku
    return [node]


def catalogue(request: HttpRequest, page: Page, products: Iterable[Product]) -> list[Node]:
    """The list of products, in the order of the page."""
    listed = jsonld.item_list(request, [(p.title, p.get_absolute_url()) for p in products])
    node = jsonld.web_page(request, page.title, page.short_description, "CollectionPage")
    return [node | {"mainEntity": listed}]


def _offer(variant: Variant, address: str) -> Node:
    offer = {
        "@type": "Offer",
        "sku": variant.sku,
        "price": str(variant.price.quantize(smallest_unit())),
        "priceCurrency": settings.CURRENCY,
        "availability": AVAILABILITY[variant.availability.kind],
        "itemCondition": "https://schema.org/NewCondition",
        "url": address,
    }
    return offer | {"name": str(variant.title)} if variant.title else offer
