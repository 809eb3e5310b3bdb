"""A guide that was thrown away is gone for readers, and on the desk for a month longer."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from articles import publishing
from articles.models import Article

KEPT_FOR = timedelta(days=30)


@transaction.atomic
def throw_away(article: Article) -> None:
    """Readers lose it now, and what is due is withdrawn. Its address stays taken."""
    publishing.unpublish(article)
    article.trashed_at = timezone.now()
    Article.objects.filter(pk=article.pk).update(trashed_at=article.trashed_at)


def take_back(article: Article) -> None:
    """A draft again, with its history; publishing it is another act."""
    article.trashed_at = None
    Article.objects.filter(pk=article.pk).update(trashed_at=None)


def goes_on(article: Article) -> datetime:
    """When a guide in the trash is deleted for good."""
    return article.trashed_at + KEPT_FOR


def empty() -> int:
    """Delete what has lain there long enough, with its history. How many guides that were."""
    due = Article.objects.filter(trashed_at__lte=timezone.now() - KEPT_FOR)
    for article in due:
        article.delete()
    return len(due)
