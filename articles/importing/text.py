"""Plain text, as it comes from a copied web page or a word processor → a Proposal."""

from dataclasses import replace

from articles.importing.assembly import assemble
from articles.importing.blocks import group
from articles.importing.brief import read_brief
from articles.importing.cards import read_end
from articles.importing.lines import read_lines
from articles.importing.notes import Notes
from articles.importing.page import cut_end, without_furniture
from articles.importing.proposal import Proposal


class NothingToRead(ValueError):
    """The text holds no word."""


def read_text(text: str) -> Proposal:
    """Every word of the text is in the proposal: placed, dropped or left over.

    Takes time in proportion to the text. Raises NothingToRead where it holds no word.
    """
    if not any(map(str.isalnum, text)):
        raise NothingToRead
    notes = Notes()
    lines, said = read_brief(read_lines(text), notes)
    lines, end = cut_end(lines)
    related = read_end(end, notes)
    lines, pointers = without_furniture(lines, notes)
    proposal = assemble(group(lines), pointers + related, notes, author=said.get("author", ""))
    excerpt = said.get("excerpt", "")
    return replace(proposal, excerpt=excerpt) if excerpt else proposal
