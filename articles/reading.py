"""Everything that the page of a guide shows."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import schema
from articles.models import Edition, Tag
from articles.outline import outline
from articles.related import related_editions
from fitblog.lib import headers
from fitblog.lib.page import Crumb, Page
from shop.models import Product


def guide_context(
    request: HttpRequest, edition: Edition, tags: Sequence[Tag], *, is_preview: bool = False
) -> dict[str, Any]:
    """What `articles/guide.html` needs. Two queries: related guides, products.

    The edition may be unsaved, as `publishing.compose` makes it; then say `is_preview`.
    """
    crumbs = [
        Crumb(_("Guides"), reverse("articles:guides")),
        Crumb(edition.topic.name, edition.topic.get_absolute_url()),
        Crumb(edition.title),
    ]
    image = edition.picture
    page = Page(
        title=edition.meta_title,
        description=edition.meta_description,
        kind="article",
        crumbs=crumbs,
        current=edition.topic.get_absolute_url(),
        image=image.share_url if image else "",
        image_alt=image.alt if image else "",
        schema=[] if is_preview else schema.guide(request, edition, tags),
    )
    products = _products(edition)
    return {
        "page": page,
        "is_guide": True,
        "is_preview": is_preview,
        "edition": edition,
        "chapters": outline(edition.body.sections),
        "tags": tags,
        "products": products,
        "kit": next((s for s in edition.body.sections if s.product in products), None),
        "related": related_editions(edition, tags),
    }


def private_page(request: HttpRequest, edition: Edition, tags: Sequence[Tag]) -> HttpResponse:
    """A guide's page under the public policy, but for no search engine, no cache, no referrer."""
    context = guide_context(request, edition, tags, is_preview=True)
    response = render(request, "articles/guide.html", context)
    response.headers["Content-Security-Policy"] = headers.policy(headers.PUBLIC)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _products(edition: Edition) -> dict[int, Product]:
    """What the guide's sections name and the shop still offers, by primary key."""
    named = edition.body.products
    return Product.objects.on_sale_here().for_cards().in_bulk(named) if named else {}
