"""A file → its text, or one sentence that says why not."""

import codecs
import os
import re
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

LARGEST = 10 * 1024 * 1024  # bytes
# What files of other kinds begin with.
KINDS = {
    b"%PDF": gettext_noop("a PDF document"),
    b"PK\x03\x04": gettext_noop("a Word, ODT or ZIP document"),
    b"\xd0\xcf\x11\xe0": gettext_noop("a Word document"),
    b"{\\rtf": gettext_noop("an RTF document"),
    b"\x89PNG": gettext_noop("a PNG picture"),
    b"\xff\xd8\xff": gettext_noop("a JPEG picture"),
    b"GIF8": gettext_noop("a GIF picture"),
    b"\x1f\x8b": gettext_noop("a GZIP archive"),
}
# Longest first: the mark of UTF-32 begins like that of UTF-16.
MARKED = [
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
PROLOGUE = r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
EXPORTS = [
    (rf"{PROLOGUE}<rss\b[^>]*wordpress\.org/export", gettext_noop("a WordPress export")),
    (rf"{PROLOGUE}<(?:rss|feed)\b", gettext_noop("a feed")),
    (r'\s*\{\s*"(?:db|meta|data)"\s*:.{0,100000}?"posts"\s*:', gettext_noop("a Ghost export")),
    (
        r'\s*[\[{].{0,5000}?"(?:body_html|bodyHtml|contentHtml|articles)"\s*:',
        gettext_noop("a Shopify export"),
    ),
    (r"[^\n]{0,2000}\b[Bb]ody HTML\b[^\n]{0,2000}\n", gettext_noop("a Shopify export")),
]


class Unreadable(Exception):
    """The file holds no text that an import could read. Worded for an editor."""


def read_document(path: Path) -> str:
    """The text of a file. Raises Unreadable."""
    name = path.name or str(path)
    return decoded(name, read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """What a file of at most 10 MB holds. Raises Unreadable."""
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise Unreadable(_("%s is a folder, not a file.") % name)
        if path.exists() and not path.is_file():
            raise Unreadable(_("%s is not an ordinary file.") % name)
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > LARGEST:
                raise Unreadable(_("%s is larger than 10 MB; split it.") % name)
            return file.read()
    except FileNotFoundError:
        raise Unreadable(_("There is no file %s.") % path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable(
            _("%(name)s cannot be opened: %(reason)s.") % {"name": name, "reason": reason}
        ) from None


def decoded(name: str, content: bytes) -> str:
    """The text in these bytes, whatever its encoding. Raises Unreadable."""
    for beginning, kind in KINDS.items():
        if content.removeprefix(codecs.BOM_UTF8).startswith(beginning):
            words = {"name": name, "kind": _(kind)}
            raise Unreadable(
                _("%(name)s holds %(kind)s; save it as a web page or as text.") % words
            )
    text = _text(content)
    if text is None:
        raise Unreadable(_("%s is not a text file.") % name)
    if not any(map(str.isalnum, text)):
        raise Unreadable(
            _("%s holds no words.") % name if text.strip() else _("%s is empty.") % name
        )
    return text


def _text(content: bytes) -> str | None:
    """None where the bytes are no text."""
    for mark, encoding in MARKED:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                return None
    if b"\0" in content:
        return _unmarked_utf_16(content)
    try:
        return content.decode()
    except UnicodeDecodeError:
        pass
    stated = CHARSET.search(content[:4096])
    names = [stated[1].decode("ascii")] if stated else []
    for encoding in [*names, "cp1252"]:
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    # A few wrong bytes in a long text of UTF-8 are better read than refused.
    lenient = content.decode(errors="replace")
    wrong = lenient.count("\ufffd")
    return lenient if wrong <= 0.01 * len(lenient) else content.decode("latin-1")


def _unmarked_utf_16(content: bytes) -> str | None:
    even, odd = content[0::2].count(0), content[1::2].count(0)
    half = len(content) / 2
    if len(content) % 2 or max(even, odd) < 0.6 * half or min(even, odd) > 0.05 * half:
        return None
    try:
        return content.decode("utf-16-be" if even > odd else "utf-16-le")
    except UnicodeDecodeError:
        return None


def named_export(text: str) -> str:
    """What export of a whole site this text is, in words; nothing for a single document."""
    return next((_(what) for sign, what in EXPORTS if re.match(sign, text, re.S)), "")
