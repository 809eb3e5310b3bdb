"""The newest guides for feed readers, whole."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from articles.lists import newest_on
from articles.models import Author, Edition, Tag, Topic
from fitblog.lib.site import absolute

ENTRIES = 20
OWN_ADDRESS = re.compile(r'(href|src)="(/[^"]*)"')


@dataclass(frozen=True)
class Entry:
    """A guide as a feed carries it: every address in it is whole."""

    edition: Edition
    address: str
    html: str

    @classmethod
    def of(cls, edition: Edition, request: HttpRequest) -> "Entry":
        html = render_to_string(
            "articles/_entry.html",
            {"edition": edition, "body": edition.body},
        )
        whole = OWN_ADDRESS.sub(lambda found: f'{found[1]}="{absolute(request, found[2])}"', html)
        return cls(edition, absolute(request, edition.get_absolute_url()), whole)


class WholeTextFeed(Atom1Feed):
    """Atom with the text itself beside the summary."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["html"], {"type": "html"})


@dataclass(frozen=True)
class Asked:
    """A feed as it was asked for: of all guides, or of those on one shelf."""

    request: HttpRequest
    shelf: Topic | Author | Tag | None = None


class GuidesFeed(Feed):
    """One query."""

    feed_type = WholeTextFeed

    def get_object(self, request: HttpRequest) -> Asked:
        return Asked(request)

    def title(self, asked: Asked) -> str:
        if asked.shelf is None:
            return _("%(site)s guides") % {"site": settings.SITE_NAME}
        return _("%(site)s guides: %(shelf)s") % {
            "site": settings.SITE_NAME,
            "shelf": asked.shelf.name,
        }

    def subtitle(self) -> str:
        return settings.SITE_TAGLINE

    def link(self, asked: Asked) -> str:
        return absolute(asked.request, asked.shelf.get_absolute_url() if asked.shelf else "/")

    def feed_url(self, asked: Asked) -> str:
        return absolute(asked.request, asked.request.path)

    def items(self, asked: Asked) -> Iterable[Entry]:
        editions = newest_on(asked.shelf).first_rows(ENTRIES).for_page()
        return [Entry.of(edition, asked.request) for edition in editions]

    def item_title(self, item: Entry) -> str:
        return item.edition.title

    def item_description(self, item: Entry) -> str:
        return item.edition.excerpt

    def item_link(self, item: Entry) -> str:
        return item.address

    def item_guid(self, item: Entry) -> str:
        """The same for good, also when the guide moves to another address."""
        born = item.edition.published_at
        host = urlsplit(item.address).hostname
        return f"tag:{host},{born:%Y-%m-%d}:guide-{item.edition.article_id}"

    def item_author_name(self, item: Entry) -> str:
        return item.edition.author.name

    def item_categories(self, item: Entry) -> list[str]:
        return [item.edition.topic.name, *(tag["name"] for tag in item.edition.tag_rows)]

    def item_pubdate(self, item: Entry) -> datetime:
        return item.edition.published_at

    def item_updateddate(self, item: Entry) -> datetime:
        return item.edition.updated_at

    def item_extra_kwargs(self, item: Entry) -> dict[str, str]:
        return {"html": item.html}


class ShelfFeed(GuidesFeed):
    """The guides of a topic, an author or a tag. Two queries."""

    def __init__(self, model: type[Topic | Author | Tag]) -> None:
        self.model = model

    def get_object(self, request: HttpRequest, slug: str) -> Asked:
        return Asked(request, get_object_or_404(self.model, slug=slug))
