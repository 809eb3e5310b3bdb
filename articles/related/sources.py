"""What the weighing reads of the editions, and the two tables too large for Django to write."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db import connection
from django.db.models import Exists, Model, OuterRef, Q
from django.utils import timezone

from articles.models import Edition, Tag
from articles.models.edition import EditionQuerySet
from articles.related.weighing import count_words

BATCH = 500  # rows or values in one statement
LONG_BATCH = 20_000  # rows of three whole numbers


def current() -> EditionQuerySet:
    """Of each guide that readers see or will see: its latest edition, if it is not over."""
    later = Edition.objects.filter(article=OuterRef("article"), live_from__gt=OuterRef("live_from"))
    return (
        Edition.objects.filter(live_from__isnull=False)
        .filter(Q(live_until__isnull=True) | Q(live_until__gt=timezone.now()))
        .exclude(Exists(later))
    )


def tags_by_guide(editions: Iterable[int]) -> dict[int, set[int]]:
    """Primary keys of the tags, by the guide's. One query a batch."""
    tags: dict[int, set[int]] = defaultdict(set)
    for some in batches(editions):
        rows = Edition.tags.through.objects.filter(edition_id__in=some)
        for guide, tag in rows.values_list("edition__article_id", "tag_id"):
            tags[guide].add(tag)
    return tags


def word_counts(edition: Edition) -> Counter[str]:
    """One query, for the tags' names."""
    names = Tag.objects.filter(editions=edition).values_list("name", flat=True)
    return count_words(edition.title, edition.text, names)


def write(model: type[Model], names: tuple[str, ...], rows: Iterable[tuple[float, ...]]) -> None:
    """Store rows of numbers. A million are written here: as objects they would take ten times
    as long."""
    columns = ", ".join(model._meta.get_field(name).column for name in names)
    # In order, so that the index on the first column grows in few places.
    for some in batches(sorted(rows), LONG_BATCH):
        values = ", ".join([f"({', '.join(map(_number, row))})" for row in some])
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {model._meta.db_table} ({columns}) VALUES {values}"  # noqa: S608
            )


def _number(value: float) -> str:
    """Nothing else can get into a statement."""
    return f"{value:.17g}"


def batches(values: Iterable, size: int = BATCH) -> Iterable[list]:
    """SQLite takes a limited number of values in one statement."""
    values = list(values)
    for start in range(0, len(values), size):
        yield values[start : start + size]
