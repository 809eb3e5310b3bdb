"""The guides and their lists in the site map, each with the moment it last changed."""

from datetime import datetime
from typing import Any

from django.db.models import Max, Model, QuerySet
from django.urls import reverse

from articles.models import Author, Edition, PlainPage, Tag, Topic
from fitblog.lib.images import Image
from fitblog.lib.sitemap import SiteMap


class GuideSitemap(SiteMap):
    def items(self) -> QuerySet[Edition]:
        live = Edition.objects.live().select_related("article", "topic__picture")
        return live.only("article__slug", "live_from", "hero", "topic__picture").newest_first()

    def pictures(self, edition: Edition) -> list[Image]:
        return [edition.picture] if edition.picture else []

    def get_latest_lastmod(self) -> datetime | None:
        return last_change()

    def lastmod(self, edition: Edition) -> datetime:
        return edition.live_from


class ShelfSitemap(SiteMap):
    """Lists of guides: each changed when the last of its guides did. Empty ones are left out."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model

    def items(self) -> QuerySet[Any]:
        return (
            self.model.objects.filter(editions__in=Edition.objects.live())
            .annotate(changed_at=Max("editions__live_from"))
            .order_by("slug")
        )

    def lastmod(self, shelf: Any) -> datetime:
        return shelf.changed_at

    def get_latest_lastmod(self) -> datetime | None:
        return last_change()


class AuthorSitemap(ShelfSitemap):
    def items(self) -> QuerySet[Author]:
        return super().items().select_related("portrait")

    def pictures(self, author: Author) -> list[Image]:
        return [author.portrait.as_image()] if author.portrait else []


class FrontSitemap(SiteMap):
    """The home page and the list of all guides."""

    def items(self) -> list[str]:
        return ["home", "articles:guides"]

    def location(self, name: str) -> str:
        return reverse(name)

    def lastmod(self, name: str) -> datetime | None:
        return last_change()


class PlainSitemap(SiteMap):
    def items(self) -> QuerySet[PlainPage]:
        return PlainPage.objects.order_by("pk")

    def get_latest_lastmod(self) -> datetime | None:
        return PlainPage.objects.aggregate(last=Max("changed_at"))["last"]

    def lastmod(self, page: PlainPage) -> datetime:
        return page.changed_at


def last_change() -> datetime | None:
    """When readers last saw something new."""
    return Edition.objects.live().aggregate(last=Max("live_from"))["last"]


SITEMAPS = {
    "front": FrontSitemap(),
    "guides": GuideSitemap(),
    "topics": ShelfSitemap(Topic),
    "tags": ShelfSitemap(Tag),
    "authors": AuthorSitemap(Author),
    "pages": PlainSitemap(),
}
