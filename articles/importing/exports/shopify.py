"""Shopify's blog articles: JSON of its APIs, CSV of its export apps."""

import csv
import io
import json
import sys
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from articles.importing.exports.exported import BrokenExport, Exported, moment, names, plain

BODIES = ("body_html", "bodyHtml", "contentHtml", "content_html", "body")
DEEPEST = 12
TRUE = {"true", "yes", "1", "published", "visible"}


def read_json(text: str) -> Iterator[Exported]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenExport(_("This JSON is broken: %s") % error) from error
    for number, (article, blog) in enumerate(_articles(document, {}, 0), start=1):
        yield _of_json(article, blog, number)


def _articles(part: Any, blog: dict, depth: int) -> Iterator[tuple[dict, dict]]:
    """Everything with a title and a text, wherever it lies, with the blog around it."""
    if depth > DEEPEST:
        return
    if isinstance(part, list):
        for one in part:
            yield from _articles(one, blog, depth + 1)
    elif isinstance(part, dict):
        if isinstance(part.get("title"), str) and any(isinstance(part.get(b), str) for b in BODIES):
            yield part, part["blog"] if isinstance(part.get("blog"), dict) else blog
            return
        around = part if isinstance(part.get("articles"), list | dict) else blog
        for one in part.values():
            yield from _articles(one, around, depth + 1)


def _of_json(article: dict, blog: dict, number: int) -> Exported:
    seo = _part(article, "seo")
    image = _part(article, "image")
    author = article.get("author")
    if isinstance(author, dict):
        author = author.get("name")
    published = moment(article.get("published_at") or article.get("publishedAt"))
    shown = article.get("published", article.get("isPublished"))
    fields = _metafields(article)
    html = next((article[b] for b in BODIES if isinstance(article.get(b), str)), "")
    identity = article.get("id") or article.get("handle") or number
    return Exported(
        origin=f"shopify:{str(identity).rpartition('/')[2]}",
        title=plain(article.get("title")),
        html=html,
        slug=plain(article.get("handle")),
        author=plain(author or _part(article, "authorV2").get("name")),
        topic=plain(blog.get("title") or article.get("blog_title")),
        former_paths=_paths(blog.get("handle"), article.get("handle")),
        tags=names(article.get("tags")),
        excerpt=plain(
            article.get("summary_html") or article.get("summary") or article.get("excerpt")
        ),
        meta_title=plain(seo.get("title") or fields.get("title_tag")),
        meta_description=plain(seo.get("description") or fields.get("description_tag")),
        picture=plain(image.get("src") or image.get("url") or image.get("originalSrc")),
        picture_alt=plain(image.get("alt") or image.get("altText")),
        is_published=bool(published) if shown is None else bool(shown),
        published_at=published,
        created_at=moment(article.get("created_at") or article.get("createdAt")),
    )


def _paths(blog: Any, handle: Any) -> list[str]:
    """Where a shop showed it."""
    return [f"/blogs/{plain(blog)}/{plain(handle)}"] if plain(blog) and plain(handle) else []


def _part(article: dict, name: str) -> dict:
    part = article.get(name)
    return part if isinstance(part, dict) else {}


def _metafields(article: dict) -> dict[str, str]:
    fields = article.get("metafields")
    nodes = fields.get("nodes") if isinstance(fields, dict) else fields
    found = [one for one in nodes or [] if isinstance(one, dict)]
    return {str(one.get("key")): str(one.get("value") or "") for one in found}


def read_csv(text: str) -> Iterator[Exported]:
    # The standard limit of a cell is 128 KB, less than a long article.
    csv.field_size_limit(min(sys.maxsize, 10 * 1024 * 1024))
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    sign = max(",;\t", key=first.count)
    try:
        rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=sign)
        for number, row in enumerate(rows, start=1):
            cells = {_column(name): value for name, value in row.items() if isinstance(value, str)}
            if cells.get("title") and ("body html" in cells or "body" in cells):
                yield _of_row(cells, number)
    except csv.Error as error:
        raise BrokenExport(_("This CSV is broken: %s") % error) from error


def _column(name: str | None) -> str:
    """“Metafield: title_tag [string]” and “Blog: Title” as one spelling each."""
    said = (name or "").strip().lower().replace("_", " ")
    return " ".join(said.partition("[")[0].replace("metafield:", "").replace("global.", "").split())


def _of_row(cells: dict[str, str], number: int) -> Exported:
    published = moment(cells.get("published at"))
    shown = cells.get("published") or cells.get("status")
    identity = cells.get("id") or cells.get("handle") or str(number)
    return Exported(
        origin=f"shopify:{identity.strip()}",
        title=plain(cells["title"]),
        html=cells.get("body html") or cells.get("body") or "",
        slug=plain(cells.get("handle")),
        author=plain(cells.get("author")),
        former_paths=_paths(
            cells.get("blog: handle") or cells.get("blog handle"), cells.get("handle")
        ),
        topic=plain(cells.get("blog: title") or cells.get("blog title") or cells.get("blog")),
        tags=names(cells.get("tags")),
        excerpt=plain(cells.get("summary html") or cells.get("summary") or cells.get("excerpt")),
        meta_title=plain(cells.get("title tag") or cells.get("seo title")),
        meta_description=plain(cells.get("description tag") or cells.get("seo description")),
        picture=plain(cells.get("image src") or cells.get("image url")),
        picture_alt=plain(cells.get("image alt text")),
        is_published=shown.strip().lower() in TRUE if shown else bool(published),
        published_at=published,
        created_at=moment(cells.get("created at")),
    )
