"""Pages that list guides, newest first. Each begins where the one before it ended.

A page further down is addressed by the guide that it comes after, so it costs what the first one
does, however far down it is, and nothing is counted.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import schema
from articles.models import Author, Edition, Tag, Topic
from articles.models.edition import EditionQuerySet
from fitblog.lib.page import Page
from fitblog.lib.prepared import Given, prepared
from fitblog.lib.words import fold

PAGE_SIZE = 12  # fills rows of two, three and four
OLDER, NEWER = "before", "after"  # than the edition whose key the address holds
KEY = re.compile(r"[1-9][0-9]{0,17}")
KEPT = {OLDER: KEY, NEWER: KEY}  # what an address of a list may hold

Shelf = Topic | Tag | Author
# What names the shelf among the columns of its index, and what its guides are in the order of.
COLUMNS = {
    None: ("", "published_at", "pk"),
    Topic: ("topic", "published_at", "pk"),
    Author: ("author", "published_at", "pk"),
    Tag: ("tagged__tag", "tagged__published_at", "tagged__edition_id"),
}


@dataclass(frozen=True)
class Shown:
    """One page of a list. `newer` and `older` are the ends of the addresses of those beside it,
    "" where there is none; `address` is that of its own, "" of the first page."""

    editions: list[Edition]
    leads: int = 0
    address: str = ""
    newer: str = ""
    older: str = ""

    @property
    def is_first(self) -> bool:
        return not self.address


def list_context(
    request: HttpRequest, page: Page, shelf: Shelf | None = None, *, leads: int = 0
) -> dict[str, Any]:
    """What a page needs that lists the guides of this shelf, or all: the part that was asked for.

    `page` describes the first one. One query. Raises Http404 for a page that is not there.
    """
    shown = _shown(shelf, request.GET, leads)
    if not shown.is_first:
        began = timezone.localtime(shown.editions[0].published_at)
        words = {"page": page.title, "date": date_format(began, "DATE_FORMAT")}
        title = _("%(page)s, up to %(date)s") % words
        page = replace(
            page,
            title=title,
            description=f"{title}. {page.description}",
            query=shown.address,
        )
    author = shelf if isinstance(shelf, Author) else None
    return {
        "page": replace(page, schema=schema.guide_list(request, page, shown.editions, author)),
        "shown": shown,
        "leads": shown.editions[: shown.leads],
        "editions": shown.editions[shown.leads :],
    }


def _shown(shelf: Shelf | None, address: Mapping[str, str], leads: int) -> Shown:
    first = PAGE_SIZE + leads  # on the first page
    if NEWER in address:
        editions = _rows(shelf, NEWER, first + 1, _key(address[NEWER]))
        if len(editions) > first:
            return _further(editions[-PAGE_SIZE:], editions[-PAGE_SIZE - 1].pk, has_older=True)
        if len(editions) == first:
            return Shown(editions, leads, older=_way(OLDER, editions[-1].pk))
        # Fewer than there were: the first page it is, whole.
    elif OLDER in address:
        key = _key(address[OLDER])
        editions = _rows(shelf, OLDER, PAGE_SIZE + 1, key)
        if not editions:
            raise Http404
        return _further(editions[:PAGE_SIZE], key, has_older=len(editions) > PAGE_SIZE)
    editions = _rows(shelf, "", first + 1)
    has_older = len(editions) > first
    editions = editions[:first]
    return Shown(editions, leads, older=_way(OLDER, editions[-1].pk) if has_older else "")


def _further(editions: list[Edition], before: int, *, has_older: bool) -> Shown:
    return Shown(
        editions,
        address=_way(OLDER, before),
        newer=_way(NEWER, editions[0].pk),
        older=_way(OLDER, editions[-1].pk) if has_older else "",
    )


def _way(way: str, key: int) -> str:
    return f"?{way}={key}"


def _key(typed: str) -> int:
    if not KEY.fullmatch(typed):
        raise Http404
    return int(typed)


def _rows(shelf: Shelf | None, way: str, limit: int, edge: int = 0) -> list[Edition]:
    """Newest first, those next to the edge. One query."""
    listed = _listed(type(shelf) if shelf else None, way, limit)
    return listed(of=shelf.pk if shelf else 0, edge=edge, at=timezone.now())


def newest_on(shelf: Shelf | None) -> EditionQuerySet:
    """The live guides of a shelf, or all, in the order of an index."""
    of, published_at, key = COLUMNS[type(shelf) if shelf else None]
    chosen = Q(**{of: shelf}) if shelf else Q()
    return Edition.objects.live().filter(chosen).order_by(f"-{published_at}", f"-{key}")


@cache
def _listed(kind: type[Shelf] | None, way: str, limit: int) -> prepared[Edition]:
    lookup, published_at, key = COLUMNS[kind]

    def listed(of: Given, edge: Given, at: Given) -> EditionQuerySet:
        chosen = Q(**{lookup: of}) if lookup else Q()
        edge_at = Edition.objects.filter(pk=edge).values("published_at")
        if way == OLDER:
            chosen &= Q(**{f"{published_at}__lte": edge_at}) & (
                Q(**{f"{published_at}__lt": edge_at}) | Q(**{f"{key}__lt": edge})
            )
        elif way == NEWER:
            chosen &= Q(**{f"{published_at}__gte": edge_at}) & (
                Q(**{f"{published_at}__gt": edge_at}) | Q(**{f"{key}__gt": edge})
            )
        order = (published_at, key) if way == NEWER else (f"-{published_at}", f"-{key}")
        cards = Edition.objects.live(at).filter(chosen).order_by(*order).first_rows(limit)
        return cards.for_leads().with_tags() if kind is Topic else cards.for_cards()

    return prepared(listed)


def tags_of(editions: list[Edition]) -> list[Tag]:
    """The tags of guides that a topic lists, by name."""
    rows = {row["slug"]: row for edition in editions for row in edition.tag_rows}
    return [Tag(**row) for row in sorted(rows.values(), key=lambda row: fold(row["name"]))]
