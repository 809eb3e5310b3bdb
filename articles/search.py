"""What of the guides can be found, and where."""

from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.utils import timezone

from articles.models import Article, Edition
from fitblog.lib.search import index

KIND = "guide"
BATCH = 100


def note(article: Article) -> None:
    """Call in the transaction that changes what readers see, or will see, of the guide."""
    index.replace(KIND, [article.pk], _documents([article.pk]))


def rebuild() -> int:
    """Some guides a transaction. Returns how many can be found now or later."""
    guides = sorted(set(_open().values_list("article", flat=True)))
    for start in range(0, len(guides), BATCH):
        some = guides[start : start + BATCH]
        index.replace(KIND, some, _documents(some))
    index.forget_others(KIND, set(guides))
    return len(guides)


def _open():
    """Editions that readers see now, or will."""
    shown = Edition.objects.filter(live_from__isnull=False)
    return shown.filter(Q(live_until__isnull=True) | Q(live_until__gt=timezone.now()))


def _documents(guides: Iterable[int]) -> Iterator[index.Document]:
    editions = _open().filter(article__in=guides).select_related("article", "topic", "author")
    for edition in editions.defer("body").prefetch_related("tags").order_by("article", "live_from"):
        tags = [tag.name for tag in edition.tags.all()]
        yield index.Document(
            kind=KIND,
            owner=edition.article_id,
            key=edition.pk,
            title=edition.title,
            path=edition.get_absolute_url(),
            text=edition.text,
            keywords=" ".join([edition.topic.name, edition.author.name, *tags]),
            shelf=edition.topic_id,
            live_from=edition.live_from,
            live_until=edition.live_until,
        )
