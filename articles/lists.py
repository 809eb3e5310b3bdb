"""Pages that list guides, newest first."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from articles import schema
from articles.models import Author, Edition, Tag
from articles.models.edition import EditionQuerySet
from fitblog.lib.page import Page

PAGE_SIZE = 12  # fills rows of two, three and four


class ShelfPaginator(Paginator):
    """Pages of one size, the first with room for a lead before them."""

    def __init__(self, editions: EditionQuerySet, leads: int = 0) -> None:
        super().__init__(editions, PAGE_SIZE)
        self.leads = leads

    @cached_property
    def num_pages(self) -> int:
        return max(1, math.ceil((self.count - self.leads) / self.per_page))

    def page(self, number: int | str) -> Any:
        number = self.validate_number(number)
        end = self.leads + number * self.per_page
        start = end - self.per_page if number > 1 else 0
        # The rows are chosen from an index alone, and only then joined to what a card shows.
        chosen = self.object_list.values("pk")[start:end]
        editions = Edition.objects.filter(pk__in=chosen).for_cards().newest_first()
        return self._get_page(list(editions), number, self)


def list_context(
    request: HttpRequest,
    editions: EditionQuerySet,
    page: Page,
    *,
    leads: int = 0,
    author: Author | None = None,
) -> dict[str, Any]:
    """What a page needs that lists these guides: the part of them that was asked for.

    `page` describes the first one; `author` is whom the list is about. Two queries.
    Raises Http404 for a page that is not there.
    """
    paginator = ShelfPaginator(editions.live().newest_first(), leads)
    try:
        shown = paginator.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404 from error
    if shown.number > 1:
        page = replace(
            page,
            title=_("%(title)s, page %(number)d") % {"title": page.title, "number": shown.number},
            description=_("Page %(number)d. %(description)s")
            % {"number": shown.number, "description": page.description},
            query=f"?page={shown.number}",
        )
        leads = 0
    return {
        "page": replace(page, schema=schema.guide_list(request, page, shown.object_list, author)),
        "shown": shown,
        "leads": shown.object_list[:leads],
        "editions": shown.object_list[leads:],
        "numbers": paginator.get_elided_page_range(shown.number, on_each_side=1, on_ends=1),
    }


def tags_of(editions: Sequence[Edition]) -> list[Tag]:
    """The tags of these guides, by name. One query."""
    return list(Tag.objects.filter(editions__in=editions).distinct())
