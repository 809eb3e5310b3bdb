"""HTML → a Proposal."""

import re
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from lxml.etree import _Element

from articles.importing import cues
from articles.importing.assembly import assemble
from articles.importing.blocks import Block
from articles.importing.markup import styles
from articles.importing.markup.ground import survey
from articles.importing.markup.page import without_page
from articles.importing.markup.pictures import Pictures
from articles.importing.markup.shape import shape
from articles.importing.markup.tree import parse
from articles.importing.markup.walk import Walk
from articles.importing.notes import Notes
from articles.importing.proposal import EXCERPT_LIMIT, TITLE_LIMIT, Proposal
from articles.importing.text import NothingToRead

NAMES_PARTED = re.compile(r"\s+[|–—·»-]\s+")
OFFICE = ("word", "docs")


@dataclass(frozen=True)
class Read:
    proposal: Proposal
    enclosed: dict[str, bytes] = field(default_factory=dict)  # pictures that came along
    lines: list[tuple[int, str]] = field(default_factory=list)  # the source as an editor sees it


def read_html(html: str, source: str = "html", title: str = "") -> Read:
    """Every word that a reader of the page could see is placed, dropped or left over.

    `title` is one that is known beside the document. Raises NothingToRead, and TooTangled.
    """
    root = parse(html)
    if root is None:
        raise NothingToRead
    notes, pictures = Notes(), Pictures()
    walk = Walk(survey(root), notes, styles.sheet(root), pictures)
    body = next(root.iter("body"), root)
    walk.run(body)
    blocks, page = walk.page.blocks, walk.page
    lines = _lines(blocks, notes, page.related)
    _drop_site_name(blocks, notes)
    _entitle(blocks, title, _page_title(root), source, notes)
    blocks = shape(blocks, page.sizes, notes)
    blocks, hints = without_page(blocks, page.related, notes)
    said = [text for block in blocks for _where, text in block.pieces]
    if not any(map(cues.key, [*said, *notes.words()])):
        if not hints:
            raise NothingToRead
        for hint in hints:  # a page of nothing but links
            pieces = [(hint.where, text) for text in (hint.title, hint.label, hint.excerpt)]
            notes.leave(pieces, _("links to other guides"))
        hints = []
    proposal = assemble(blocks, hints, notes, source, page.author or _meta(root, "author"))
    proposal = _with_summary(replace(proposal, media=pictures.found), root)
    return Read(proposal, pictures.enclosed, lines)


def _lines(
    blocks: list[Block], notes: Notes, related: list[tuple[int, str]]
) -> list[tuple[int, str]]:
    """Everything that was seen, by its number, before any of it is judged."""
    seen = [piece for block in blocks for piece in block.pieces]
    seen += [(words.where, words.text) for words in (*notes.dropped, *notes.leftovers)]
    return sorted({(where, text) for where, text in [*seen, *related] if where and text})


def _page_title(root: _Element) -> str:
    head = next((e for e in root.iter("title") if _is_of_page(e)), None)
    return " ".join((head.text or "").split()) if head is not None else ""


def _is_of_page(title: _Element) -> bool:
    return not any(above.tag == "svg" for above in title.iterancestors())


def _entitle(blocks: list[Block], title: str, of_page: str, source: str, notes: Notes) -> None:
    """Put a title above the blocks where only the page's head, or who asks, knows one."""
    if title:
        for block in [b for b in blocks[:4] if cues.key(b.whole) == cues.key(title)][:1]:
            block.level = 1
            notes.drop(title, 0, _("a repeated title"))
            return
        _push(blocks, title)
        return
    if not cues.key(of_page):
        return
    known = any(block.level == 1 for block in blocks)
    own = _own_part(of_page, blocks)
    if known or source in OFFICE or len(own) > TITLE_LIMIT:
        notes.drop(of_page, 0, _("the name of the page"))
        return
    for block in blocks[:8]:
        if block.kind == "line" and cues.key(block.whole) == cues.key(own):
            block.level = 1
            notes.drop(of_page, 0, _("the name of the page"))
            return
    notes.drop(of_page.replace(own, "", 1), 0, _("the name of the page"))
    _push(blocks, own)


def _drop_site_name(blocks: list[Block], notes: Notes) -> None:
    """Of two first headings with the page's furniture between them the first names the site."""
    first = [block for block in blocks if block.level == 1]
    if len(first) != 2 or blocks[:2] != first:
        return
    if any(first[0].where < words.where < first[1].where for words in notes.dropped):
        notes.drop(first[0].whole, first[0].where, _("the name of the site"))
        del blocks[0]


def _push(blocks: list[Block], title: str) -> None:
    blocks.insert(0, Block("line", 1, title, level=1))


def _own_part(of_page: str, blocks: list[Block]) -> str:
    """A page's name without the site's: the part that the page repeats, else the longest."""
    parts = [part for part in NAMES_PARTED.split(of_page) if cues.key(part)]
    said = {cues.key(block.whole) for block in blocks[:20] if block.kind == "line"}
    repeated = [part for part in parts if cues.key(part) in said]
    return (repeated or sorted(parts, key=len, reverse=True) or [of_page])[0]


def _meta(root: _Element, *names: str) -> str:
    for meta in root.iter("meta"):
        if (meta.get("name") or meta.get("property") or "").lower() in names:
            content = " ".join((meta.get("content") or "").split())
            if content and "://" not in content and len(content) <= EXCERPT_LIMIT:
                return content
    return ""


def _with_summary(proposal: Proposal, root: _Element) -> Proposal:
    """What the page tells search engines is a better excerpt than its first sentences."""
    said = _meta(root, "description", "og:description")
    if not said or proposal.source in OFFICE:
        return proposal
    decisions = [d for d in proposal.decisions if d.part != "excerpt"]
    notes = Notes(decisions)
    what = _("The excerpt is “%s”.") % said
    notes.decide("excerpt", what, 0, 0.8, _("the page describes itself so"))
    return replace(proposal, excerpt=said, decisions=notes.decisions)
