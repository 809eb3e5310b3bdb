"""Which guides to read next."""

from collections.abc import Sequence

from django.db.models import Case, Count, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from articles.models import Edition, Tag

SHOWN = 3
# Of a topic's guides, so many of the newest are looked at: a shelf of thousands costs no more.
CONSIDERED = 100


def related_editions(edition: Edition, tags: Sequence[Tag], limit: int = SHOWN) -> list[Edition]:
    """Live guides to go on with: the editor's pins in order, then the same topic and the most
    shared tags, then the newest. Never the guide itself. One query; the edition may be unsaved."""
    pins = edition.body.pins
    others = Edition.objects.live().exclude(article_id=edition.article_id)
    newest = others.newest_first().values("pk")
    candidates = (
        Q(article_id__in=pins)
        | Q(pk__in=newest.filter(topic_id=edition.topic_id)[:CONSIDERED])
        | Q(pk__in=newest[:limit])
    )
    pinned = Case(
        *[When(article_id=pk, then=Value(place)) for place, pk in enumerate(pins)],
        default=Value(len(pins)),
        output_field=IntegerField(),
    )
    same_topic = Case(When(topic_id=edition.topic_id, then=Value(0)), default=Value(1))
    shared = (
        Edition.tags.through.objects.filter(
            edition_id=OuterRef("pk"), tag_id__in=[tag.pk for tag in tags]
        )
        .values("edition_id")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return list(
        others.filter(candidates)
        .for_cards()
        .annotate(pinned=pinned, shelf=same_topic, shared=Coalesce(Subquery(shared), 0))
        .order_by("pinned", "shelf", "-shared", "-published_at", "-pk")[:limit]
    )
