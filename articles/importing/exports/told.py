"""Which system a file comes from, told by its content."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from articles.importing.exports import ghost, shopify, wordpress
from articles.importing.exports.exported import BrokenExport, Exported
from articles.importing.reading import Unreadable, decoded

LARGEST = 500 * 1024 * 1024  # bytes; JSON and CSV are read whole
LARGEST_WHOLE = 100 * 1024 * 1024
SYSTEMS = {"wordpress": "WordPress", "ghost": "Ghost", "shopify": "Shopify"}
POSTS = re.compile(r"\"(?:posts_authors|posts_tags|posts_meta|mobiledoc|lexical)\"\s*:")


def documents(path: Path) -> tuple[str, Iterator[Exported]]:
    """The system's name and its documents. Raises BrokenExport, at once or on the way."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(64 * 1024)
    except OSError as error:
        raise BrokenExport(
            _("%(name)s cannot be opened: %(reason)s.")
            % {"name": path.name, "reason": error.strerror or error}
        ) from error
    if size > LARGEST:
        raise BrokenExport(_("%s is larger than 500 MB; export it in parts.") % path.name)
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<", head):
        return "WordPress", wordpress.read_file(path)
    if size > LARGEST_WHOLE:
        raise BrokenExport(_("%s is larger than 100 MB; export it in parts.") % path.name)
    try:
        text = decoded(path.name, path.read_bytes())
    except Unreadable as refusal:
        raise BrokenExport(str(refusal)) from refusal
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start and start in "{[":
        return ("Ghost", ghost.read_json(text)) if _is_ghost(text) else _shopify_json(text)
    first = text.lstrip("\ufeff").split("\n", 1)[0].lower()
    if "title" in first and ("body html" in first or "body_html" in first or "body" in first):
        return "Shopify", shopify.read_csv(text)
    raise BrokenExport(
        _("%s is no export of WordPress (XML), Ghost (JSON) or Shopify (JSON, CSV).") % path.name
    )


def _is_ghost(text: str) -> bool:
    return bool(re.match(r"\s*\{\s*\"db\"\s*:", text.lstrip("\ufeff"))) or bool(POSTS.search(text))


def _shopify_json(text: str) -> tuple[str, Iterator[Exported]]:
    return "Shopify", shopify.read_json(text)
