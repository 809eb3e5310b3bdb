"""Which products go together."""

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles.models import Edition
from fitblog.lib.prepared import Given, Moment
from shop.models import Collection, Product
from shop.models.catalogue import ProductQuerySet

A_GUIDE, A_SHELF = 2, 1  # what sharing one of them counts


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


def _count(rows: QuerySet) -> Coalesce:
    own = rows.filter(product=OuterRef("pk")).values("product").annotate(count=Count("pk"))
    return Coalesce(Subquery(own.values("count")), 0)
