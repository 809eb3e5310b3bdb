"""Which products go together, and which go with a guide."""

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from articles.models import Edition
from fitblog.lib.prepared import Given, Moment
from shop.models import Collection, Product
from shop.models.catalogue import ProductQuerySet

A_GUIDE, A_SHELF = 2, 1  # what sharing one of them counts
SUGGESTED = 4  # below a guide


def goes_well_with(product: int | Given, at: Moment = None) -> ProductQuerySet:
    """Those that share live guides or listed collections with this one, most shared first."""
    guides = Edition.products.through.objects.filter(
        edition__in=Edition.objects.live(at).filter(products=product)
    )
    shelves = Collection.products.through.objects.filter(
        collection__in=Collection.objects.filter(is_listed=True, products=product)
    )
    shared = A_GUIDE * _count(guides) + A_SHELF * _count(shelves)
    return (
        Product.objects.on_sale_here()
        .filter(Q(pk__in=guides.values("product")) | Q(pk__in=shelves.values("product")))
        .exclude(pk=product)
        .annotate(shared=shared)
        .for_cards(at)
        .order_by(F("shared").desc(), "position", "pk")
    )


def of_guide(edition: int | Given, article: int | Given, at: Moment) -> ProductQuerySet:
    """What the guide names, and what the guides name that are nearest to it in words.

    How near they are is known from the stored lists (see articles/related). One query.
    """
    naming = Edition.products.through.objects
    named = naming.filter(edition=edition).values("product")
    is_live = Q(edition__live_from__lte=at) & (
        Q(edition__live_until__isnull=True) | Q(edition__live_until__gt=at)
    )
    suggested = (
        naming.filter(is_live, edition__article__neighbour_of__article=article)
        .filter(product__withdrawn_at__isnull=True)
        .exclude(product__in=named)
        .values("product")
        .annotate(nearness=Sum("edition__article__neighbour_of__score"))
        .order_by("-nearness", "product")
        .values("product")[:SUGGESTED]
    )
    offered = Product.objects.on_sale_here().for_cards(at)
    return offered.filter(Q(pk__in=named) | Q(pk__in=suggested))


def _count(rows: QuerySet) -> Coalesce:
    own = rows.filter(product=OuterRef("pk")).values("product").annotate(count=Count("pk"))
    return Coalesce(Subquery(own.values("count")), 0)
