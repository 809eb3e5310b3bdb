"""Guides, lists of guides and authors in the words of schema.org."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from articles.body import FaqItem, Source
from articles.models import Author, Edition, Tag
from fitblog.lib import jsonld
from fitblog.lib.jsonld import Node
from fitblog.lib.page import Page, SharePicture
from fitblog.lib.richtext import plain
from fitblog.lib.site import absolute
from fitblog.lib.video import videos_in


def guide(
    request: HttpRequest, edition: Edition, tags: Sequence[Tag], card: SharePicture
) -> list[Node]:
    """A live guide with the people behind it and its questions. `card` is for one without a
    picture of its own."""
    nodes = [
        jsonld.organization(request),
        person(request, edition.author, has_face=True),
        _article(request, edition, tags, card),
    ]
    if edition.reviewer:
        nodes.append(person(request, edition.reviewer))
    if edition.body.faq:
        nodes.append(_questions(edition.body.faq))
    return nodes


def guide_list(
    request: HttpRequest, page: Page, editions: Iterable[Edition], author: Author | None = None
) -> list[Node]:
    """A page that lists guides, in the order of the page; `author` is whom it is about."""
    kind = "ProfilePage" if author else "CollectionPage"
    listed = jsonld.item_list(request, [(e.title, e.get_absolute_url()) for e in editions])
    node = jsonld.web_page(request, page.title, page.short_description, kind)
    about = person(request, author, has_face=True) if author else {"@id": listed["@id"]}
    return [node | {"mainEntity": about}, listed]


def person(request: HttpRequest, author: Author, *, has_face: bool = False) -> Node:
    """With their portrait where it is selected."""
    address = absolute(request, author.get_absolute_url())
    node = {"@type": "Person", "@id": f"{address}#me", "name": author.name, "url": address}
    if author.role:
        node["jobTitle"] = author.role
    if author.credentials:
        node["description"] = author.credentials
    if has_face and author.portrait:
        node["image"] = absolute(request, author.portrait.as_image().url)
    return node


def _article(
    request: HttpRequest, edition: Edition, tags: Sequence[Tag], card: SharePicture
) -> Node:
    address = absolute(request, edition.get_absolute_url())
    picture = edition.picture
    crops = picture.crop_urls if picture else [card.path]
    node = {
        "@type": "Article",
        "@id": f"{address}#article",
        "headline": edition.title,
        "description": edition.meta_description,
        "image": [absolute(request, path) for path in crops],
        "datePublished": _moment(edition.published_at),
        "dateModified": _moment(edition.updated_at),
        "author": _named(request, edition.author),
        "publisher": {"@id": absolute(request, "/") + "#organization"},
        "mainEntityOfPage": address,
        "articleSection": edition.topic.name,
        "inLanguage": settings.LANGUAGE_CODE,
        "timeRequired": f"PT{edition.minutes}M",
    }
    if tags:
        node["keywords"] = [tag.name for tag in tags]
    if videos := list(_videos(request, edition, crops)):
        node["video"] = videos
    if edition.body.sources:
        node["citation"] = [_cited(source) for source in edition.body.sources]
    if edition.body.corrections:
        node["correction"] = [
            {"@type": "CorrectionComment", "text": one.text, "datePublished": one.corrected_on}
            for one in edition.body.corrections
        ]
    if edition.reviewer:
        # On WebPage, the only type for which schema.org knows a reviewer.
        node["mainEntityOfPage"] = {
            "@type": "WebPage",
            "@id": address,
            "reviewedBy": _named(request, edition.reviewer),
        } | ({"lastReviewed": edition.reviewed_on.isoformat()} if edition.reviewed_on else {})
    return node


def _videos(request: HttpRequest, edition: Edition, poster: Sequence[str]) -> Iterator[Node]:
    """Those that the page plays on a click, behind our own poster."""
    for section in edition.body.sections:
        for video, words in videos_in(section.body):
            yield {
                "@type": "VideoObject",
                "name": section.heading if words.startswith("https://") else words,
                "description": edition.meta_description or section.heading,
                "thumbnailUrl": [absolute(request, path) for path in poster],
                # The video's own day is known to its site alone.
                "uploadDate": _moment(edition.published_at),
                "embedUrl": video.embed,
            }


def _cited(source: Source) -> Node:
    node: Node = {"@type": "CreativeWork", "name": source.title}
    if source.url:
        node["url"] = source.url
    if source.publisher:
        node["publisher"] = {"@type": "Organization", "name": source.publisher}
    if source.year:
        node["datePublished"] = str(source.year)
    return node


def _named(request: HttpRequest, author: Author) -> Node:
    return {"@id": absolute(request, author.get_absolute_url()) + "#me"}


def _questions(faq: Iterable[FaqItem]) -> Node:
    return {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": item.question,
                "acceptedAnswer": {"@type": "Answer", "text": plain(item.answer)},
            }
            for item in faq
        ],
    }


def _moment(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")
