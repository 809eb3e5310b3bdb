"""The shop in the site map, each page with the moment it last changed."""

from datetime import datetime

from django.db.models import Max, Q, QuerySet
from django.urls import reverse

from fitblog.lib.images import Image
from fitblog.lib.sitemap import SiteMap
from shop.models import Collection, Product


class ProductSitemap(SiteMap):
    def items(self) -> QuerySet[Product]:
        offered = Product.objects.on_sale_here().only("slug", "changed_at")
        return offered.prefetch_related("pictures").order_by("pk")

    def pictures(self, product: Product) -> list[Image]:
        return [picture.as_image() for picture in product.pictures.all()]

    def lastmod(self, product: Product) -> datetime:
        return product.changed_at

    def get_latest_lastmod(self) -> datetime | None:
        return last_change()


class CatalogueSitemap(SiteMap):
    def items(self) -> list[str]:
        return ["shop:catalogue"]

    def location(self, name: str) -> str:
        return reverse(name)

    def lastmod(self, name: str) -> datetime | None:
        return last_change()


class CollectionSitemap(SiteMap):
    """Collections with goods, each with the moment that one of these last changed."""

    def items(self) -> QuerySet[Collection]:
        last = Max("products__changed_at", filter=Q(products__withdrawn_at__isnull=True))
        return Collection.objects.listed().filter(size__gt=0).annotate(last=last).order_by("pk")

    def lastmod(self, collection: Collection) -> datetime:
        return collection.last


def last_change() -> datetime | None:
    return Product.objects.on_sale_here().aggregate(last=Max("changed_at"))["last"]


SITEMAPS = {
    "shop": CatalogueSitemap(),
    "collections": CollectionSitemap(),
    "products": ProductSitemap(),
}
