"""Several tags become one, with everything that carries them."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q, QuerySet

from articles import publishing
from articles.models import Article, Edition, FormerTag, ReviewStep, Tag

PARTS = ("tags", "takeaways", "sections", "faq_items", "sources", "pins")


def guides_with(tags: Iterable[Tag]) -> QuerySet[Article]:
    """The guides whose desk copy or whose history has one of these tags."""
    tags = list(tags)
    history = Edition.tags.through.objects.filter(tag__in=tags).values("edition__article")
    carried = Article.tags.through.objects.filter(tag__in=tags).values("article")
    return Article.objects.filter(Q(pk__in=carried) | Q(pk__in=history)).order_by("title", "pk")


@transaction.atomic
def merge(tags: Iterable[Tag], into: Tag) -> list[Article]:
    """Let `into` stand wherever one of these tags stood, in editions too, and return the guides.

    No guide reads as changed by it, and the addresses of the tags that go lead to the one that
    remains. About forty queries, whatever the number of guides.
    """
    gone = [tag for tag in tags if tag.pk != into.pk]
    # In one order everywhere, guides before tags: as a form does that saves a guide.
    ids = sorted(guides_with(gone).values_list("pk", flat=True))
    guides = list(Article.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
    list(Tag.objects.select_for_update().filter(pk__in=[into.pk, *(t.pk for t in gone)]))
    _exchange(Article, "article_id", gone, into)
    editions = _exchange(Edition, "edition_id", gone, into)
    publishing.note_tags(Edition.objects.filter(pk__in=editions).prefetch_related("tags"))
    _note_guides(ids)
    FormerTag.objects.filter(tag__in=gone).update(tag=into)
    FormerTag.objects.bulk_create(
        [FormerTag(slug=tag.slug, tag=into) for tag in gone],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["tag"],
    )
    FormerTag.objects.filter(slug=into.slug).delete()
    Tag.objects.filter(pk__in=[tag.pk for tag in gone]).delete()
    return guides


def _exchange(model: type[Model], key: str, gone: list[Tag], into: Tag) -> set[int]:
    """Returns whose tags these were. Whatever has both tags keeps the one."""
    rows = model.tags.through.objects
    had = set(rows.filter(tag__in=gone).values_list(key, flat=True))
    rows.filter(tag__in=gone).delete()
    rows.bulk_create(
        [rows.model(**{key: pk, "tag_id": into.pk}) for pk in sorted(had)], ignore_conflicts=True
    )
    return had


def _note_guides(ids: list[int]) -> None:
    """Keeps `fingerprint` true, and with it what a review says was looked at."""
    guides = Article.objects.filter(pk__in=ids).select_related("topic", "author", "hero")
    changed, steps = [], []
    for article in guides.prefetch_related(*PARTS, "review_steps"):
        before = article.fingerprint
        try:
            article.fingerprint = publishing.compose(article).edition.fingerprint
        except ValidationError:
            continue  # It lacks a topic or an author, and so has no fingerprint.
        changed.append(article)
        for step in article.review_steps.all():
            if step.fingerprint == before:
                step.fingerprint = article.fingerprint
                steps.append(step)
    Article.objects.bulk_update(changed, ["fingerprint"], batch_size=100)
    ReviewStep.objects.bulk_update(steps, ["fingerprint"], batch_size=100)
