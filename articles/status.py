"""Where a guide stands: derived from its editions and the clock, never stored."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from articles.models import Article


@dataclass(frozen=True)
class Status:
    """`kind` is draft, live, changed (live, but written on), scheduled, expired or trash."""

    kind: str
    at: datetime | None = None

    @classmethod
    def of(cls, article: "Article") -> "Status":
        if article.trashed_at:
            return cls("trash", article.trashed_at)
        if article.live_fingerprint is not None:
            changed = article.live_fingerprint != article.fingerprint
            return cls("changed" if changed else "live", article.live_since)
        if article.next_live_from:
            return cls("scheduled", article.next_live_from)
        if article.last_live_until:
            return cls("expired", article.last_live_until)
        return cls("draft")

    @property
    def is_shown(self) -> bool:
        return self.kind in {"live", "changed"}

    @property
    def can_end(self) -> bool:
        """There is something to unpublish."""
        return self.is_shown or self.kind == "scheduled"

    def __str__(self) -> str:
        at = said(self.at) if self.at else ""
        return {
            "draft": _("Draft"),
            "live": _("Live"),
            "changed": _("Live, with unpublished changes"),
            "scheduled": _("Scheduled for %(at)s") % {"at": at},
            "expired": _("Expired on %(at)s") % {"at": at},
            "trash": _("In the trash since %(at)s") % {"at": at},
        }[self.kind]


def said(at: datetime) -> str:
    """A moment in the site's own time."""
    return date_format(timezone.localtime(at), "j M Y H:i")


class ArticleQuerySet(models.QuerySet["Article"]):
    def open_to(self, user: AbstractBaseUser) -> "ArticleQuerySet":
        """The guides on this user's desk: all of them, or those that they wrote."""
        return self if user.has_perm("articles.any_article") else self.filter(created_by=user)

    def with_status(self) -> "ArticleQuerySet":
        """Adds what `Article.status` reads, by subqueries on the editions."""
        from articles.models.edition import Edition  # the edition's table points at the article's

        now = timezone.now()
        own = Edition.objects.filter(article=OuterRef("pk"))
        live = own.live(now)
        return self.annotate(
            live_fingerprint=Subquery(live.values("fingerprint")[:1]),
            live_since=Subquery(live.values("live_from")[:1]),
            next_live_from=Subquery(
                own.filter(live_from__gt=now).order_by("live_from").values("live_from")[:1]
            ),
            last_live_until=Subquery(
                own.filter(Q(live_until__lte=now)).order_by("-live_until").values("live_until")[:1]
            ),
        )

    def with_review(self) -> "ArticleQuerySet":
        """Adds `review`: the kind of its latest step, None where nobody has handed it in."""
        from articles.models.review import ReviewStep  # the step's table points at the article's

        latest = ReviewStep.objects.filter(article=OuterRef("pk")).order_by("-created_at", "-pk")
        return self.annotate(review=Subquery(latest.values("kind")[:1]))

    def review_due(self) -> "ArticleQuerySet":
        """Those whose review is overdue, as the check of that name says."""
        today = timezone.localdate()
        oldest = today - timedelta(days=settings.REVIEW_DAYS)
        due = Q(review_due_on__lt=today)
        return self.filter(due | Q(review_due_on__isnull=True, reviewed_on__lt=oldest))

    def standing(self, kind: str) -> "ArticleQuerySet":
        """Only the guides of this kind of status. Needs `with_status()`."""
        dark = Q(live_fingerprint__isnull=True)
        lit = Q(live_fingerprint__isnull=False)
        as_written = Q(live_fingerprint=F("fingerprint"))
        due = Q(next_live_from__isnull=False)
        was_shown = Q(last_live_until__isnull=False)
        return self.filter(
            {
                "draft": dark & ~due & ~was_shown,
                "live": as_written,
                "changed": lit & ~as_written,
                "scheduled": dark & due,
                "expired": dark & ~due & was_shown,
            }[kind]
        )
