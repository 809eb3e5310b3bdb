"""Ghost's JSON export."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from articles.importing.exports import lexical
from articles.importing.exports.exported import BrokenExport, Exported, moment, plain

HERE = "__GHOST_URL__"


def read_json(text: str) -> Iterator[Exported]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenExport(_("This JSON is broken: %s") % error) from error
    tables = _tables(document)
    related = _Related(tables)
    for post in _rows(tables, "posts"):
        yield _exported(post, related)


def _tables(document: Any) -> dict[str, Any]:
    found = document.get("db", document) if isinstance(document, dict) else document
    found = found[0] if isinstance(found, list) and found else found
    found = found.get("data", found) if isinstance(found, dict) else {}
    if not isinstance(found, dict) or not isinstance(found.get("posts"), list):
        raise BrokenExport(_("This is no Ghost export: it lists no posts."))
    return found


def _rows(tables: dict[str, Any], name: str) -> list[dict]:
    rows = tables.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


class _Related:
    """The rows beside the posts, by the post they belong to."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self.tags = {row.get("id"): row for row in _rows(tables, "tags")}
        self.users = {row.get("id"): row for row in _rows(tables, "users")}
        self.meta = {row.get("post_id"): row for row in _rows(tables, "posts_meta")}
        self.tags_of = self._joined(tables, "posts_tags", "tag_id", self.tags)
        self.authors_of = self._joined(tables, "posts_authors", "author_id", self.users)

    def _joined(
        self, tables: dict[str, Any], name: str, key: str, rows: dict[Any, dict]
    ) -> dict[Any, list[str]]:
        joined: dict[Any, list[str]] = defaultdict(list)
        links = _rows(tables, name)
        for link in sorted(links, key=lambda link: _order(link.get("sort_order"))):
            if said := plain(rows.get(link.get(key), {}).get("name")):
                joined[link.get("post_id")].append(said)
        return joined


def _order(said: Any) -> int:
    return said if isinstance(said, int) else 0


def _exported(post: dict, related: _Related) -> Exported:
    identity, meta = post.get("id"), related.meta.get(post.get("id"), {})
    tags = [tag for tag in related.tags_of[identity] if not tag.startswith("#")]
    authors = related.authors_of[identity] or [
        plain(related.users.get(post.get("author_id"), {}).get("name"))
    ]
    status = post.get("status")
    return Exported(
        origin=f"ghost:{post.get('uuid') or identity}",
        title=plain(post.get("title")),
        html=_html(post).replace(HERE, ""),
        slug=plain(post.get("slug")),
        author=authors[0],
        topic=tags[0] if tags else "",
        tags=tags,
        excerpt=plain(post.get("custom_excerpt")),
        meta_title=plain(meta.get("meta_title") or post.get("meta_title")),
        meta_description=plain(meta.get("meta_description") or post.get("meta_description")),
        picture=plain(post.get("feature_image")).replace(HERE, ""),
        picture_alt=plain(meta.get("feature_image_alt") or post.get("feature_image_alt")),
        is_published=status in ("published", "scheduled"),
        published_at=moment(post.get("published_at")),
        created_at=moment(post.get("created_at")),
        former_paths=[f"/{slug}/"] if (slug := plain(post.get("slug"))) else [],
        skipped=_("a page, not a post") if post.get("type") == "page" or post.get("page") else "",
    )


def _html(post: dict) -> str:
    if isinstance(post.get("html"), str) and post["html"].strip():
        return post["html"]
    for name, read in (("lexical", lexical.to_html), ("mobiledoc", lexical.mobiledoc_to_html)):
        if isinstance(post.get(name), str) and post[name].strip():
            try:
                return read(json.loads(post[name]))
            except (ValueError, RecursionError, TypeError, LookupError, AttributeError):
                continue
    return "".join(f"<p>{line}</p>" for line in plain_lines(post.get("plaintext")))


def plain_lines(said: Any) -> list[str]:
    return [plain(line) for line in str(said or "").split("\n\n") if line.strip()]
