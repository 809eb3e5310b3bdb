"""What articles offers to the shared template layer."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from articles import kit
from articles.body import Body, Section
from articles.frame import Frame, around
from articles.models import Article, Edition
from articles.models.edition import EditionQuerySet
from fitblog.lib.once import Shown, once
from fitblog.lib.prepared import Given, prepared
from shop.models import Product
from shop.models.catalogue import ProductQuerySet

IN_A_ROW = 3
TILES = 4
MARKED = "<!--marked-->"  # see search/_guide.html

register = template.Library()


@register.simple_tag(takes_context=True)
def frame(context: dict[str, Any]) -> Frame:
    """What stands around the page. One query, or none where the view has asked already."""
    return context.get("frame") or around()


@register.simple_tag
def card(edition: Edition, loading: str = "lazy", is_large: bool = False) -> SafeString:
    """A guide in a list, rendered once for all that it shows. The edition is of `for_cards()`."""
    shown = _shown(edition)
    return once("articles/_card.html", edition=shown, loading=loading, is_large=is_large)


@register.simple_tag
def found_guide(hit: Any, loading: str = "lazy") -> SafeString:
    """A guide that was found: all but the words that are marked in it is rendered once."""
    whole = once("search/_guide.html", edition=_shown(hit.thing), loading=loading)
    before, between, after = whole.split(MARKED)
    html = before + conditional_escape(hit.title) + between + conditional_escape(hit.piece) + after
    return mark_safe(html)  # noqa: S308  (a template's, and escaped)


def _shown(edition: Edition) -> Shown:
    topic = edition.topic
    words = edition.title, edition.excerpt, edition.minutes, edition.article.slug
    return Shown(edition, *words, topic.name, topic.colour, repr(edition.picture))


@register.simple_tag
def kit_place(section: Section, holes: dict[Section, int]) -> SafeString:
    """Marks where the section's product goes; see articles/typesetting.py."""
    if section not in holes:
        return mark_safe("")
    return mark_safe(f"<!--kit {holes[section]}-->")  # noqa: S308  (a number)


@register.filter
def cited_in(section: Section, body: Body) -> list[int]:
    """The numbers of the sources that support a section."""
    return body.cited_under(section.anchor)


@register.inclusion_tag("articles/_guides_using.html")
def guides_using(product: Product) -> dict[str, list[Edition]]:
    """The newest guides that readers see and that name this product. One query."""
    return {"editions": _using(product=product.pk, at=timezone.now())}


@prepared
def _using(product: Given, at: Given) -> EditionQuerySet:
    using = Edition.objects.live(at).filter(products=product)
    return using.for_cards().newest_first()[:IN_A_ROW]


@register.simple_tag
def guides_on_desk(product: Product) -> int:
    """How many guides on the desk name this product. One query."""
    guides = Article.objects.filter(sections__product=product, trashed_at=None)
    return guides.distinct().count()


@register.inclusion_tag("shop/_goes_well_with.html")
def goes_well_with(product: Product) -> dict[str, list[Product]]:
    """What is used in the same guides or lies on the same shelves. One query."""
    return {"products": _beside(product=product.pk, at=timezone.now())}


@prepared
def _beside(product: Given, at: Given) -> ProductQuerySet:
    return kit.goes_well_with(product, at)[:TILES]


@register.simple_tag
def guides_naming(product: Product) -> list[Edition]:
    """All guides that readers see and that name this product, newest first. One query."""
    return list(Edition.objects.live().filter(products=product).for_cards().newest_first())
