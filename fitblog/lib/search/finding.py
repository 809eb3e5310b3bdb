"""One function for both databases."""

from dataclasses import dataclass, field

from django.utils import timezone

from fitblog.lib.search.engines import MOST, Found, engine
from fitblog.lib.search.question import Question
from fitblog.lib.words import folded_words


@dataclass(frozen=True)
class Answer:
    """`hits` has the best first. `is_partial` says that nothing holds every term."""

    question: Question
    hits: list[Found] = field(default_factory=list)

    @property
    def is_partial(self) -> bool:
        return bool(self.hits) and not self.hits[0].is_whole

    @property
    def is_cut(self) -> bool:
        """There may be more than were counted."""
        return len(self.hits) >= MOST

    def of(self, kind: str) -> list[Found]:
        return [hit for hit in self.hits if hit.kind == kind]


def find(typed: str, *, kind: str = "", shelf: int = 0) -> Answer:
    """What readers can find now. One query, or none where nothing that is a word was typed."""
    question = Question.read(typed)
    if not question:
        return Answer(question)
    hits = engine().find(question, timezone.now(), kind, shelf)
    asked = f" {' '.join(folded_words(typed))} "
    # Stable: among equals the database's order stays.
    hits.sort(key=lambda hit: (-hit.is_whole, -_likeness(hit.title, asked)))
    return Answer(question, hits)


def _likeness(title: str, asked: str) -> int:
    """2 where the title is what was asked for, 1 where it holds that as it stands."""
    title = f" {' '.join(folded_words(title))} "
    return 2 if title == asked else int(asked in title)
