"""Tags of the shared page layer."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from django import template
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from fitblog.lib import jsonld, site
from fitblog.lib.images import Image
from fitblog.lib.once import once
from fitblog.lib.page import Page
from fitblog.lib.richtext import set_in_page
from fitblog.lib.video import set_videos

register = template.Library()
register.simple_tag(once)


@register.simple_tag
def absolute(request: HttpRequest, path: str) -> str:
    """The full address of a path on this site."""
    return site.absolute(request, path)


@register.simple_tag
@lru_cache
def inlined_svg(path: str) -> SafeString:
    """A small drawing among the static files as an address that costs no request."""
    drawing = Path(finders.find(path)).read_text(encoding="utf-8").strip()
    return mark_safe(f"data:image/svg+xml,{quote(drawing)}")  # noqa: S308  (quoted)


@register.filter
def stamp(at: datetime) -> str:
    """For a time element, which takes no more than three digits of a second."""
    return at.isoformat(timespec="seconds")


@register.simple_tag
def json_ld(request: HttpRequest, page: Page) -> SafeString:
    """What the page says of itself to machines, as a block that no text in it can end."""
    return jsonld.script(jsonld.page_nodes(request, page))


@register.simple_tag
def rich_text(
    html: str, *, below: int, name: str, anchor: str, poster: Image | Literal[""] | None = ""
) -> SafeString:
    """An editor's HTML as a page sets it; `below` is the level of the heading above it.

    Where a `poster` is told, a picture or None, a link that stands alone to a video is one to play.
    """
    text = set_in_page(html, below=below, name=name, anchor=anchor)
    return text if poster == "" else set_videos(text, poster)
