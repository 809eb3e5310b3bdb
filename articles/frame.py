"""What stands around every page: the header's topics and the footer's pages."""

from typing import NamedTuple

from django.db.models import QuerySet, Value

from articles.models import PlainPage, Topic
from fitblog.lib.prepared import prepared


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
