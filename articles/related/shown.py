"""What a page shows under “Keep going”."""

from collections.abc import Sequence
from functools import lru_cache

from django.db.models import BooleanField, Case, FloatField, IntegerField, Value, When
from django.db.models.expressions import RawSQL
from django.utils import timezone

from articles.models import Edition, Tag
from articles.models.edition import EditionQuerySet
from fitblog.lib.prepared import Given, prepared

SHOWN = 3
# Of each tag's guides, so many of the newest are looked at: a shelf of thousands costs no more.
CONSIDERED = 24
SPARE = 12  # of the newest guides, for those that an editor keeps apart

# Keys of editions, each list by an index of its own. One union of them, for a database that is
# told “this or that” reads the whole table.
PINNED = "SELECT id FROM articles_edition WHERE article_id IN ({pins})"
NEIGHBOURS = """SELECT edition.id FROM articles_relatedneighbour neighbour
    JOIN articles_edition edition ON edition.article_id = neighbour.target_id
    WHERE neighbour.article_id = %s"""
NEWEST = """SELECT * FROM (SELECT id FROM articles_edition
    WHERE live_from <= %s AND (live_until IS NULL OR live_until > %s)
    ORDER BY published_at DESC, id DESC LIMIT %s) newest"""
TAGGED = """SELECT * FROM (SELECT edition_id FROM articles_edition_tags WHERE tag_id = %s
    ORDER BY published_at DESC, edition_id DESC LIMIT %s) tagged"""
IS_PINNED = "articles_edition.article_id IN ({pins})"
IS_KEPT_APART = """EXISTS (SELECT 1 FROM articles_relatedexclusion
    WHERE (article_id = %s AND target_id = articles_edition.article_id)
    OR (target_id = %s AND article_id = articles_edition.article_id))"""
SCORE = """COALESCE((SELECT score FROM articles_relatedneighbour
    WHERE article_id = %s AND target_id = articles_edition.article_id), 0)"""
SHARED_TAGS = """(SELECT COUNT(*) FROM articles_edition_tags
    WHERE edition_id = articles_edition.id AND tag_id IN ({tags}))"""


def related_editions(edition: Edition, tags: Sequence[Tag], limit: int = SHOWN) -> list[Edition]:
    """Live guides to go on with: the editor's pins in order, then the stored neighbours, then
    those that share the most tags, then the newest. Never the guide itself, and never one that an
    editor keeps apart from it. One query; the edition may be unsaved."""
    pins = {f"pin{n}": pk for n, pk in enumerate(edition.body.pins)}
    shared = {f"tag{n}": tag.pk for n, tag in enumerate(tags)}
    listed = _listed(tuple(pins), tuple(shared), limit)
    sizes = {"considered": CONSIDERED, "newest": limit + SPARE}
    return listed(own=edition.article_id or 0, at=timezone.now(), **sizes, **pins, **shared)


@lru_cache(maxsize=64)
def _listed(pins: tuple[str, ...], tags: tuple[str, ...], limit: int) -> prepared[Edition]:
    """The query for so many pins and tags, prepared once."""
    pinned_to, shared_tags = [Given(name) for name in pins], [Given(name) for name in tags]
    places = [When(article_id=pin, then=Value(place)) for place, pin in enumerate(pinned_to)]
    shared = SHARED_TAGS.format(tags=_places(shared_tags))

    def listed(own: Given, at: Given, considered: Given, newest: Given) -> EditionQuerySet:
        candidates = _candidates(own, at, considered, newest, pinned_to, shared_tags)
        return (
            Edition.objects.live(at)
            .filter(candidates)
            .exclude(article_id=own)
            .for_cards()
            .annotate(
                pinned=Case(*places, default=Value(len(pins)), output_field=IntegerField()),
                score=RawSQL(SCORE, [own], FloatField()),  # noqa: S611 (values go as parameters)
                shared=RawSQL(shared, shared_tags, IntegerField()),  # noqa: S611
            )
            .order_by("pinned", "-score", "-shared", "-published_at", "-pk")[:limit]
        )

    return prepared(listed)


def _candidates(
    own: Given, at: Given, considered: Given, newest: Given, pins: list[Given], tags: list[Given]
) -> RawSQL:
    lists = [
        (PINNED.format(pins=_places(pins)), pins),
        (NEIGHBOURS, [own]),
        (NEWEST, [at, at, newest]),
        *((TAGGED, [tag, considered]) for tag in tags),
    ]
    keys = " UNION ".join(query for query, _ in lists)
    values = [value for _, values in lists for value in values]
    is_pinned = IS_PINNED.format(pins=_places(pins))
    sql = f"articles_edition.id IN ({keys}) AND ({is_pinned} OR NOT {IS_KEPT_APART})"
    return RawSQL(sql, [*values, *pins, own, own], BooleanField())  # noqa: S611


def _places(values: list[Given]) -> str:
    """What stands for the values in a statement."""
    return ", ".join(["%s"] * len(values)) or "NULL"
