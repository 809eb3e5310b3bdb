"""What was looked for and is not there: editors learn what to write next."""

from django.db.models import F
from django.utils import timezone

from articles.models import Miss
from fitblog.lib.search.question import Question

MOST = 5_000  # kept; a flood of nonsense fills no disk


def count(question: Question, typed: str) -> None:
    """Two queries at most. What may be somebody's address or number is not kept."""
    words = str(question)
    if not words or len(words) > Miss._meta.get_field("words").max_length:
        return
    if "@" in typed or sum(letter.isdecimal() for letter in words) > 4:
        return
    today = timezone.localdate()
    if Miss.objects.filter(words=words).update(times=F("times") + 1, last_on=today):
        return
    if Miss.objects.count() < MOST:
        Miss.objects.bulk_create([Miss(words=words, last_on=today)], ignore_conflicts=True)
