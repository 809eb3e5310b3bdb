"""One document of any format → a Proposal, or one sentence that says why not."""

from dataclasses import replace
from pathlib import PurePath

from django.utils.translation import gettext as _

from articles.importing import formats, patience
from articles.importing.markdown import read_markdown
from articles.importing.markup.read import Read, read_html
from articles.importing.markup.tree import TooTangled
from articles.importing.reading import LARGEST, Unreadable, decoded, named_export
from articles.importing.text import NothingToRead, read_text


def propose(name: str, content: bytes | str, source: str = "", title: str = "") -> Read:
    """What the document holds. The format is told by its content where none is said.

    `title` is one that is known beside the document. Raises Unreadable, worded for an editor.
    """
    name = PurePath(name).name or _("The document")
    if isinstance(content, str):
        content = content.encode(errors="replace")
    if len(content) > LARGEST:
        raise Unreadable(_("%s is larger than 10 MB; split it.") % name)
    text = decoded(name, content)
    if what := named_export(text):
        raise Unreadable(
            _("%(name)s holds %(what)s; a whole site comes in with manage.py import_export.")
            % {"name": name, "what": what}
        )
    source = source or formats.told(text, name)
    try:
        with patience.limited():
            return _read(text, source, title)
    except NothingToRead:
        raise Unreadable(_("%s holds no words.") % name) from None
    except TooTangled:
        raise Unreadable(
            _("%s nests its elements too deep to be read; save it as plain text.") % name
        ) from None
    except patience.TookTooLong:
        raise Unreadable(_("%s takes longer than 5 seconds to read; split it.") % name) from None


def _read(text: str, source: str, title: str) -> Read:
    if source == "text":
        proposal = read_text(text)
        return Read(replace(proposal, title=title, title_where=0) if title else proposal)
    if source == "markdown":
        return read_markdown(text, title)
    return read_html(text, source, title)
