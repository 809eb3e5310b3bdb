"""How a page sets the HTML that editors wrote."""

import re
from html import unescape
from itertools import count

from django.utils.html import conditional_escape, format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe

TABLE_EDGE = re.compile(r"<(/?)table>")
BLOCK_END = re.compile(r"(</(?:p|li|h4|td|th|caption|blockquote)>|<br>)")
CAPTION = re.compile(r"<caption>")
SMALL_HEADING = re.compile(r"<(/?)h4>")


def set_in_page(html: str, *, below: int, name: str, anchor: str) -> SafeString:
    """Clean HTML as a page shows it: tables framed, headings one level below the one above.

    `name` is what a table without a caption is called, `anchor` what its id begins with.
    The frame scrolls, so it takes the focus and says what it holds.
    """
    html = SMALL_HEADING.sub(rf"<\1h{min(below + 1, 6)}>", conditional_escape(html))
    depth, numbers = 0, count(1)
    framed, end = [], 0
    for edge in TABLE_EDGE.finditer(html):
        closes = bool(edge[1])
        depth += -1 if closes else 1
        if depth == (0 if closes else 1):
            begin, end = end, edge.end() if closes else edge.start()
            piece = html[begin:end]
            framed.append(_frame(piece, name, f"{anchor}-{next(numbers)}") if closes else piece)
    return mark_safe("".join([*framed, html[end:]]))  # noqa: S308  (escaped unless it was safe)


def plain(html: str) -> str:
    """The words alone, on one line."""
    return " ".join(unescape(strip_tags(BLOCK_END.sub(r"\1 ", html))).split())


def _frame(table: str, name: str, ident: str) -> str:
    captioned, found = CAPTION.subn(f'<caption id="{ident}">', table, count=1)
    label = (
        format_html(' aria-labelledby="{}"', ident)
        if found
        else format_html(' aria-label="{}"', name)
    )
    return f'<div class="table" role="region" tabindex="0"{label}>{captioned}</div>'
