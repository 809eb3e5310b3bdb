"""Products in the words of schema.org."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static

from fitblog.lib import jsonld
from fitblog.lib.images import Image
from fitblog.lib.jsonld import Node
from fitblog.lib.money import smallest_unit
from fitblog.lib.page import SHARE_PICTURE, Page
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
    """A product with its offer at the price on the page; of several variants, a group of such."""
    address = absolute(request, product.get_absolute_url())
    about = {
        "@id": f"{address}#product",
        "name": product.title,
        "description": plain(product.description) or product.summary,
        "url": address,
        "image": [absolute(request, path) for path in _shown(pictures)],
        "brand": {"@type": "Brand", "name": settings.SITE_NAME},
    }
    if len(variants) < 2:
        own = {"sku": variants[0].sku, "offers": _offer(variants[0], address)} if variants else {}
        return [{"@type": "Product", **about, **own}]
    group = {
        "@type": "ProductGroup",
        **about,
        "productGroupID": product.slug,
        "hasVariant": [{"@id": f"{address}#{variant.sku}"} for variant in variants],
    }
    if product.option_names:
        group["variesBy"] = product.option_names
    return [group, *(_variant(variant, product, about) for variant in variants)]


def _variant(variant: Variant, product: Product, group: Node) -> Node:
    """On its own beside the group, since not everybody who reads products knows of groups."""
    values = zip(product.option_names, variant.options, strict=False)
    return {
        "@type": "Product",
        "@id": f"{group['url']}#{variant.sku}",
        "name": str(variant),
        "image": group["image"][:1],
        "brand": group["brand"],
        "sku": variant.sku,
        "isVariantOf": {"@id": group["@id"]},
        "inProductGroupWithID": product.slug,
        "additionalProperty": [
            {"@type": "PropertyValue", "name": name, "value": value} for name, value in values
        ],
        "offers": _offer(variant, group["url"]),
    }


def _shown(pictures: Sequence[Image]) -> list[str]:
    """The first in the shapes that search engines choose from, then the others."""
    if not pictures:
        return [static(SHARE_PICTURE)]
    return [*pictures[0].crop_urls, *(picture.share_url for picture in pictures[1:])]


def catalogue(request: HttpRequest, page: Page, products: Iterable[Product]) -> list[Node]:
    """The list of products, in the order of the page."""
    listed = jsonld.item_list(request, [(p.title, p.get_absolute_url()) for p in products])
    node = jsonld.web_page(request, page.title, page.short_description, "CollectionPage")
    return [node | {"mainEntity": {"@id": listed["@id"]}}, listed]


def _offer(variant: Variant, address: str) -> Node:
    return {
        "@type": "Offer",
        "price": str(variant.price.quantize(smallest_unit())),
        "priceCurrency": settings.CURRENCY,
        "availability": AVAILABILITY[variant.availability.kind],
        "itemCondition": "https://schema.org/NewCondition",
        "url": address,
    }
