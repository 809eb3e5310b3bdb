"""FTS5: Porter's stems, prefixes, bm25 with the title weighing most."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from fitblog.lib.search.engines.hits import MOST, SHORTEST_PREFIX, Found
from fitblog.lib.search.models import Entry
from fitblog.lib.search.question import Question

ADD = "INSERT INTO search_text (rowid, title, keywords, text, facets) VALUES (%s, %s, %s, %s, %s)"
RANKED = """SELECT rowid AS id, bm25(search_text, 10.0, 4.0, 1.0, 0.0) AS rank, {whole} AS whole
    FROM search_text WHERE search_text MATCH %s {unless} ORDER BY rank LIMIT %s"""
PART = "SELECT * FROM ({})"  # SQLite takes no LIMIT before a UNION
NONE_WHOLE = "AND NOT EXISTS (SELECT 1 FROM search_text WHERE search_text MATCH %s)"
FIND = """SELECT entry.kind, entry.key, entry.title, entry.path, found.whole
    FROM ({found}) found JOIN search_entry entry ON entry.id = found.id
    WHERE (entry.live_from IS NULL OR entry.live_from <= %s)
    AND (entry.live_until IS NULL OR entry.live_until > %s)
    ORDER BY found.whole DESC, found.rank, entry.id DESC"""


def add(entry: Entry, title: str, keywords: str, text: str) -> None:
    remove([entry.pk])
    facets = f"kind{entry.kind} shelf{entry.shelf}"
    with connection.cursor() as cursor:
        cursor.execute(ADD, [entry.pk, title, keywords, text, facets])


def remove(keys: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_text WHERE rowid = %s", [[key] for key in keys])


def find(question: Question, now: datetime, kind: str = "", shelf: int = 0) -> list[Found]:
    """What holds every term, or, where nothing does, what holds one. One query."""
    facets = "".join(
        f' AND facets : "{facet}"'
        for facet in (f"kind{kind}" if kind else "", f"shelf{shelf:d}" if shelf else "")
        if facet
    )
    terms = [_term(term) for term in question.terms]
    every, some = (
        f"({{title keywords text}} : ({joined})){facets}"
        for joined in (" AND ".join(terms), " OR ".join(terms))
    )
    found = PART.format(RANKED.format(whole=1, unless=""))
    values: list[object] = [every, MOST]
    if len(terms) > 1:
        found += " UNION ALL " + PART.format(RANKED.format(whole=0, unless=NONE_WHOLE))
        values += [some, every, MOST]
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(FIND.format(found=found), [*values, at, at])
        return [Found(*row[:4], bool(row[4])) for row in cursor.fetchall()]


def _term(words: tuple[str, ...]) -> str:
    """Quoted: nothing that is typed can be an operator."""
    if len(words) > 1:
        return f'"{" ".join(words)}"'
    word = words[0]
    # The word itself counts once more than what merely begins with it.
    return f'("{word}" OR "{word}" *)' if len(word) >= SHORTEST_PREFIX else f'"{word}"'
