"""What was looked for and is not there: editors learn what to write next."""

from django.db import connection
from django.utils import timezone

from articles.models import Miss
from fitblog.lib.search.question import Question

MOST = 5_000  # kept; a flood of nonsense fills no disk
COUNT = """INSERT INTO articles_miss (words, times, last_on) SELECT %s, 1, %s
    WHERE EXISTS (SELECT 1 FROM articles_miss WHERE words = %s)
    OR (SELECT COUNT(*) FROM articles_miss) < %s
    ON CONFLICT (words) DO UPDATE SET times = articles_miss.times + 1, last_on = excluded.last_on"""


def count(question: Question, typed: str) -> None:
    """One query at most. What may be somebody's address or number is not kept."""
    words = str(question)
    if not words or len(words) > Miss._meta.get_field("words").max_length:
        return
    if "@" in typed or sum(letter.isdecimal() for letter in words) > 4:
        return
    today = connection.ops.adapt_datefield_value(timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [words, today, words, MOST])
