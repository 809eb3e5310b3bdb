"""What the rules ask of the rest of the site, looked up for many guides at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db.models import Exists, Model, OuterRef
from django.urls import Resolver404, resolve
from django.utils import timezone

from articles.checks.guide import Guide
from articles.models import (
    Article,
    Author,
    Edition,
    ExternalLink,
    FormerSlug,
    FormerTag,
    Tag,
    Topic,
)
from shop.models import Product

# Pages whose address ends in the slug of a row.
ROWS: dict[str, tuple[type[Model], ...]] = {
    "articles:topic": (Topic,),
    "articles:tag": (Tag, FormerTag),
    "articles:author": (Author,),
    "shop:product": (Product,),
}
GUIDE = "articles:guide"


@dataclass(frozen=True)
class Site:
    today: date
    missing: set[str] = field(default_factory=set)  # paths
    unpublished: dict[str, str] = field(default_factory=dict)  # path → title
    products: dict[int, Product] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)  # address elsewhere → what it answered

    @classmethod
    def around(cls, guides: Iterable[Guide]) -> "Site":
        """At most nine queries, however many guides; none for what no guide names."""
        guides = list(guides)
        links = [link for guide in guides for link in guide.links]
        products = {pk for guide in guides for pk in guide.body.products}
        missing, unpublished = _inside({link.path for link in links if link.path})
        return cls(
            today=timezone.localdate(),
            missing=missing,
            unpublished=unpublished,
            products=Product.objects.with_offer().in_bulk(products) if products else {},
            outcomes=ExternalLink.objects.outcomes({link.url for link in links if link.url}),
        )

    def outcome(self, url: str) -> str:
        return self.outcomes.get(url, "")


def _inside(paths: set[str]) -> tuple[set[str], dict[str, str]]:
    """Of these paths, those without a page, and those of guides that are not live."""
    missing: set[str] = set()
    slugs: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in paths:
        if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
            continue
        match = _resolve(path)
        if match is None:
            missing.add(path)
        elif match.view_name == GUIDE or match.view_name in ROWS:
            slugs[match.view_name][match.kwargs["slug"]].append(path)
    unpublished = _guides(slugs.pop(GUIDE, {}), missing)
    for name, by_slug in slugs.items():
        found = set()
        for model in ROWS[name]:
            rows = model._default_manager.filter(slug__in=by_slug)
            found.update(rows.values_list("slug", flat=True))
        missing.update(path for slug in by_slug.keys() - found for path in by_slug[slug])
    return missing, unpublished


def _resolve(path: str):
    """As CommonMiddleware does, which adds the last slash."""
    for candidate in (path, f"{path}/"):
        try:
            return resolve(candidate)
        except Resolver404:
            continue
    return None


def _guides(by_slug: dict[str, list[str]], missing: set[str]) -> dict[str, str]:
    """Adds to `missing`; returns the titles of guides that are there and not live, by path."""
    if not by_slug:
        return {}
    former = dict(FormerSlug.objects.filter(slug__in=by_slug).values_list("slug", "article__slug"))
    live = Edition.objects.live().filter(article=OuterRef("pk"))
    slugs = {former.get(slug, slug) for slug in by_slug} | by_slug.keys()
    guides = {
        slug: (title, is_live)
        for slug, title, is_live in Article.objects.filter(slug__in=slugs)
        .annotate(is_live=Exists(live))
        .values_list("slug", "title", "is_live")
    }
    unpublished = {}
    for slug, paths in by_slug.items():
        found = guides.get(slug) or guides.get(former.get(slug, ""))
        if found is None:
            missing.update(paths)
        elif not found[1]:
            unpublished.update(dict.fromkeys(paths, found[0]))
    return unpublished
