"""Everything that the page of a guide shows."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from articles import typesetting
from articles.body import Body
from articles.kit import of_guide
from articles.models import Edition, Tag
from articles.related import related_editions
from articles.typesetting import ORIGIN, RAIL, SetPage, page_of, set_page
from fitblog.lib import headers
from fitblog.lib.prepared import Given, prepared
from fitblog.lib.site import absolute
from fitblog.lib.video import let_players_in
from shop.catalogue.cards import product_card, product_tile
from shop.models import Product
from shop.models.catalogue import ProductQuerySet


def guide_context(
    request: HttpRequest, edition: Edition, tags: Sequence[Tag], *, is_preview: bool = False
) -> dict[str, Any]:
    """What `articles/guide.html` needs. Two queries: related guides, products.

    The edition is of `objects.typeset()`, or unsaved, as `publishing.compose` makes it; then say
    `is_preview`.
    """
    page = typesetting.typeset(edition, tags) if is_preview else set_page(edition, tags)
    if "body" not in edition.__dict__:
        edition.body = Body(pins=page.pins)  # which is all that is still asked of it
    origin = absolute(request, "/").removesuffix("/")
    products = _products(page, edition, is_preview=is_preview)
    named = {place.product for place in page.places}
    return {
        "page": page_of(edition, tags),
        "head": mark_safe(page.head.replace(ORIGIN, origin)),  # noqa: S308  (a template's)
        "text": _filled(page, edition, products),
        "kit": [
            product_tile(product)
            for key, product in products.items()
            if key not in named and product.availability.can_be_bought
        ],
        "is_guide": True,
        "is_preview": is_preview,
        "related": related_editions(edition, tags),
    }


def _filled(page: SetPage, edition: Edition, products: Mapping[int, Product]) -> SafeString:
    """The text with what the shop still offers at its places."""
    path = edition.get_absolute_url()
    text = page.parts.copy()
    for number in range(1, len(text), 2):
        place = None if text[number] == RAIL else page.places[int(text[number])]
        if place:
            product = products.get(place.product)
            source = f"{path}#{place.anchor}"
            text[number] = product_card(product, place.reason, source) if product else ""
        else:
            text[number] = _rail(page, path, products)
    return mark_safe("".join(text))  # noqa: S308  (templates' own)


def _rail(page: SetPage, path: str, products: Mapping[int, Product]) -> str:
    kit = next((place for place in page.places if place.product in products), None)
    if kit is None:
        return ""
    card = product_card(products[kit.product], kit.reason, path)
    return render_to_string("articles/_rail.html", {"card": card})


def private_page(request: HttpRequest, edition: Edition, tags: Sequence[Tag]) -> HttpResponse:
    """A guide's page under the public policy, but for no search engine, no cache, no referrer."""
    context = guide_context(request, edition, tags, is_preview=True)
    response = render(request, "articles/guide.html", context)
    response.headers["Content-Security-Policy"] = headers.policy(headers.PUBLIC)
    let_players_in(response)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _products(page: SetPage, edition: Edition, *, is_preview: bool) -> dict[int, Product]:
    """By primary key: what the guide's sections name, if the shop still offers it, and what the
    guides name that are near to it. Of a preview the first alone: nothing is near to it yet."""
    if is_preview:
        named = {place.product for place in page.places}
        return Product.objects.on_sale_here().for_cards().in_bulk(named)
    found = _offered(edition=edition.pk, article=edition.article_id, at=timezone.now())
    return {product.pk: product for product in found}


@prepared
def _offered(edition: Given, article: Given, at: Given) -> ProductQuerySet:
    return of_guide(edition, article, at)
