"""What articles offers to the shared template layer."""

from typing import Any

from django import template

from articles import kit
from articles.body import Section
from articles.models import Edition, Topic
from shop.models import Product

IN_A_ROW = 3
TILES = 4

register = template.Library()


@register.simple_tag(takes_context=True)
def topic_shelf(context: dict[str, Any]) -> list[Topic]:
    """The topics as the header and the footer list them. One query, or none where the view
    has them already."""
    return context.get("topics") or list(Topic.objects.only("name", "slug", "colour", "position"))


@register.filter
def product_from(section: Section, products: dict[int, Product]) -> Product | None:
    """The product that a section names, while the shop offers it."""
    return products.get(section.product)


@register.inclusion_tag("articles/_guides_using.html")
def guides_using(product: Product) -> dict[str, list[Edition]]:
    """The newest guides that readers see and that name this product. One query."""
    using = Edition.objects.live().filter(products=product).for_cards().newest_first()
    return {"editions": list(using[:IN_A_ROW])}


@register.inclusion_tag("shop/_goes_well_with.html")
def goes_well_with(product: Product) -> dict[str, list[Product]]:
    """What is used in the same guides or lies on the same shelves. One query."""
    return {"products": list(kit.goes_well_with(product)[:TILES])}


@register.simple_tag
def guides_naming(product: Product) -> list[Edition]:
    """All guides that readers see and that name this product, newest first. One query."""
    return list(Edition.objects.live().filter(products=product).for_cards().newest_first())
