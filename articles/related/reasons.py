"""Why a guide is recommended, in words for its editor."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from articles.models import Article, Edition, RelatedTerm
from articles.related.shown import SHOWN, related_editions

TOLD = 6  # words


@dataclass(frozen=True)
class Reasons:
    """One recommended guide, with what it has in common with the other."""

    edition: Edition
    is_pinned: bool = False
    words: list[str] = field(default_factory=list)  # the heaviest first
    tags: list[str] = field(default_factory=list)
    products: list[str] = field(default_factory=list)

    @property
    def is_newest(self) -> bool:
        """Nothing but its date speaks for it."""
        return not (self.is_pinned or self.words or self.tags or self.products)


def reasons(article: Article, limit: int = SHOWN) -> list[Reasons]:
    """What readers see under the guide now, and why. At most five queries; none of it is shown
    before the guide is."""
    edition = Edition.objects.live().filter(article=article).prefetch_related("tags").first()
    if edition is None:
        return []
    tags = list(edition.tags.all())
    shown = related_editions(edition, tags, limit)
    words = _words(article, [other.article_id for other in shown])
    shared_tags = _names(Edition.tags.through, "tag__name", shown, tag__in=tags)
    shared_products = _names(
        Edition.products.through,
        "product__title",
        shown,
        product__in=edition.body.products,
        product__withdrawn_at=None,
    )
    return [
        Reasons(
            other,
            other.article_id in edition.body.pins,
            words[other.article_id],
            shared_tags[other.pk],
            shared_products[other.pk],
        )
        for other in shown
    ]


def _words(article: Article, others: Sequence[int]) -> dict[int, list[str]]:
    rows = (
        RelatedTerm.objects.filter(article__in=others, word__terms__article=article)
        .annotate(both=F("weight") * F("word__terms__weight"))
        .order_by("-both", "word__term")
    )
    words: dict[int, list[str]] = defaultdict(list)
    for guide, word in rows.values_list("article", "word__term"):
        if len(words[guide]) < TOLD:
            words[guide].append(word)
    return words


def _names(
    through: type,
    name: str,
    shown: Sequence[Edition],
    **common: Any,
) -> dict[int, list[str]]:
    rows = through.objects.filter(edition__in=shown, **common).order_by(name)
    names: dict[int, list[str]] = defaultdict(list)
    for edition, words in rows.values_list("edition", name):
        names[edition].append(words)
    return names
