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
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
HTML = re.compile(rb"\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)


class Unreadable(Exception):
    """The file holds no text that an import could read. Worded for an editor."""


def read_document(path: Path) -> str:
    """Raises Unreadable."""
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise Unreadable(_("%s is a folder, not a file.") % name)
        if path.exists() and not path.is_file():
            raise Unreadable(_("%s is not an ordinary file.") % name)
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > LARGEST:
                raise Unreadable(_("%s is larger than 10 MB; split it.") % name)
            content = file.read()
    except FileNotFoundError:
        raise Unreadable(_("There is no file %s.") % path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable(
            _("%(name)s cannot be opened: %(reason)s.") % {"name": name, "reason": reason}
        ) from None
    return _decoded(name, content)


def _decoded(name: str, content: bytes) -> str:
    content = content.removeprefix(codecs.BOM_UTF8)
    for beginning, kind in KINDS.items():
        if content.startswith(beginning):
            words = {"name": name, "kind": _(kind)}
            raise Unreadable(_("%(name)s holds %(kind)s; save it as plain text.") % words)
    if content.startswith(UTF_16):
        raise Unreadable(_("%s is written in UTF-16; save it as UTF-8.") % name)
    if HTML.match(content):
        raise Unreadable(_("%s is a web page; copy its text into a plain file.") % name)
    if b"\0" in content:
        raise Unreadable(_("%s is not a text file.") % name)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        words = {"name": name, "line": line}
        raise Unreadable(
            _("%(name)s is not UTF-8 (line %(line)d); save it as UTF-8.") % words
        ) from None
    if not any(map(str.isalnum, text)):
        raise Unreadable(
            _("%s holds no words.") % name if text.strip() else _("%s is empty.") % name
        )
    return text
