"""The demo site into the database: once, and never over what its owner did since."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.db import models, transaction

from articles.models import Article, Author, HomePage, PlainPage, Topic
from fitblog.demo import drawings, till
from fitblog.demo.content import Content
from fitblog.demo.drawings import Drawing
from fitblog.demo.guides import add_guides, add_home_page, by_slug
from fitblog.demo.models import Loaded
from fitblog.demo.pages import add_pages
from fitblog.demo.shelves import add_author, add_collection, add_product, add_topic
from shop.models import Collection, Product

KINDS: dict[str, type[models.Model]] = {
    "topics": Topic,
    "authors": Author,
    "products": Product,
    "collections": Collection,
    "guides": Article,
}
HOME_PAGE = "home page"
TILL = "till"
PAGES = "plain pages"


def load(
    content: Content, now: datetime, *, width: int = drawings.WIDTH, processes: int = 1
) -> Content:
    """Load what was never loaded, and return that. All of it, or after an error nothing."""
    new = unknown(content)
    # Before the transaction, which holds up every other writer of an SQLite site.
    images = drawings.prepare_all(_drawings(new, width), processes)
    with transaction.atomic():
        for topic in new.topics:
            add_topic(topic, content.topics.index(topic), images)
        for author in new.authors:
            add_author(author, images)
        for product in new.products:
            add_product(product, images)
        for collection in new.collections:
            add_collection(collection, content.collections.index(collection))
        add_guides(new.guides, images, now)
        names = [f"{kind} {row.slug}" for kind in KINDS for row in getattr(new, kind)]
        if not Loaded.objects.filter(name=HOME_PAGE).exists() and not HomePage.objects.exists():
            add_home_page(new.site)
            names.append(HOME_PAGE)
        if not Loaded.objects.filter(name=PAGES).exists() and not PlainPage.objects.exists():
            add_pages()
            names.append(PAGES)
        if not Loaded.objects.filter(name=TILL).exists() and not till.is_there():
            till.add_till(content.till, now)
            names.append(TILL)
        Loaded.objects.bulk_create(Loaded(name=name) for name in names)
    return new


def unknown(content: Content) -> Content:
    """What was never loaded and has no namesake on this site.

    Without guides whose topic or author their owner has since removed or renamed.
    """
    loaded = set(Loaded.objects.values_list("name", flat=True))
    taken = {kind: by_slug(model) for kind, model in KINDS.items()}
    new = {
        kind: [
            row
            for row in getattr(content, kind)
            if f"{kind} {row.slug}" not in loaded and row.slug not in taken[kind]
        ]
        for kind in KINDS
    }
    topics = taken["topics"].keys() | {topic.slug for topic in new["topics"]}
    authors = taken["authors"].keys() | {author.slug for author in new["authors"]}
    new["guides"] = [g for g in new["guides"] if g.topic in topics and g.author in authors]
    return replace(content, **new)


def _drawings(content: Content, width: int) -> Iterator[Drawing]:
    for topic in content.topics:
        yield Drawing(drawings.of("topics", topic.slug), width=width)
    for author in content.authors:
        yield Drawing(drawings.of("authors", author.slug), width=width)
    for product in content.products:
        for path, focus in drawings.of_product(product):
            yield Drawing(path, focus, width)
    for guide in content.guides:
        yield Drawing(drawings.of("guides", guide.slug), guide.hero_focus, width)
