"""What stands around every page: the header's topics and the footer's pages."""

from typing import NamedTuple

from django.db.models import QuerySet, Value
from django.db.models.functions import JSONObject

from articles.models import Edition, PlainPage, Topic
from articles.models.edition import EditionQuerySet
from fitblog.lib.prepared import prepared
from fitblog.lib.rows import JSONRows


class TopicLink(NamedTuple):
    """A topic as the header and the footer list it."""

    pk: int
    name: str
    slug: str
    colour: str


class PageLink(NamedTuple):
    """A plain page as the footer lists it."""

    title: str
    slug: str


class Frame(NamedTuple):
    """What stands around every page."""

    topics: tuple[TopicLink, ...]
    pages: tuple[PageLink, ...]


def around() -> Frame:
    """One query."""
    topics, pages = [], []
    for is_page, pk, name, slug, colour, _position in _links():
        if is_page:
            pages.append(PageLink(name, slug))
        else:
            topics.append(TopicLink(pk, name, slug, colour))
    return Frame(tuple(topics), tuple(pages))


@prepared
def _links() -> QuerySet[Topic]:
    topics = Topic.objects.order_by().annotate(is_page=Value(0))
    pages = (
        PlainPage.objects.filter(is_in_footer=True)
        .order_by()
        .annotate(is_page=Value(1), colour=Value(""))
    )
    columns = ("is_page", "pk", "name", "slug", "colour", "position")
    return (
        topics.values_list(*columns)
        .union(pages.values_list("is_page", "pk", "title", "slug", "colour", "position"), all=True)
        .order_by("is_page", "position", "name")
    )


def with_frame(editions: EditionQuerySet) -> EditionQuerySet:
    """Lets `frame_of` tell the frame without a query of its own."""
    topics = Topic.objects.order_by("position", "name")
    pages = PlainPage.objects.filter(is_in_footer=True).order_by("position", "title")
    topic = JSONObject(pk="pk", name="name", slug="slug", colour="colour")
    page = JSONObject(title="title", slug="slug")
    return editions.annotate(
        frame_topics=JSONRows(topics.values(row=topic)),
        frame_pages=JSONRows(pages.values(row=page)),
    )


def frame_of(edition: Edition) -> Frame:
    """The edition is one that `with_frame` found."""
    return Frame(
        tuple(TopicLink(**row) for row in edition.frame_topics),
        tuple(PageLink(**row) for row in edition.frame_pages),
    )
