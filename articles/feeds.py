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
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from articles.models import Edition
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


class GuidesFeed(Feed):
    """One query."""

    feed_type = WholeTextFeed

    def get_object(self, request: HttpRequest) -> HttpRequest:
        return request

    def title(self) -> str:
        return _("%(site)s guides") % {"site": settings.SITE_NAME}

    def subtitle(self) -> str:
        return settings.SITE_TAGLINE

    def link(self, request: HttpRequest) -> str:
        return absolute(request, "/")

    def feed_url(self, request: HttpRequest) -> str:
        return absolute(request, request.path)

    def items(self, request: HttpRequest) -> Iterable[Entry]:
        editions = Edition.objects.live().for_page().newest_first()[:ENTRIES]
        return [Entry.of(edition, request) for edition in editions]

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
