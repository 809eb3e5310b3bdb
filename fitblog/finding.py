"""What the search page shows: guides and goods that were found, as cards."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import misses
from articles.frame import Frame, TopicLink, around, frame_of, with_frame
from articles.models import Edition
from articles.models.edition import EditionQuerySet
from articles.search import KIND as GUIDE
from fitblog.lib.prepared import Given, Keys, prepared
from fitblog.lib.search.engines import Found
from fitblog.lib.search.finding import Answer, find
from fitblog.lib.search.question import LONGEST
from fitblog.lib.search.snippets import marked, snippet
from fitblog.lib.search.spelling import did_you_mean
from shop.models import Product
from shop.models.catalogue import ProductQuerySet
from shop.search import KIND as PRODUCT

GUIDES, GOODS = 12, 12  # on one page
NEWEST = 3
KINDS = (GUIDE, PRODUCT)


@dataclass(frozen=True)
class Hit:
    """An edition or a product, with the words marked."""

    thing: Edition | Product
    title: SafeString
    piece: SafeString


@dataclass(frozen=True)
class Link:
    name: str
    address: str
    is_current: bool = False
    count: str = ""
    colour: str = ""


@dataclass(frozen=True)
class Search:
    """What an address asks for. What it says wrongly counts as nothing said."""

    typed: str
    kind: str = ""
    shelf: str = ""  # the topic's, as the address has it
    page: int = 1

    @classmethod
    def read(cls, address: Any) -> "Search":
        kind, page = address.get("kind", ""), address.get("page", "1")
        return cls(
            typed=" ".join(address.get("q", "").replace("\x00", " ").split())[:LONGEST],
            kind=kind if kind in KINDS else "",
            shelf=address.get("topic", ""),
            page=int(page) if page.isdecimal() and 0 < len(page) < 4 else 1,
        )

    @cached_property
    def frame(self) -> Frame:
        """One query, or none where nothing was found: it comes with the newest guides then."""
        if self.is_asked and not self.shelf and not self.answer.hits and self.newest:
            return frame_of(self.newest[0])
        return around()

    @cached_property
    def topic(self) -> TopicLink | None:
        if not self.shelf:
            return None
        return next((topic for topic in self.frame.topics if topic.slug == self.shelf), None)

    @cached_property
    def answer(self) -> Answer:
        """Of both kinds, so that each can be counted. One query."""
        return find(self.typed, shelf=self.topic.pk if self.topic else 0)

    @property
    def is_asked(self) -> bool:
        return bool(self.typed)

    def count(self, kind: str = "") -> int:
        return len(self.answer.of(kind) if kind else self.answer.hits)

    @property
    def guide_count(self) -> str:
        return self._said(GUIDE)

    @property
    def goods_count(self) -> str:
        return self._said(PRODUCT)

    def _said(self, kind: str = "") -> str:
        number = self.count(kind)
        return f"{number}+" if self.answer.is_cut and number else str(number)

    @property
    def kind_links(self) -> list[Link]:
        names = {"": _("Everything"), GUIDE: _("Guides"), PRODUCT: _("Kit")}
        return [
            Link(name, self.address(kind=kind), self.kind == kind, self._said(kind))
            for kind, name in names.items()
        ]

    @property
    def topic_links(self) -> list[Link]:
        chosen = self.topic.slug if self.topic else ""
        every = Link(_("All topics"), self.address(topic=""), not chosen)
        return [every] + [
            Link(t.name, self.address(topic=t.slug), t.slug == chosen, colour=t.colour)
            for t in self.frame.topics
        ]

    @property
    def meant_address(self) -> str:
        return self.address(q=self.meant)

    @property
    def before_address(self) -> str:
        return self.address(page=str(self.page - 1) if self.page > 2 else "")

    @property
    def after_address(self) -> str:
        return self.address(page=str(self.page + 1))

    def address(self, **other: str) -> str:
        """The same search but for what is named; on its first page, unless that is named."""
        told = {
            "q": self.typed,
            "kind": self.kind,
            "topic": self.topic.slug if self.topic else "",
            **other,
        }
        return "?" + urlencode({name: value for name, value in told.items() if value})

    @cached_property
    def guides(self) -> list[Hit]:
        """One query."""
        return self._hits(GUIDE, _guides, GUIDES, "text")

    @cached_property
    def goods(self) -> list[Hit]:
        """One query."""
        return self._hits(PRODUCT, _goods, GOODS, "summary")

    def _hits(self, kind: str, things: prepared, size: int, text: str) -> list[Hit]:
        if self.kind and self.kind != kind:
            return []
        found = self._page(self.answer.of(kind), size)
        keys = [hit.key for hit in found]
        rows = {row.pk: row for row in things(keys=keys, at=timezone.now())} if found else {}
        question = self.answer.question
        return [
            Hit(
                thing := rows[hit.key],
                marked(thing.title, question),
                snippet(getattr(thing, text), question),
            )
            for hit in found
            if hit.key in rows
        ]

    def _page(self, found: list[Found], size: int) -> list[Found]:
        return found[(self.page - 1) * size : self.page * size]

    @property
    def has_more(self) -> bool:
        kinds = [self.kind] if self.kind else KINDS
        sizes = {GUIDE: GUIDES, PRODUCT: GOODS}
        return any(self.count(kind) > self.page * sizes[kind] for kind in kinds)

    @cached_property
    def meant(self) -> str:
        """What may have been meant, where not all of it was found. One query, or none."""
        if self.answer.question and (not self.answer.hits or self.answer.is_partial):
            return did_you_mean(self.answer.question)
        return ""

    @cached_property
    def newest(self) -> list[Edition]:
        """A way on, where nothing was found. One query."""
        return _newest(at=timezone.now())

    def note_miss(self) -> None:
        """One query at most."""
        if self.answer.question and not self.answer.hits and not self.shelf:
            misses.count(self.answer.question, self.typed)


@prepared
def _guides(keys: Given, at: Given) -> EditionQuerySet:
    shown = Edition.objects.live(at).for_cards().defer(None).defer("body")
    return shown.filter(pk__in=Keys(keys)).order_by()


@prepared
def _goods(keys: Given, at: Given) -> ProductQuerySet:
    shown = Product.objects.on_sale_here().for_cards(at)
    return shown.filter(pk__in=Keys(keys)).order_by()


@prepared
def _newest(at: Given) -> EditionQuerySet:
    return with_frame(Edition.objects.live(at).newest_first().first_rows(NEWEST).for_cards())
