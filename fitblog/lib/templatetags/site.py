"""Tags of the shared page layer."""

from collections.abc import Hashable
from datetime import datetime
from functools import lru_cache

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from fitblog.lib import jsonld, site
from fitblog.lib.page import Page
from fitblog.lib.richtext import set_in_page

register = template.Library()


@register.simple_tag
def absolute(request: HttpRequest, path: str) -> str:
    """The full address of a path on this site."""
    return site.absolute(request, path)


@register.simple_tag
def once(partial: str, **inputs: Hashable) -> SafeString:
    """Includes a partial that shows these inputs and nothing else: words, numbers, tuples of them.

    It is rendered once for each language and all that it was ever handed, so it cannot be stale.
    """
    render = _rendered.__wrapped__ if settings.DEBUG else _rendered
    return render(partial, get_language(), tuple(inputs.items()))


@lru_cache(maxsize=256)
def _rendered(partial: str, language: str, inputs: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return render_to_string(partial, dict(inputs))


@register.filter
def stamp(at: datetime) -> str:
    """For a time element, which takes no more than three digits of a second."""
    return at.isoformat(timespec="seconds")


@register.simple_tag
def json_ld(request: HttpRequest, page: Page) -> SafeString:
    """What the page says of itself to machines, as a block that no text in it can end."""
    return jsonld.script(jsonld.page_nodes(request, page))


@register.simple_tag
def rich_text(html: str, *, below: int, name: str, anchor: str) -> SafeString:
    """An editor's HTML as a page sets it; `below` is the level of the heading above it."""
    return set_in_page(html, below=below, name=name, anchor=anchor)
