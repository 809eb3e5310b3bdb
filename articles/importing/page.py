"""What surrounds a guide on the page it was copied from: furniture above, cards below."""

import re
from itertools import accumulate

from django.utils.translation import gettext as _

from articles.importing import cues, patience
from articles.importing.lines import Line
from articles.importing.notes import Notes
from articles.importing.proposal import TITLE_LIMIT, Hint

FOOTER_LINE = re.compile(
    r"©|\(c\) [0-9]{4}|copyright\b|[0-9]+ (?:comments?|kommentare?|comentarios?)$", re.I
)
TAGS_LINE = re.compile(
    r"(?:tags?|tagged|filed under|posted in|categories|category|schlagw(?:ö|oe)rter|kategorien?"
    r"|abgelegt unter|etiquetas|categor(?:í|i)as?|archivado en) ?: ",
    re.IGNORECASE,
)
BACK_LINE = re.compile(
    r"(?:back|return|zur(?:ü|ue)ck|volver) (?:to|zum|zur|zu|al?) ", re.IGNORECASE
)
LONGEST_FOOT = 80  # characters
LONGEST_CARD = 400  # characters of a card's text


def is_footer(line: Line) -> bool:
    return cues.footer.is_exactly(line.text) or bool(
        len(line.text) <= 120 and FOOTER_LINE.match(line.text)
    )


def cut_end(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The guide's lines, and those from where the cards and the page's end begin.

    The end begins at the first line that says so (“Read more”, “Leave a comment”) with nothing
    below it but short lines, never two paragraphs in a row, and little beside what is above.
    """
    counts = [line.text.count(" ") + 1 for line in lines]
    above = [0, *accumulate(counts)]
    closing = 0.35
    begins = _where_prose_ends(lines)
    for place, line in enumerate(lines):
        patience.check()
        if line.mark or place == 0:
            continue
        if cues.questions.says(line.text) or cues.conclusion.says(line.text):
            closing = 0.6  # little of the guide comes after these
        if place + 1 < begins or not (cues.read_more.is_exactly(line.text) or is_footer(line)):
            continue
        if above[-1] - above[place + 1] <= closing * above[-1]:
            return lines[:place], lines[place:]
    return lines, []


def _where_prose_ends(lines: list[Line]) -> int:
    """The first place from which on no line is too long for a card or heads a part of a guide."""
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        two = place + 1 < len(lines) and line.is_prose and lines[place + 1].is_prose
        part = any(cue.says(line.text) for cue in (cues.questions, cues.conclusion, cues.takeaways))
        if two or part or len(line.text) > LONGEST_CARD:
            return place + 1
    return 0


def without_furniture(
    lines: list[Line], notes: Notes, all_above: bool | None = None
) -> tuple[list[Line], list[Hint]]:
    """The guide's lines without those of the page, and the guides that single lines point to.

    `all_above` says of lines handed over one by one that they stand above the text.
    """
    first_prose = next((i for i, line in enumerate(lines) if line.is_prose), len(lines))
    kept: list[Line] = []
    hints: list[Hint] = []
    dropped = False
    for place, line in enumerate(lines):
        patience.check()
        above_text = place < first_prose if all_above is None else all_above
        if _is_furniture(line, above_text):
            notes.drop(line.said, line.number, _("page furniture"))
        elif not line.mark and cues.read_more.is_exactly(line.text):
            notes.drop(line.text, line.number, _("a link to another page"))
        elif line.text[:1] == "[" and line.text[-1] == "]" and cues.picture.says(line.text[1:-1]):
            notes.leave([(line.number, line.said)], _("it stands in for a picture"))
        elif not line.mark and len(line.text) <= LONGEST_FOOT and TAGS_LINE.match(line.text):
            notes.leave([(line.number, line.said)], _("the page's tags"))
        elif hint := _pointer(line, notes):
            hints.append(hint)
        else:
            line.gap = line.gap or dropped
            dropped = False
            kept.append(line)
            continue
        dropped = True
    return kept, hints


def _is_furniture(line: Line, above_text: bool) -> bool:
    if line.mark and line.ordinal:
        return False
    back = BACK_LINE.match(line.text) and len(line.text.split()) <= 4 and not line.is_prose
    return (
        cues.furniture.is_exactly(line.text)
        or (back and not line.text.endswith("."))
        or (above_text and cues.edge_furniture.is_exactly(line.text))
    )


def _pointer(line: Line, notes: Notes) -> Hint | None:
    """“Read more: How to squat” as a hint."""
    cue, colon, title = line.text.partition(": ")
    fits = colon and not line.mark and len(title) <= TITLE_LIMIT and not title.endswith(".")
    if not (fits and cues.read_more.is_exactly(cue)):
        return None
    notes.drop(f"{cue}:", line.number, _("a link to another page"))
    return Hint(title.strip(), where=line.number)
