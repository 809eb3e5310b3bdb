"""What kind of section each is: a step, easier, harder, a story, the conclusion, or plain text."""

import re

from django.utils.translation import gettext as _

from articles.importing import cues
from articles.importing.notes import Notes
from articles.importing.passages import Passage

VARIANT = re.compile(r"\(([^()]*)\)$")
FEWEST_TOLD = 30  # words of a story


def set_kinds(passages: list[Passage]) -> None:
    """All kinds but steps, which only the levels can tell."""
    own = [_told(passage) for passage in passages]
    all_told, all_words = sum(told for told, _words in own), sum(words for _told, words in own)
    for place, (passage, (told, words)) in enumerate(zip(passages, own, strict=True)):
        late = place >= 0.5 * len(passages)
        if cues.conclusion.says(passage.words) and (late or len(passages) == 1):
            passage.be("conclusion", 0.97, _("its heading says so"))
        elif cues.summary.says(passage.words) and late:
            passage.be("conclusion", 0.75, _("a summary near the end"))
        elif kind := _variant(passage.words):
            passage.be(kind, 0.92, _("its heading says so"))
        elif words >= FEWEST_TOLD:
            rest = (all_told - told) / max(1, all_words - words)
            _tell(passage, told / words, rest)


def _told(passage: Passage) -> tuple[int, int]:
    """Words of the first person, and all words, of a passage."""
    words = [
        word for block in passage.body for _where, text in block.pieces for word in cues.words(text)
    ]
    return sum(word in cues.first_person_words for word in words), len(words)


def _tell(passage: Passage, share: float, elsewhere: float) -> None:
    """Make it a story where it says “I” often, and more than the rest of the guide does."""
    heading = " ".join(cues.words(passage.words))
    named = any(f" {word} " in f" {heading} " for word in cues.story_words)
    if named and share >= 0.025:
        passage.be("story", 0.9, _("the heading and the text speak in the first person"))
    elif share >= 0.05 and share >= 2.5 * elsewhere:
        passage.be("story", 0.6, _("the text speaks in the first person, the rest does not"))


def _variant(heading: str) -> str:
    """“easier” or “harder”, where the heading begins with such a word or has it in brackets."""
    head = cues.HEAD.split(heading, maxsplit=1)[0]
    in_brackets = VARIANT.search(heading)
    named = cues.words(in_brackets[1]) if in_brackets else []
    words = cues.words(head)
    if (head != heading and not in_brackets and len(words) <= 3) or len(words) == 1:
        named = words  # “Easier: with bent knees”
    if re.match(r"(?:make|making) it ", heading, re.IGNORECASE) or (
        words and len(words) <= 4 and words[-1] in cues.version_words and len(words) > 1
    ):
        named = words
    easier, harder = cues.easier_words.intersection(named), cues.harder_words.intersection(named)
    if bool(easier) == bool(harder):
        return ""
    return "easier" if easier else "harder"


def set_steps(passages: list[Passage], notes: Notes) -> None:
    """Numbered level 3s are steps, and lose their number, unless they count other things."""
    parent = passages[0] if passages else None
    for passage in passages:
        if passage.level == 2:
            parent = passage
            if passage.kind in ("easier", "harder"):
                passage.be("text", 0.7, _("variations stand side by side below a heading"))
        elif passage.in_run and passage.kind == "text":
            named = passage.heading.label in cues.step_words
            counted = not cues.counted_words.isdisjoint(cues.words(parent.words))
            if named or not (passage.heading.label or counted):
                deeds = not cues.deed_words.isdisjoint(cues.words(parent.words))
                _number(passage, deeds, notes)


def _number(passage: Passage, deeds: bool, notes: Notes) -> None:
    heading = passage.heading
    sure = 0.95 if heading.label else passage.level_sure
    passage.be("steps", min(sure, 0.65) if deeds else sure, _("one of a numbered row"))
    if heading.text:
        notes.drop(heading.mark, heading.where, _("a step's number"))
        heading.mark = ""
