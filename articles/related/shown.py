"""What a page shows under “Keep going”."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import BooleanField, Case, FloatField, IntegerField, Value, When
from django.db.models.expressions import RawSQL
from django.utils import timezone

from articles.models import Edition, Tag

SHOWN = 3
# Of each tag's guides, so many of the newest are looked at: a shelf of thousands costs no more.
CONSIDERED = 24
SPARE = 12  # of the newest guides, for those that an editor keeps apart

# Written out, because Django takes thrice as long to put such a statement together as any
# database to answer it, and every guide's page asks it.
IS_PINNED = "articles_edition.article_id IN ({pins})"
IS_NEIGHBOUR = """articles_edition.article_id IN
    (SELECT target_id FROM articles_relatedneighbour WHERE article_id = %s)"""
IS_NEWEST = """articles_edition.id IN
    (SELECT id FROM articles_edition
    WHERE live_from <= %s AND (live_until IS NULL OR live_until > %s)
    ORDER BY published_at DESC, id DESC LIMIT %s)"""
SHARES_TAG = """articles_edition.id IN
    (SELECT edition_id FROM articles_edition_tags WHERE tag_id = %s ORDER BY id DESC LIMIT %s)"""
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
    pins, own = edition.body.pins, edition.article_id
    pinned = Case(
        *[When(article_id=pk, then=Value(place)) for place, pk in enumerate(pins)],
        default=Value(len(pins)),
        output_field=IntegerField(),
    )
    keys = [tag.pk for tag in tags]
    shared = SHARED_TAGS.format(tags=_places(keys))
    return list(
        Edition.objects.live()
        .filter(_candidates(own, pins, keys, limit))
        .exclude(article_id=own)
        .for_cards()
        .annotate(
            pinned=pinned,
            score=RawSQL(SCORE, [own], FloatField()),  # noqa: S611 (values go as parameters)
            shared=RawSQL(shared, keys, IntegerField()),  # noqa: S611
        )
        .order_by("pinned", "-score", "-shared", "-published_at", "-pk")[:limit]
    )


def _candidates(own: int | None, pins: list[int], tags: list[int], limit: int) -> RawSQL:
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    is_pinned = IS_PINNED.format(pins=_places(pins))
    values = [*pins, own, now, now, limit + SPARE]
    for tag in tags:
        values += [tag, CONSIDERED]
    lists = " OR ".join([is_pinned, IS_NEIGHBOUR, IS_NEWEST, *[SHARES_TAG] * len(tags)])
    sql = f"({lists}) AND ({is_pinned} OR NOT {IS_KEPT_APART})"
    return RawSQL(sql, [*values, *pins, own, own], BooleanField())  # noqa: S611


def _places(keys: list[int]) -> str:
    """What stands for the values in a statement."""
    return ", ".join(["%s"] * len(keys)) or "NULL"
