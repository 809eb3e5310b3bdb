"""What an importer writes down on its way: decisions, and words that are not the guide's."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext

from articles.importing import patience
from articles.importing.proposal import Decision, Words


@dataclass
class Notes:
    decisions: list[Decision] = field(default_factory=list)
    dropped: list[Words] = field(default_factory=list)
    leftovers: list[Words] = field(default_factory=list)

    def decide(self, part: str, what: str, where: int, confidence: float, why: str) -> None:
        """`why` may still be in the source's language."""
        confidence = round(min(max(confidence, 0.0), 1.0), 2)
        self.decisions.append(Decision(part, what, where, confidence, gettext(why)))

    def drop(self, text: str, where: int, why: str) -> None:
        """Words that say nothing to a reader of the guide: page furniture, repeats, numbers."""
        patience.check()
        if text:
            self.dropped.append(Words(text, where, why))

    def leave(self, pieces: Iterable[tuple[int, str]], why: str) -> None:
        """Words that may matter and found no place."""
        self.leftovers += [Words(text, where, why) for where, text in pieces if text]

    def words(self) -> Iterable[str]:
        """What is not the guide's, piece by piece."""
        return (words.text for words in (*self.dropped, *self.leftovers))
