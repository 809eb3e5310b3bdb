"""The page's end → hints for related guides; what is no card is left over."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from articles.importing import cues, patience
from articles.importing.lines import Line
from articles.importing.notes import Notes
from articles.importing.page import is_footer
from articles.importing.proposal import TITLE_LIMIT, Hint

LONGEST_LABEL = 5  # words


@dataclass
class Card:
    lines: list[Line]  # short ones: the title, its label
    excerpt: list[Line] = field(default_factory=list)
    title: Line | None = None  # the line that stood there twice, as picture text and as link


def read_end(lines: list[Line], notes: Notes) -> list[Hint]:
    """The end begins with cards; a link on a card or a heading of cards begins another run."""
    cards: list[Card] = []
    run: list[Line] = []
    in_cards = True
    for line in lines:
        patience.check()
        if cues.read_more.is_exactly(line.text):
            notes.drop(line.said, line.number, _("a link to another page"))
            cards += _cards(run, notes)
            run, in_cards = [], True
        elif cues.furniture.is_exactly(line.text) or cues.edge_furniture.is_exactly(line.text):
            notes.drop(line.said, line.number, _("page furniture"))
        elif cues.footer.is_exactly(line.text):
            notes.drop(line.said, line.number, _("page furniture"))
            in_cards = False
        elif is_footer(line) or not in_cards:
            notes.leave([(line.number, line.said)], _("below the end of the guide"))
            in_cards = False
        elif not line.rule:
            run.append(line)
    cards += _cards(run, notes)
    return [hint for card in cards if (hint := _hint(card, notes))]


def _cards(run: list[Line], notes: Notes) -> list[Card]:
    cards: list[Card] = []
    titles_only = not any(_is_excerpt(line) for line in run)
    card = None
    for line in run:
        card = _laid(line, card, cards, titles_only, notes)
    return cards


def _laid(
    line: Line, card: Card | None, cards: list[Card], titles_only: bool, notes: Notes
) -> Card | None:
    """Put a line on the card it belongs to, or on a new one; that card."""
    said = cues.key(line.said)
    twin = (
        next((other for other in card.lines if cues.key(other.said) == said), None)
        if card
        else None
    )
    if twin:
        notes.drop(line.said, line.number, _("a repeated title"))
        card.title = twin
    elif card and _is_excerpt(line):
        card.excerpt.append(line)
    elif card is None or card.excerpt or (titles_only and line.text.count(" ") >= 2):
        card = Card([line])
        cards.append(card)
    else:
        card.lines.append(line)
    return card


def _is_excerpt(line: Line) -> bool:
    return len(line.text) >= 90 or (line.text.count(" ") >= 2 and line.text.endswith((".", "…")))


def _hint(card: Card, notes: Notes) -> Hint | None:
    first = card.lines[0]
    longer = [line for line in card.lines if line.text.count(" ") >= 3]
    kicker = longer and first.text.count(" ") < 3
    title = card.title or (longer[0] if kicker else first)
    others = [line for line in card.lines if line is not title]
    label = next((line for line in others if line.text.count(" ") < LONGEST_LABEL), None)
    spare = [line for line in others if line is not label]
    if len(title.said) > TITLE_LIMIT:
        spare, label = [*card.lines, *card.excerpt], None
    notes.leave(
        [(line.number, line.said) for line in spare], _("near cards that point to other guides")
    )
    if title in spare:
        return None
    excerpt = " ".join(line.said for line in card.excerpt)
    return Hint(title.said, label.said if label else "", excerpt, title.number)
