"""A guide as the rules look at it."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.checks.finding import Place
from articles.checks.markup import Markup
from articles.models import Edition

WEB = {"http", "https"}


@dataclass(frozen=True)
class Text:
    """One piece of rich text. `level` is that of the heading above it."""

    place: Place
    name: str
    level: int
    markup: Markup


@dataclass(frozen=True)
class Link:
    """`path` is set for a page of this site, `url` for one elsewhere; neither for the rest."""

    place: Place
    href: str
    words: str
    path: str = ""
    url: str = ""


class Guide:
    """An edition, stored or only sketched, with its HTML read once. Needs `article` selected."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.body = edition.body

    @cached_property
    def texts(self) -> list[Text]:
        body = self.body
        texts = [Text(Place("introduction"), _("Introduction"), 1, Markup.of(body.introduction))]
        texts += [
            Text(Place("body", "sections", row), s.heading, s.level, Markup.of(s.body))
            for row, s in enumerate(body.sections)
        ]
        texts += [
            Text(Place("answer", "faq_items", row), f.question, 3, Markup.of(f.answer))
            for row, f in enumerate(body.faq)
        ]
        return texts

    @cached_property
    def links(self) -> list[Link]:
        """Of the texts and the sources."""
        links = [
            self._link(text.place, href, words)
            for text in self.texts
            for href, words in text.markup.links
        ]
        links += [
            self._link(Place("url", "sources", row), source.url, source.title)
            for row, source in enumerate(self.body.sources)
            if source.url
        ]
        return links

    @cached_property
    def path(self) -> str:
        """The guide's own page."""
        return reverse("articles:guide", args=[self.edition.article.slug or "-"])

    def _link(self, place: Place, href: str, words: str) -> Link:
        try:
            parts = urlsplit(urljoin(f"//site{self.path}", href.strip()))
        except ValueError:  # such as “http://[“
            return Link(place, href, words, path="//")
        if parts.scheme and parts.scheme not in WEB:
            return Link(place, href, words)
        if parts.netloc == "site" and not parts.scheme:
            path = parts.path if parts.path != self.path else ""
            return Link(place, href, words, path=path)
        if (parts.hostname or "") in own_hosts():
            return Link(place, href, words, path=parts.path or "/")
        return Link(place, href, words, url=href.strip())


def own_hosts() -> set[str]:
    """The names that this site answers to."""
    if settings.SITE_URL:
        return {urlsplit(settings.SITE_URL).hostname or ""}
    return set(settings.ALLOWED_HOSTS)
