"""One document of another system, with what that system knew of it beside the text."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.html import strip_tags
from django.utils.text import slugify

SLUG_LIMIT = 100


class BrokenExport(Exception):
    """The file is not what it seems to be. Worded for an editor."""


@dataclass(frozen=True)
class Exported:
    origin: str  # the system and its own number for it: the same in every export
    title: str
    html: str
    slug: str = ""
    author: str = ""
    topic: str = ""
    tags: list[str] = field(default_factory=list)
    excerpt: str = ""
    meta_title: str = ""
    meta_description: str = ""
    picture: str = ""  # the address of the one above the text
    picture_alt: str = ""
    is_published: bool = False
    published_at: datetime | None = None
    created_at: datetime | None = None
    former_slugs: list[str] = field(default_factory=list)
    former_paths: list[str] = field(default_factory=list)  # where it stood on the old site
    skipped: str = ""  # why it is no guide, for the report


def moment(said: Any) -> datetime | None:
    """A point in time, however a system writes it; without a zone it is UTC."""
    if isinstance(said, int | float) and not isinstance(said, bool):
        try:
            return datetime.fromtimestamp(said / 1000 if said > 1e11 else said, UTC)
        except (OverflowError, OSError, ValueError):
            return None
    text = str(said or "").strip()
    if not text or text.startswith(("0000", "-0001")):
        return None
    text = text.removesuffix(" UTC").replace(" +", "+").replace(" -", "-")
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            found = parsedate_to_datetime(str(said))
        except (ValueError, TypeError, IndexError):
            return None
    try:
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        return found.astimezone(UTC) if found.year > 1 else None
    except (OverflowError, ValueError):
        return None


def plain(said: Any) -> str:
    """One line of text out of what may be HTML."""
    return " ".join(unescape(strip_tags(str(said or ""))).split())


def slug_of(address: Any) -> str:
    """The last part of an address as a slug; “%C3%BCbung” and “übung” alike."""
    try:
        path = urlsplit(str(address or "")).path
    except ValueError:
        path = str(address)
    last = unquote(path.rstrip("/").rpartition("/")[2])
    return slugify(last)[:SLUG_LIMIT].strip("-")


def names(said: Any) -> list[str]:
    """Tags out of a list, or out of words between commas; each once."""
    parts = said if isinstance(said, list) else str(said or "").split(",")
    return list(dict.fromkeys(name for part in parts if (name := plain(part))))
