"""One document of any format → a Proposal, or one sentence that says why not."""

from dataclasses import replace
from pathlib import PurePath

from django.utils.translation import gettext as _

from articles.importing import formats, patience
from articles.importing.exports.exported import Exported
from articles.importing.markdown import read_markdown
from articles.importing.markup.read import Read, read_html
from articles.importing.markup.tree import TooTangled
from articles.importing.proposal import (
    EXCERPT_LIMIT,
    META_DESCRIPTION_LIMIT,
    META_TITLE_LIMIT,
    TITLE_LIMIT,
    Media,
    Proposal,
    Words,
)
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
            _("%(name)s holds %(what)s; a whole site comes in with manage.py import_blog.")
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


def propose_exported(came: Exported) -> Read:
    """As propose() does, for one document of a site's export, with what came beside its text.

    A document without words is a proposal with nothing but a title.
    """
    title = cut(came.title, TITLE_LIMIT)
    if any(map(str.isalnum, came.html)):
        read = propose(title or came.origin, came.html, title=title)
    else:
        read = Read(Proposal(title or _("Untitled"), title_where=0))
    proposal, leftovers = read.proposal, []
    for said, limit in (
        (came.title, TITLE_LIMIT),
        (came.excerpt, EXCERPT_LIMIT),
        (came.meta_title, META_TITLE_LIMIT),
        (came.meta_description, META_DESCRIPTION_LIMIT),
    ):
        if len(said) > limit:
            leftovers.append(Words(said, 0, _("longer than its field")))
    pictures = [Media("picture", came.picture, came.picture_alt)] if came.picture else []
    proposal = replace(
        proposal,
        origin=came.origin,
        author=came.author or proposal.author,
        excerpt=cut(came.excerpt, EXCERPT_LIMIT) or proposal.excerpt,
        media=pictures + [m for m in proposal.media if m.address != came.picture],
        leftovers=leftovers + proposal.leftovers,
    )
    return replace(read, proposal=proposal)


def cut(text: str, limit: int) -> str:
    """As many words as fit."""
    return text if len(text) <= limit else f"{text[: limit - 1].rsplit(' ', 1)[0][: limit - 1]}…"


def _read(text: str, source: str, title: str) -> Read:
    if source == "text":
        proposal = read_text(text)
        lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
        proposal = replace(proposal, title=title, title_where=0) if title else proposal
        return Read(proposal, lines=lines)
    if source == "markdown":
        return read_markdown(text, title)
    return read_html(text, source, title)
