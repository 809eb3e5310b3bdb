"""The stored lists after one guide was published, scheduled or withdrawn."""

from collections import Counter
from functools import partial

from django.db import transaction
from django.db.models import F, Min, Sum
from django.db.models.functions import Greatest
from django_tasks import task

from articles.models import (
    Article,
    Edition,
    RelatedGuide,
    RelatedNeighbour,
    RelatedTerm,
    RelatedWord,
)
from articles.related import rebuilding
from articles.related.sources import batches, current, tags_by_guide, word_counts, write
from articles.related.weighing import CANDIDATES, KEPT, WHOLE, pull, rank, weigh

FEW_GUIDES = 200  # are weighed anew together, in about a second
GROWTH = 1.1


@task()
def refresh_later(article: int) -> None:
    refresh(article)


def refresh_after_commit(article: Article) -> None:
    """Call in the transaction that changes what readers see, or will see, of the guide."""
    transaction.on_commit(partial(refresh_later.enqueue, article.pk), robust=True)


def refresh(article: int) -> None:
    """Weigh this guide anew, list its neighbours, and offer it to their lists.

    Where guides are few, each changes the weight of every word: then all are weighed.
    """
    if _outgrown():
        rebuilding.rebuild()
        return
    with transaction.atomic():
        _refresh(article)


def _outgrown() -> bool:
    guides = RelatedGuide.objects.count()
    if guides > FEW_GUIDES:
        return False
    among = RelatedGuide.objects.aggregate(least=Min("among"))["least"] or 0
    return among * GROWTH < current().count() <= FEW_GUIDES


def _refresh(article: int) -> None:
    known = RelatedGuide.objects.select_related("edition").filter(article=article).first()
    edition = current().filter(article=article).defer("body").first()
    if edition == (known and known.edition):
        return
    counts = word_counts(edition) if edition else Counter()
    guides_with = _count_guides(counts, word_counts(known.edition) if known else Counter())
    RelatedTerm.objects.filter(article_id=article).delete()
    RelatedNeighbour.objects.filter(article_id=article).delete()
    RelatedNeighbour.objects.filter(target_id=article).delete()
    if edition is None:
        RelatedGuide.objects.filter(article=article).delete()
        return
    guides = RelatedGuide.objects.count() + (known is None)
    weights = weigh(counts, {word: number for word, (_pk, number) in guides_with.items()}, guides)
    terms = ((guides_with[word][0], article, weight) for word, weight in weights)
    write(RelatedTerm, ("word", "article", "weight"), terms)
    near = nearest(article)
    own_pull = pull(near.values())
    RelatedGuide.objects.update_or_create(
        article_id=article, defaults={"edition": edition, "pull": own_pull, "among": guides}
    )
    _list(edition, near, own_pull)


def _count_guides(now: Counter[str], before: Counter[str]) -> dict[str, tuple[int, int]]:
    """Each word's primary key and the number of guides it stands in, this one counted."""
    rows: dict[str, tuple[int, int]] = {}
    for some in batches(sorted(now.keys() | before.keys())):
        RelatedWord.objects.bulk_create(
            [RelatedWord(term=word) for word in some if word in now], ignore_conflicts=True
        )
        # Locked in one order, so that two guides published at once cannot deadlock.
        locked = RelatedWord.objects.select_for_update().filter(term__in=some).order_by("term")
        found = {term: (pk, number) for pk, term, number in locked.values_list()}
        for step, words in ((1, now.keys() - before), (-1, before.keys() - now)):
            changed = [found[word][0] for word in words if word in found]
            RelatedWord.objects.filter(pk__in=changed).update(
                guides=Greatest(F("guides") + step, 0)
            )
        rows |= {word: (pk, number + (word not in before)) for word, (pk, number) in found.items()}
    return rows


def nearest(article: int) -> dict[int, float]:
    """The guides that share the heaviest words, the nearest first: score by primary key.

    One query: a sum over the words in common.
    """
    rows = (
        RelatedTerm.objects.filter(word__terms__article=article)
        .exclude(article=article)
        .values("article")
        .annotate(score=Sum(F("weight") * F("word__terms__weight")))
        .order_by("-score", "article")
    )
    return {
        guide: score / WHOLE for guide, score in rows.values_list("article", "score")[:CANDIDATES]
    }


def _list(edition: Edition, near: dict[int, float], own_pull: float) -> None:
    """Store the guide's list, and put the guide into the lists where it is near enough."""
    own = edition.article_id
    # Locked in one order: the lists of these guides are changed below.
    others = {
        guide.article_id: guide
        for guide in RelatedGuide.objects.select_for_update()
        .filter(article__in=near)
        .order_by("article")
    }
    tags = tags_by_guide([edition.pk, *(guide.edition_id for guide in others.values())])
    scores, offers = [], []
    for guide, other in others.items():
        score = rank(near[guide], tags[own], tags[guide], other.pull)
        scores.append(RelatedNeighbour(article_id=own, target_id=guide, score=score))
        score = rank(near[guide], tags[guide], tags[own], own_pull)
        offers.append(RelatedNeighbour(article_id=guide, target_id=own, score=score))
    scores.sort(key=lambda row: (-row.score, row.target_id))
    RelatedNeighbour.objects.bulk_create([*scores[:KEPT], *offers])
    too_many = RelatedNeighbour.objects.filter(article__in=others).placed().filter(place__gt=KEPT)
    RelatedNeighbour.objects.filter(pk__in=list(too_many.values_list("pk", flat=True))).delete()
