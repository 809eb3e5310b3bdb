"""Which format a document is in: told by its content, not only by its name."""

import re

from django.utils.translation import gettext_lazy as _

NAMES = {
    "text": _("Plain text"),
    "html": _("A web page (HTML)"),
    "markdown": _("Markdown"),
    "word": _("Word, as HTML"),
    "docs": _("Google Docs, as HTML"),
}
LOOKED_AT = 200_000  # characters
PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
TAG = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|li|table|tr|td|article|section|main|span|br|strong|b|em|a|blockquote"
    r"|details|summary|dl|dt|dd|figure|img|header|nav|aside|font|meta|style)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
OPENS = re.compile(r"\s*<(?:[a-z][a-z0-9:-]*[\s>/]|!--)", re.IGNORECASE)
WORD = re.compile(
    r"schemas-microsoft-com:office|class=[\"']?Mso|mso-[a-z-]+:|ProgId[^>]{0,20}Word|OutlineElement"
    r"|data-ccp-|name=[\"']?Generator[\"']?[^>]{0,20}Microsoft Word",
    re.IGNORECASE,
)
DOCS = re.compile(
    r"docs-internal-guid|lst-kix_|docs-(?:title|subtitle)"
    r"|class=\"(?:c\d+ ){1,5}doc-content|<body class=\"(?:c\d+ ?)+(?: doc-content)?\"",
    re.IGNORECASE,
)
MARKS = [
    (re.compile(r"^#{1,6} +\S", re.MULTILINE), 2),
    (re.compile(r"(?<!\\)\[[^\]\n]{1,200}\]\((?:https?:|/|#|mailto:|\.)[^)\n]*\)"), 3),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]+\)"), 3),
    (re.compile(r"^(?:```|~~~)", re.MULTILINE), 3),
    (re.compile(r"^\|?[ \t]*:?-{3,}:?[ \t]*\|", re.MULTILINE), 3),
    (re.compile(r"\*\*[^*\s][^*\n]*\*\*"), 1),
    (re.compile(r"^> ?\S", re.MULTILINE), 1),
    (re.compile(r"^\S[^\n]*\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE), 1),
    (re.compile(r"^(?:[-*+]|\d+\.) +\S", re.MULTILINE), 1),
    (re.compile(r"^\[\^?[\w -]+\]: +\S", re.MULTILINE), 2),
]
MARKDOWN_NAMES = ("md", "markdown", "mdown", "mkd")
ENOUGH = 4
# A line of signs that Markdown does not know, below a line of words: a text's own underlining.
RULED = re.compile(r"^\w[^\n]*\n(?:~{4,}|\^{4,}|\.{4,}|\+{4,}|\*{6,})[ \t]*$", re.MULTILINE)
FRONT = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(?:[A-Za-z_][\w-]*\s*[:=].*\n)")
LONG = 90  # characters of a line that is a paragraph of its own


def told(text: str, name: str = "") -> str:
    """“html”, “word”, “docs”, “markdown” or “text”."""
    start = text[:LOOKED_AT].replace("\r\n", "\n")
    named = name.lower().rpartition(".")[2]
    if _is_html(start, named):
        if DOCS.search(start):
            return "docs"
        return "word" if WORD.search(start) else "html"
    return "markdown" if _is_markdown(start, named) else "text"


def _is_html(text: str, named: str) -> bool:
    if PAGE.match(text):
        return True
    tags = len(TAG.findall(text))
    if OPENS.match(text) and tags:
        # Markdown may begin with a tag, too.
        return tags > 2 * _marks(text)
    if named in ("html", "htm", "xhtml"):
        return tags > 0
    return tags >= 4 and tags > 2 * _marks(text) and tags * 60 > text.count(" ")


def _marks(text: str) -> int:
    return sum(len(mark.findall(text)) for mark, weight in MARKS if weight > 1)


def _is_markdown(text: str, named: str) -> bool:
    if FRONT.match(text):
        return True
    if named not in MARKDOWN_NAMES and RULED.search(text):
        return False
    weight = sum(weight for mark, weight in MARKS if mark.search(text))
    if named in MARKDOWN_NAMES:
        return weight > 0 or not _is_line_by_line(text)
    return weight >= ENOUGH and not _is_line_by_line(text)


def _is_line_by_line(text: str) -> bool:
    """Whether every line is a paragraph: Markdown would join them."""
    lines = text.split("\n")
    long = [i for i, line in enumerate(lines[:-1]) if len(line) > LONG]
    close = sum(
        1 for i in long if lines[i + 1].strip() and lines[i + 1][0] not in "#-*+>|`0123456789"
    )
    return len(long) > 2 and close > 0.4 * len(long) and max(map(len, lines)) > 200
