"""Addresses of an old site, by their whole path: each leads where its page is now, in one hop.

They are asked only where nothing else answers, so that none stands before a page of this site.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http.request import validate_host
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext as _

from articles.models import Article, FormerPath

LONGEST = 300  # characters of a path
MOST_LINES = 5_000
PARTED = re.compile(r"\s*(?:→|->|=>)\s*|\s+")
GUIDE = "articles:guide"


class NowhereToGo(ValueError):
    """A line of a list leads nowhere. Worded for an editor."""


@dataclass
class Added:
    count: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)  # the line, and why


def key(address: str) -> str:
    """The path of an address as it is kept; nothing for the front page or none at all."""
    try:
        return _normal(urlsplit(address.strip()).path)
    except ValueError:
        return ""


def _normal(path: str) -> str:
    path = unicodedata.normalize("NFC", unquote(path)).casefold()
    path = "/".join(part for part in path.split("/") if part)
    return f"/{path}" if path and len(path) < LONGEST and "\0" not in path else ""


def find(path: str) -> str:
    """Where this path leads now; nothing where it leads nowhere. Two queries at most."""
    wanted = _normal(path)
    known = FormerPath.objects.filter(path=wanted).first() if wanted else None
    if known is None or known.page:
        return known.page if known else ""
    article = Article.objects.with_status().filter(pk=known.article_id).first()
    return article.get_absolute_url() if article and article.live_since else ""


def remember(article: Article, addresses: Iterable[str]) -> None:
    """Lead these addresses to the guide. One that leads somewhere already goes on doing so."""
    own = key(article.get_absolute_url())
    paths = dict.fromkeys(path for address in addresses if (path := key(address)) and path != own)
    rows = [FormerPath(path=path, article=article) for path in paths]
    FormerPath.objects.bulk_create(rows, ignore_conflicts=True)


def add(text: str) -> Added:
    """Take in a list: a line an old address and where it leads now. Later lines count.

    At most MOST_LINES at once; those behind them are refused.
    """
    added = Added()
    lines = text.splitlines()
    for number, line in enumerate(lines[:MOST_LINES], start=1):
        old, new = _parted(line)
        if not line.strip() or (number == 1 and "/" not in old):  # a blank line, a head
            continue
        try:
            path = _old(old)
            target = _target(new, path)
        except NowhereToGo as refusal:
            added.refused.append((line, str(refusal)))
            continue
        FormerPath.objects.update_or_create(path=path, defaults=target)
        FormerPath.objects.filter(page=f"{path}/").update(**target)  # still one hop
        added.count += 1
    too_many = _("Only %d lines are taken in at once.") % MOST_LINES
    added.refused += [(line, too_many) for line in lines[MOST_LINES:] if line.strip()]
    return added


def _parted(line: str) -> tuple[str, str]:
    sign = next((sign for sign in "\t;," if sign in line), None)
    cells = next(csv.reader([line], delimiter=sign), []) if sign else PARTED.split(line.strip(), 1)
    old, new, *_rest = [*map(str.strip, cells), "", ""]
    return old, new


def _old(said: str) -> str:
    path = key(said) if "/" in said else ""
    if not path:
        raise NowhereToGo(_("“%s” is no address of an old page.") % said[:80])
    if _is_page(path):
        raise NowhereToGo(_("There is a page at %s, and it goes on answering.") % path)
    return path


def _is_page(path: str) -> bool:
    """Whether a page of this site answers there: a guide, or one whose address names no row."""
    found = _resolved(path)
    if found is None:
        return False
    if found.view_name == GUIDE:
        live = Article.objects.with_status().filter(slug=found.kwargs["slug"]).first()
        return bool(live and live.live_since)
    return not found.kwargs


def _target(said: str, old: str) -> dict[str, object]:
    """The guide or the page, as FormerPath keeps it: never another address that leads on."""
    parts = urlsplit(said)
    if parts.hostname and not validate_host(parts.hostname, settings.ALLOWED_HOSTS):
        raise NowhereToGo(_("“%s” is on another site.") % said[:80])
    path = key(said)
    if not path and parts.path != "/":
        raise NowhereToGo(_("It is not said where this leads."))
    found = _resolved(path)
    slug = path.lstrip("/") if "/" not in said else None
    if found and found.view_name == GUIDE:
        slug = found.kwargs["slug"]
    if slug and (article := _guide(slug)):
        return {"article": article, "page": ""}
    known = FormerPath.objects.filter(path=path).exclude(path=old).first()
    if known and key(known.page) != old:
        return {"article": known.article, "page": known.page}
    if slug or found is None or known or path == old:
        raise NowhereToGo(_("There is no page at %s.") % said[:80])
    return {"article": None, "page": f"{path}/" if path else "/"}


def _guide(slug: str) -> Article | None:
    return (
        Article.objects.filter(slug=slug).first()
        or Article.objects.filter(former_slugs__slug=slug).first()
    )


def _resolved(path: str) -> ResolverMatch | None:
    try:
        found = resolve(f"{path}/")
    except Resolver404:
        return None
    return None if found.namespace == "admin" else found
