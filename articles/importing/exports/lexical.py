"""Ghost's editors' own formats → HTML, for posts that were exported without any."""

from html import escape
from typing import Any

from articles.importing.markdown import to_html as markdown_to_html

BOLD, ITALIC = 1, 2
BLOCKS = {"paragraph": "p", "extended-quote": "blockquote", "quote": "blockquote", "aside": "p"}


def to_html(document: dict[str, Any]) -> str:
    return "".join(_node(child) for child in document.get("root", {}).get("children", []))


def _node(node: dict[str, Any]) -> str:
    kind = str(node.get("type") or "")
    inner = "".join(_node(child) for child in node.get("children") or [])
    if kind in ("text", "extended-text"):
        words, form = escape(str(node.get("text") or "")), node.get("format") or 0
        words = f"<em>{words}</em>" if form & ITALIC else words
        return f"<strong>{words}</strong>" if form & BOLD else words
    if kind in ("heading", "extended-heading"):
        tag = node.get("tag") if node.get("tag") in ("h1", "h2", "h3", "h4", "h5", "h6") else "h2"
        return f"<{tag}>{inner}</{tag}>"
    if kind == "link":
        return f'<a href="{escape(str(node.get("url") or ""))}">{inner}</a>'
    if kind == "list":
        tag = "ol" if node.get("listType") == "number" or node.get("tag") == "ol" else "ul"
        return f"<{tag}>{inner}</{tag}>"
    if kind == "listitem":
        return f"<li>{inner}</li>"
    if kind == "linebreak":
        return "<br>"
    return _card(kind, node) or (f"<{BLOCKS.get(kind, 'div')}>{inner}</{BLOCKS.get(kind, 'div')}>")


def _card(kind: str, card: dict[str, Any]) -> str:
    if kind == "html":
        return str(card.get("html") or "")
    if kind == "markdown":
        return markdown_to_html(str(card.get("markdown") or ""))
    if kind == "image":
        source, alt = escape(str(card.get("src") or "")), escape(str(card.get("alt") or ""))
        caption = str(card.get("caption") or "")
        below = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f'<figure><img src="{source}" alt="{alt}">{below}</figure>'
    if kind == "toggle":
        head, body = str(card.get("heading") or ""), str(card.get("content") or "")
        return f"<details><summary>{head}</summary>{body}</details>"
    if kind == "callout":
        return f"<blockquote>{card.get('calloutText') or ''}</blockquote>"
    if kind in ("embed", "bookmark", "video", "audio"):
        source = escape(str(card.get("url") or card.get("src") or ""))
        return f'<iframe src="{source}"></iframe>'
    return ""


def mobiledoc_to_html(document: dict[str, Any]) -> str:
    """Sections of the older editor: [1, tag, markers], [2, image], [3, list, items], [10, card]."""
    written = []
    for section in document["sections"]:
        if section[0] == 1:
            written.append(f"<{section[1]}>{_markers(section[2], document)}</{section[1]}>")
        elif section[0] == 2:
            written.append(f'<img src="{escape(str(section[1]))}" alt="">')
        elif section[0] == 3:
            items = "".join(f"<li>{_markers(item, document)}</li>" for item in section[2])
            written.append(f"<{section[1]}>{items}</{section[1]}>")
        elif section[0] == 10:
            name, card = document["cards"][section[1]]
            name = "markdown" if name == "card-markdown" else name
            written.append(_card(name, card if isinstance(card, dict) else {}))
    return "".join(written)


def _markers(markers: list[Any], document: dict[str, Any]) -> str:
    written, open_tags = [], []
    for marker in markers:
        for index in marker[1]:
            tag, *rest = document["markups"][index]
            href = rest[0][1] if rest and len(rest[0]) > 1 else ""
            written.append(f'<{tag} href="{escape(str(href))}">' if tag == "a" else f"<{tag}>")
            open_tags.append(tag)
        atom = marker[0] == 1
        written.append("<br>" if atom else escape(str(marker[3])))
        written += [f"</{open_tags.pop()}>" for _closed in range(marker[2])]
    return "".join(written)
