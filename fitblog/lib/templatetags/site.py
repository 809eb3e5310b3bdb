"""Tags of the shared page layer."""

from datetime import datetime

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString

from fitblog.lib import jsonld, site
from fitblog.lib.once import once
from fitblog.lib.page import Page
from fitblog.lib.richtext import set_in_page

register = template.Library()
register.simple_tag(once)


@register.simple_tag
def absolute(request: HttpRequest, path: str) -> str:
    """The full address of a path on this site."""
    return site.absolute(request, path)


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
