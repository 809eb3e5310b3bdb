"""WordPress's own export, WXR: XML, streamed, without entities."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _
from lxml import etree

from articles.importing.exports.exported import (
    BrokenExport,
    Exported,
    moment,
    names,
    plain,
    slug_of,
)
from articles.importing.exports.shortcodes import paragraphs

WP = re.compile(r"\{http://wordpress\.org/export/[\d.]+/(excerpt/)?\}")
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
HEAD = 1024 * 1024  # bytes in which the root has to begin
FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
SAFE_ENCODINGS = re.compile(
    rb"encoding\s*=\s*[\"'](?:utf-8|us-ascii|iso-8859-1|windows-1252)", re.I
)
PUBLISHED = ("publish", "future")
GONE = {"trash", "auto-draft", "inherit"}
SEO_TITLES = ("_yoast_wpseo_title", "rank_math_title", "_aioseo_title", "_aioseop_title")
SEO_TEXTS = (
    "_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description", "_aioseop_description",
)  # fmt: skip


def read_file(path: Path) -> Iterator[Exported]:
    """Reads the file twice: pictures may stand below the posts that they belong to."""
    _refuse_entities(path)
    pictures, people = {}, {}
    for kind, item in _parts(path):
        if kind == "author":
            people[item.get("author_login", "")] = item.get("author_display_name", "")
        elif item.get("post_type") == "attachment":
            alt = item["meta"].get("_wp_attachment_image_alt", [""])[0]
            pictures[item.get("post_id", "")] = (item.get("attachment_url", ""), alt)
    for kind, item in _parts(path):
        if kind == "item" and item.get("post_type") != "attachment":
            yield _exported(item, people, pictures)


def _refuse_entities(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(HEAD)
    root = re.search(rb"<rss\b", head)
    beginning = head[: root.start()] if root else head
    stated = re.search(rb"encoding\s*=", beginning)
    if FORBIDDEN.search(beginning) or b"\0" in beginning:
        raise BrokenExport(_("This XML declares a document type, which no WordPress export does."))
    if not root or (stated and not SAFE_ENCODINGS.search(beginning)):
        raise BrokenExport(_("This is no WordPress export that can be read; export it anew."))


def _parts(path: Path) -> Iterator[tuple[str, dict]]:
    """“author” and “item” elements, one at a time, each forgotten when the next one comes."""
    found = etree.iterparse(
        str(path),
        events=("end",),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        recover=True,
        remove_comments=True,
    )
    try:
        for _event, element in found:
            if not isinstance(element.tag, str):
                continue
            name = WP.sub("", element.tag)
            if name == "author" and element.getparent() is not None and len(element):
                yield "author", {WP.sub("", e.tag): e.text or "" for e in element}
            elif element.tag == "item":
                yield "item", _item(element)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise BrokenExport(_("This XML is broken: %s") % error.msg) from error


def _item(element: etree._Element) -> dict:
    item: dict = {"meta": {}, "categories": [], "tags": []}
    for part in element:
        if not isinstance(part.tag, str):
            continue
        text = "".join(part.itertext())
        if part.tag == CONTENT:
            item["content"] = text
        elif part.tag.endswith("excerpt/}encoded"):
            item["excerpt"] = text
        elif part.tag == CREATOR:
            item["creator"] = text
        elif part.tag == "category":
            kind = {"category": "categories", "post_tag": "tags"}.get(part.get("domain") or "")
            if kind and text.strip():
                item[kind].append(html.unescape(text.strip()))
        elif WP.sub("", part.tag) == "postmeta":
            meta = {WP.sub("", e.tag): e.text or "" for e in part if isinstance(e.tag, str)}
            item["meta"].setdefault(meta.get("meta_key", ""), []).append(meta.get("meta_value", ""))
        else:
            item[WP.sub("", part.tag)] = text.strip()
    return item


def _exported(item: dict, people: dict[str, str], pictures: dict[str, tuple[str, str]]) -> Exported:
    meta, status = item["meta"], item.get("status", "draft")
    topics = [name for name in item["categories"] if name.lower() != "uncategorized"]
    picture, alt = pictures.get(meta.get("_thumbnail_id", [""])[0], ("", ""))
    kind = item.get("post_type", "post")
    skipped = ""
    if kind != "post":
        skipped = _("a %s, not a post") % kind
    elif status in GONE:
        skipped = _("thrown away there")
    creator = item.get("creator", "")
    return Exported(
        origin=f"wordpress:{item.get('guid') or item.get('post_id') or item.get('link', '')}"[:300],
        title=plain(item.get("title")),
        html=paragraphs(item.get("content", "")),
        slug=slug_of(item.get("post_name") or item.get("link", "")),
        author=plain(people.get(creator) or creator),
        topic=topics[0] if topics else "",
        tags=names([*item["tags"], *topics[1:]]),
        excerpt=plain(item.get("excerpt")),
        meta_title=_seo(meta, SEO_TITLES),
        meta_description=_seo(meta, SEO_TEXTS),
        picture=picture,
        picture_alt=plain(alt),
        is_published=status in PUBLISHED,
        published_at=moment(item.get("post_date_gmt"))
        or moment(item.get("post_date"))
        or moment(item.get("pubDate")),
        created_at=moment(item.get("post_date_gmt")) or moment(item.get("post_date")),
        former_slugs=[slug for old in meta.get("_wp_old_slug", []) if (slug := slug_of(old))],
        former_paths=_paths(item.get("link", ""), meta.get("_wp_old_slug", [])),
        skipped=skipped,
    )


def _paths(link: str, old_slugs: list[str]) -> list[str]:
    """The post's own path, and the one that each of its former slugs made."""
    folder, _slash, slug = link.rstrip("/").rpartition("/")
    if not slug or "?" in slug:  # a draft's link is a number
        return []
    return [link, *(f"{folder}/{old}/" for old in old_slugs)]


def _seo(meta: dict[str, list[str]], keys: tuple[str, ...]) -> str:
    """What a plugin kept; a template with %%variables%% is none."""
    for key in keys:
        said = plain(meta.get(key, [""])[0])
        if said and "%" not in said:
            return said
    return ""
