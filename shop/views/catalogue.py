"""What the shop offers: the list, its collections, a product. All the same bytes for everyone."""

import re
from collections.abc import Iterable
from dataclasses import replace

from django.core.paginator import InvalidPage
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fitblog.lib.page import Crumb, Page
from fitblog.lib.prepared import Given, prepared
from fitblog.lib.publiccache import PAGE_NUMBER, public_page
from shop import schema
from shop.catalogue import options
from shop.catalogue.listing import PAGE_SIZE, CardPaginator, Choice
from shop.models import Collection, Product, ProductDetail, Variant
from shop.models.catalogue import ProductPicture, ProductQuerySet

# Prices are chosen freely, so lists cut by them are not kept.
LIST = {
    "page": PAGE_NUMBER,
    "sort": re.compile("price|newest"),
    "stock": re.compile("1"),
    "sale": re.compile("1"),
}


@require_safe
@public_page(query=LIST)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Four queries, whatever the number of products."""
    return _list(request, Product.objects.on_sale_here(), Collection.objects.listed(), None)


@require_safe
@public_page(query=LIST)
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    """Four queries."""
    shelves = list(Collection.objects.listed())
    found = next((shelf for shelf in shelves if shelf.slug == slug), None)
    if found is None:
        raise Http404
    return _list(request, found.products.on_sale_here(), shelves, found)


def _list(
    request: HttpRequest,
    products: ProductQuerySet,
    shelves: Iterable[Collection],
    collection: Collection | None,
) -> HttpResponse:
    choice = Choice.read(request.GET)
    paginator = CardPaginator(choice.narrow(products), PAGE_SIZE)
    try:
        shown = paginator.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404 from error
    page = _list_page(shown.number, collection)
    context = {
        # A narrowed list is one of very many with the same goods.
        "page": replace(
            page,
            schema=schema.catalogue(request, page, shown),
            is_indexed=not choice.filters,
        ),
        "shown": shown,
        "numbers": paginator.get_elided_page_range(shown.number, on_each_side=1, on_ends=1),
        "choice": choice,
        "collection": collection,
        "shelves": [shelf for shelf in shelves if shelf.size or shelf == collection],
    }
    return render(request, "shop/catalogue.html", context)


@require_safe
@public_page
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """Four queries: the product, its variants, pictures and details."""
    now = timezone.now()
    product = _offered.first(slug=slug, at=now)
    if product is None:
        raise Http404
    if product.withdrawn_at:
        page = Page(_("%(product)s is no longer sold") % {"product": product}, is_indexed=False)
        return render(request, "shop/withdrawn.html", {"page": page}, status=410)
    variants = _variants_of(product=product.pk, at=now)
    for variant in variants:
        variant.product = product
    pictures = [picture.as_image() for picture in _pictures_of(product=product.pk)]
    context = {
        "page": replace(
            _product_page(product, pictures),
            schema=schema.product(request, product, variants, pictures),
        ),
        "product": product,
        "groups": options.grouped(product.option_names, variants),
        "late": next((v.availability for v in variants if v.availability.kind == "back"), None),
        "sold_out": [v for v in variants if not v.availability.can_be_bought],
        "chosen": next((v for v in variants if v.availability.can_be_bought), None),
        "pictures": pictures,
        "details": _details_of(product=product.pk),
    }
    return render(request, "shop/product.html", context)


@prepared
def _offered(slug: Given, at: Given) -> QuerySet[Product]:
    return Product.objects.with_offer(at).filter(slug=slug)


@prepared
def _variants_of(product: Given, at: Given) -> QuerySet[Variant]:
    return Variant.objects.with_lapsed(at).filter(product=product)


@prepared
def _pictures_of(product: Given) -> QuerySet[ProductPicture]:
    return ProductPicture.objects.filter(product=product)


@prepared
def _details_of(product: Given) -> QuerySet[ProductDetail]:
    return ProductDetail.objects.filter(product=product)


def _shop() -> Crumb:
    return Crumb(_("Shop"), reverse("shop:catalogue"))


def _list_page(number: int, collection: Collection | None) -> Page:
    page = Page(
        _("Kit that earns its place"),
        _("The kit that our coaches use in the guides, with prices and what is in stock."),
        crumbs=[Crumb(_("Home"), reverse("home")), Crumb(_("Shop"))],
        current=reverse("shop:catalogue"),
    )
    if collection:
        page = replace(
            page,
            title=collection.title,
            description=collection.summary or page.description,
            crumbs=[page.crumbs[0], _shop(), Crumb(collection.title)],
        )
    if number == 1:
        return page
    numbered = _("%(title)s, page %(number)d") % {"title": page.title, "number": number}
    return replace(page, title=numbered, query=f"?page={number}")


def _product_page(product: Product, pictures: list) -> Page:
    return Page(
        product.title,
        f"{product.summary} {strip_tags(product.description)}",
        kind="product",
        crumbs=[Crumb(_("Home"), reverse("home")), _shop(), Crumb(product.title)],
        current=reverse("shop:catalogue"),
        picture=pictures[0].shared if pictures else None,
    )
