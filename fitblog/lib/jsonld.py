"""Schema.org nodes that both apps use, and the one way to write them into a page."""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from fitblog.lib.page import Crumb, Page
from fitblog.lib.site import absolute

Node = dict[str, Any]

# Inside <script> only these can end or confuse the element; JSON reads the escapes as the letters.
INERT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
ICON = "img/icon.png"


def page_nodes(request: HttpRequest, page: Page) -> list[Node]:
    """What the page says of itself, or that it is a page, and the way to it."""
    nodes = page.schema or [web_page(request, page.title, page.short_description)]
    return [*nodes, breadcrumbs(request, page.crumbs)] if len(page.crumbs) > 1 else nodes


def script(nodes: Iterable[Node]) -> SafeString:
    """The nodes as one <script> block that no text in them can end."""
    document = {"@context": "https://schema.org", "@graph": list(nodes)}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(INERT)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


def organization(request: HttpRequest) -> Node:
    home = absolute(request, "/")
    return {
        "@type": "Organization",
        "@id": f"{home}#organization",
        "name": settings.SITE_NAME,
        "url": home,
        "logo": absolute(request, static(ICON)),
    }


def website(request: HttpRequest, search: str) -> Node:
    """`search` is the path of the page that looks for `?q=…`."""
    home = absolute(request, "/")
    return {
        "@type": "WebSite",
        "@id": f"{home}#website",
        "name": settings.SITE_NAME,
        "description": settings.SITE_TAGLINE,
        "url": home,
        "inLanguage": settings.LANGUAGE_CODE,
        "publisher": {"@id": f"{home}#organization"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolute(request, search) + "?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def web_page(request: HttpRequest, name: str, description: str, kind: str = "WebPage") -> Node:
    """The page that was asked for. `kind` may be CollectionPage, ProfilePage and the like."""
    address = absolute(request, request.path)
    return {
        "@type": kind,
        "@id": f"{address}#page",
        "name": name,
        "description": description,
        "url": address,
        "isPartOf": {"@id": absolute(request, "/") + "#website"},
    }


def breadcrumbs(request: HttpRequest, crumbs: Iterable[Crumb]) -> Node:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": crumb.name}
            | ({"item": absolute(request, crumb.path)} if crumb.path else {})
            for place, crumb in enumerate(crumbs, 1)
        ],
    }


def item_list(request: HttpRequest, items: Iterable[tuple[str, str]]) -> Node:
    """Names and paths, in the order of the page."""
    return {
        "@type": "ItemList",
        "@id": absolute(request, request.path) + "#list",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": name,
                "url": absolute(request, path),
            }
            for place, (name, path) in enumerate(items, 1)
        ],
    }
