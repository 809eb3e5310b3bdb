"""What can be found, written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from fitblog.lib.search.engines import engine
from fitblog.lib.search.models import Entry, Word
from fitblog.lib.words import folded_words

LONGEST_WORD = 30
BATCH = 400


@dataclass(frozen=True)
class Document:
    """Plain text, never HTML. `keywords` are words that count nearly as much as the title."""

    kind: str
    owner: int
    key: int
    title: str
    path: str
    text: str
    keywords: str = ""
    shelf: int = 0
    live_from: datetime | None = None
    live_until: datetime | None = None


@transaction.atomic
def replace(kind: str, owners: Iterable[int], documents: Iterable[Document]) -> None:
    """Make these documents all that is found of these owners. Call it where they change."""
    gone = list(
        Entry.objects.filter(kind=kind, owner__in=list(owners)).values_list("pk", flat=True)
    )
    for start in range(0, len(gone), BATCH):
        some = gone[start : start + BATCH]
        engine().remove(some)
        Entry.objects.filter(pk__in=some).delete()
    words: set[str] = set()
    for document in documents:
        entry = Entry.objects.create(
            kind=kind,
            owner=document.owner,
            key=document.key,
            shelf=document.shelf,
            title=document.title,
            path=document.path,
            live_from=document.live_from,
            live_until=document.live_until,
        )
        parts = [
            list(folded_words(part)) for part in (document.title, document.keywords, document.text)
        ]
        engine().add(entry, *(" ".join(part) for part in parts))
        words.update(*parts)
    _remember(words)


def forget_others(kind: str, owners: set[int]) -> None:
    """Whatever else is found of this kind is found no more."""
    there = set(Entry.objects.filter(kind=kind).values_list("owner", flat=True))
    gone = sorted(there - owners)
    for start in range(0, len(gone), BATCH):
        replace(kind, gone[start : start + BATCH], [])


def _remember(words: set[str]) -> None:
    """In one order, so that two writers cannot deadlock."""
    spelled = sorted(w for w in words if 3 <= len(w) <= LONGEST_WORD and not w.isdecimal())
    for start in range(0, len(spelled), BATCH):
        Word.objects.bulk_create(
            [Word(term=word) for word in spelled[start : start + BATCH]], ignore_conflicts=True
        )
