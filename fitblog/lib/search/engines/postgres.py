"""Full text: Snowball's stems without stop words, prefixes, ts_rank_cd with weights."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from fitblog.lib.search.engines.hits import MOST, SHORTEST_PREFIX, Found
from fitblog.lib.search.models import Entry
from fitblog.lib.search.question import Question

CONSIDERED = 2 * MOST  # of what holds a common word: to rank means to read it
ADD = """INSERT INTO search_text (entry_id, head, whole)
    SELECT %s, t || k, t || k || setweight(to_tsvector('search_words', %s), 'D')
    FROM (SELECT setweight(to_tsvector('search_words', %s), 'A') AS t,
    setweight(to_tsvector('search_words', %s), 'B') AS k) parts
    ON CONFLICT (entry_id) DO UPDATE SET head = excluded.head, whole = excluded.whole"""
# Titles first: a word that stands in thousands of texts is looked up in the titles as well.
RANKED = """SELECT t.entry_id AS id, {whole} AS whole,
    ts_rank_cd('{{0.1, 0.2, 0.6, 1.0}}', t.whole, asked.q, 1) AS rank
    FROM to_tsquery('search_words', %s) asked(q), search_text t
    WHERE t.entry_id IN (
    (SELECT entry_id FROM search_text JOIN search_entry e ON e.id = entry_id
    WHERE head @@ asked.q {filters} LIMIT %s) UNION ALL
    (SELECT entry_id FROM search_text JOIN search_entry e ON e.id = entry_id
    WHERE whole @@ asked.q {filters} LIMIT %s)) {unless}"""
NONE_WHOLE = """AND NOT EXISTS (SELECT 1 FROM search_text JOIN search_entry e ON e.id = entry_id
    WHERE whole @@ to_tsquery('search_words', %s) {filters})"""
FIND = """SELECT entry.kind, entry.key, entry.title, entry.path, found.whole
    FROM ({found}) found JOIN search_entry entry ON entry.id = found.id
    ORDER BY found.whole DESC, found.rank DESC, entry.id DESC LIMIT %s"""
LIVE = """AND (e.live_from IS NULL OR e.live_from <= %s)
    AND (e.live_until IS NULL OR e.live_until > %s)"""


def add(entry: Entry, title: str, keywords: str, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ADD, [entry.pk, text, title, keywords])


def remove(keys: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_text WHERE entry_id = ANY(%s)", [list(keys)])


def find(question: Question, now: datetime, kind: str = "", shelf: int = 0) -> list[Found]:
    """What holds every term, or, where nothing does, what holds one. One query."""
    filters, given = LIVE, [now, now]
    if kind:
        filters, given = f"{filters} AND e.kind = %s", [*given, kind]
    if shelf:
        filters, given = f"{filters} AND e.shelf = %s", [*given, shelf]
    terms = [_term(term) for term in question.terms]
    every, some = " & ".join(terms), " | ".join(terms)
    asked = [*given, CONSIDERED, *given, CONSIDERED]
    found = RANKED.format(whole=1, filters=filters, unless="")
    values = [every, *asked]
    if len(terms) > 1:
        unless = NONE_WHOLE.format(filters=filters)
        found += f" UNION ALL {RANKED.format(whole=0, filters=filters, unless=unless)}"
        values += [some, *asked, every, *given]
    with connection.cursor() as cursor:
        cursor.execute(FIND.format(found=found), [*values, MOST])
        return [Found(*row[:4], bool(row[4])) for row in cursor.fetchall()]


def _term(words: tuple[str, ...]) -> str:
    """Letters and digits alone: nothing that is typed can be an operator."""
    if len(words) > 1:
        return f"({' <-> '.join(words)})"
    word = words[0]
    return f"({word} | {word}:*)" if len(word) >= SHORTEST_PREFIX else word
