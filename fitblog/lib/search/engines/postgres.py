"""Full text: Snowball's stems without stop words, prefixes, ts_rank_cd with weights."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from fitblog.lib.search.engines.hits import MOST, SHORTEST_PREFIX, Found
from fitblog.lib.search.models import Entry
from fitblog.lib.search.question import Question

CONSIDERED = 2 * MOST  # texts, and as many titles, that hold a common word: to rank is to read
ADD = """INSERT INTO search_text (entry_id, head, whole)
    SELECT %s, t || k, t || k || setweight(to_tsvector('search_words', %s), 'D')
    FROM (SELECT setweight(to_tsvector('search_words', %s), 'A') AS t,
    setweight(to_tsvector('search_words', %s), 'B') AS k) parts
    ON CONFLICT (entry_id) DO UPDATE SET head = excluded.head, whole = excluded.whole"""
# Of those that hold every term; where nothing does, of those that hold one. The function is in a
# migration of this app: titles are looked up apart, for a common word stands in too many texts.
FIND = """WITH every AS MATERIALIZED (
    SELECT id, rank FROM search_ranked(to_tsquery('search_words', %s), %s, %s, %s, %s)),
    found AS (SELECT id, rank, true AS whole FROM every UNION ALL
    SELECT id, rank, false FROM search_ranked(to_tsquery('search_words', %s), %s, %s, %s, %s)
    WHERE NOT EXISTS (SELECT 1 FROM every))
    SELECT entry.kind, entry.key, entry.title, entry.path, found.whole
    FROM found JOIN search_entry entry ON entry.id = found.id
    ORDER BY found.rank DESC, entry.id DESC LIMIT %s"""


def add(entry: Entry, title: str, keywords: str, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ADD, [entry.pk, text, title, keywords])


def remove(keys: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_text WHERE entry_id = ANY(%s)", [list(keys)])


def find(question: Question, now: datetime, kind: str = "", shelf: int = 0) -> list[Found]:
    """What holds every term, or, where nothing does, what holds one. One query."""
    terms = [_term(term) for term in question.terms]
    asked = (now, kind, shelf, CONSIDERED)
    values = [" & ".join(terms), *asked, " | ".join(terms), *asked, MOST]
    with connection.cursor() as cursor:
        cursor.execute(FIND, values)
        return [Found(*row) for row in cursor.fetchall()]


def _term(words: tuple[str, ...]) -> str:
    """Letters and digits alone: nothing that is typed can be an operator."""
    if len(words) > 1:
        return f"({' <-> '.join(words)})"
    word = words[0]
    return f"({word} | {word}:*)" if len(word) >= SHORTEST_PREFIX else word
