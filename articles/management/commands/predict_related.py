"""Related guides for a corpus of texts, to be scored against links made by hand."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.html import escape

from articles.desk_copy import DeskCopy
from articles.models import Article, Author, Edition, Section, Tag, Topic
from articles.related import related_editions
from articles.related.rebuilding import rebuild
from articles.related.weighing import KEPT

BATCH = 500
LONGEST = 150  # characters of a title or a heading


class Command(BaseCommand):
    help = (
        "Read a folder with a corpus.jsonl (id, title, tags, headings, body), list for each text "
        "which ones to read next, best first, and write them as JSON lines. Goes through the "
        "site's own models and tables, beside no other guide, and leaves nothing in them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("corpus", type=Path)
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = _read(options["corpus"] / "corpus.jsonl")
        with transaction.atomic():
            Edition.objects.exclude(live_from=None).update(live_from=None, live_until=None)
            names = _publish(rows)
            rebuild()
            with options["out"].open("w", encoding="utf-8") as out:
                for name, related in _predict(names):
                    out.write(json.dumps({"id": name, "related": related}) + "\n")
            transaction.set_rollback(True)
        self.stdout.write(f"Texts: {len(names)}; written to {options['out']}")


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error
    if strange := [row for row in rows if not isinstance(row, dict) or "id" not in row]:
        raise CommandError(f"{path} has a line without an id: {strange[0]}")
    return rows


def _publish(rows: list[dict[str, Any]]) -> dict[int, Any]:
    """Each text as a guide that readers see. Returns the texts' ids by the guides' keys."""
    topic = Topic.objects.create(name="Corpus", slug="corpus-of-texts")
    author = Author.objects.create(name="Corpus", slug="corpus-of-texts")
    tags = _tags(rows)
    names: dict[int, Any] = {}
    rest = iter(rows)
    while some := list(islice(rest, BATCH)):
        articles = Article.objects.bulk_create(
            Article(
                title=_line(row.get("title")) or str(row["id"])[:LONGEST],
                slug=f"corpus-{len(names) + place}",
                introduction=f"<p>{escape(row.get('body') or '')}</p>",
                topic=topic,
                author=author,
            )
            for place, row in enumerate(some)
        )
        sections = [list(_sections(a, r)) for a, r in zip(articles, some, strict=True)]
        Section.objects.bulk_create(section for own in sections for section in own)
        editions = Edition.objects.bulk_create(
            _edition(*pair, row) for *pair, row in zip(articles, sections, some, strict=True)
        )
        through = Edition.tags.through
        through.objects.bulk_create(
            through(edition_id=edition.pk, tag_id=tags[name].pk)
            for edition, row in zip(editions, some, strict=True)
            for name in dict.fromkeys(_names(row))
        )
        names |= {a.pk: row["id"] for a, row in zip(articles, some, strict=True)}
    return names


def _sections(article: Article, row: dict[str, Any]) -> Iterator[Section]:
    for place, heading in enumerate(filter(None, map(_line, row.get("headings") or []))):
        yield Section(article=article, position=place, heading=heading, anchor=f"part-{place}")


def _edition(article: Article, sections: list[Section], row: dict[str, Any]) -> Edition:
    edition = DeskCopy(article, sections=sections).sketch()
    edition.number, edition.minutes, edition.fingerprint = 1, 1, "corpus"
    edition.published_at = edition.live_from = _moment(row.get("date"))
    return edition


def _moment(date: Any) -> datetime:
    try:
        return datetime.fromisoformat(str(date)[:10]).replace(tzinfo=UTC)
    except ValueError:
        return datetime(2000, 1, 1, tzinfo=UTC)


def _tags(rows: list[dict[str, Any]]) -> dict[str, Tag]:
    names = dict.fromkeys(name for row in rows for name in _names(row))
    tags = Tag.objects.bulk_create(
        Tag(name=name, slug=f"corpus-{number}") for number, name in enumerate(names)
    )
    return dict(zip(names, tags, strict=True))


def _names(row: dict[str, Any]) -> Iterator[str]:
    return filter(None, (str(tag).strip().lower()[:40] for tag in row.get("tags") or []))


def _line(words: Any) -> str:
    return " ".join(str(words or "").split())[:LONGEST]


def _predict(names: dict[int, Any]) -> Iterator[tuple[Any, list[Any]]]:
    editions = Edition.objects.filter(article__in=names).prefetch_related("tags").defer("text")
    for edition in editions.order_by("pk").iterator(chunk_size=BATCH):
        found = related_editions(edition, edition.tags.all(), limit=KEPT)
        yield names[edition.article_id], [names[other.article_id] for other in found]
