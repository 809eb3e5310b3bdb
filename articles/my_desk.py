"""What waits for somebody of the newsroom: the lists on the first page of the admin."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Article, ReviewStep
from articles.severity import Severity
from articles.status import ArticleQuerySet, said

LONGEST = 5  # rows of a list; the rest is where its link leads
COLUMNS = ("title", "fingerprint", "changed_at", "reviewed_on", "review_due_on", "trashed_at")


@dataclass(frozen=True)
class Row:
    article: Article
    address: str
    remark: str = ""


@dataclass(frozen=True)
class Shelf:
    """One list. `rest` is the address of all of it, where it is longer than what is shown."""

    name: str
    heading: str
    empty: str
    rows: list[Row] = field(default_factory=list)
    rest: str = ""

    @property
    def is_mixed(self) -> bool:
        """Its guides stand differently with readers, so that each wears its status."""
        return self.name not in {"scheduled", "published"}


def shelves(user: AbstractBaseUser) -> list[Shelf]:
    """What this user may do decides which lists there are. One query a list."""
    if not any(user.has_perm(f"articles.{act}_article") for act in ("view", "change")):
        return []
    return list(_shelves(user, Article.objects.filter(trashed_at=None).open_to(user)))


def _shelves(user: AbstractBaseUser, guides: ArticleQuerySet) -> Iterator[Shelf]:
    standing = _with_steps(guides.with_status())
    if user.has_perm("articles.add_article"):
        unseen = Q(live_fingerprint=None) | ~Q(live_fingerprint=F("fingerprint"))
        yield _shelf(
            ("drafts", _("My drafts"), _("You have nothing under way. Begin a guide.")),
            standing.filter(unseen, created_by=user, next_live_from=None),
            "mine=1",
            _step_said,
        )
    if user.has_perm("articles.review_article"):
        yield _shelf(
            ("waiting", _("Waiting for my review"), _("Nobody waits for your review.")),
            standing.filter(review=ReviewStep.Kind.SUBMITTED)
            .exclude(created_by=user)
            .order_by("review_at"),
            "review=submitted",
            _step_said,
            page="review",
        )
    yield _shelf(
        ("scheduled", _("Scheduled"), _("Nothing is scheduled.")),
        standing.filter(next_live_from__isnull=False).order_by("next_live_from"),
        "status=scheduled",
        lambda article: _("Goes live on %s") % said(article.next_live_from),
    )
    yield _shelf(
        ("due", _("Review due"), _("No review is due.")),
        standing.review_due().order_by("review_due_on", "reviewed_on"),
        "review=due",
        _last_reviewed,
    )
    yield _shelf(
        ("blocked", _("Failed checks"), _("Checks block no guide.")),
        standing.filter(worst=Severity.BLOCK).order_by("-changed_at"),
        f"checks={Severity.BLOCK.value}",
        lambda article: _("Changed on %s") % said(article.changed_at),
    )
    yield _shelf(
        ("published", _("Recently published"), _("Readers see no guide yet.")),
        standing.filter(live_since__isnull=False).order_by("-live_since"),
        "status=live",
        lambda article: _("Live since %s") % said(article.live_since),
    )


def _shelf(
    words: tuple[str, str, str],
    guides: Iterable[Article],
    query: str,
    remark: Callable[[Article], str],
    page: str = "change",
) -> Shelf:
    found: Any = guides.only(*COLUMNS)[: LONGEST + 1]
    rows = [
        Row(one, reverse(f"admin:articles_article_{page}", args=[one.pk]), remark(one))
        for one in found
    ]
    rest = f"{reverse('admin:articles_article_changelist')}?{query}" if len(rows) > LONGEST else ""
    return Shelf(*words, rows[:LONGEST], rest)


def _last_reviewed(article: Article) -> str:
    day = article.reviewed_on
    return _("Last reviewed on %s") % date_format(day, "j M Y") if day else ""


def _with_steps(guides: ArticleQuerySet) -> ArticleQuerySet:
    latest = ReviewStep.objects.filter(article=OuterRef("pk")).order_by("-created_at", "-pk")
    return guides.with_review().annotate(
        review_at=Subquery(latest.values("created_at")[:1]),
        review_by=Subquery(latest.values("by__username")[:1]),
        review_comment=Subquery(latest.values("comment")[:1]),
    )


def _step_said(article: Article) -> str:
    """What became of it last, or when it was last written at."""
    if not article.review or article.review == ReviewStep.Kind.APPROVED:
        return _("Changed on %s") % said(article.changed_at)
    sentence = {
        ReviewStep.Kind.SUBMITTED: _("Submitted by %(name)s on %(at)s"),
        ReviewStep.Kind.RETURNED: _("Returned by %(name)s on %(at)s"),
        ReviewStep.Kind.WITHDRAWN: _("Taken back by %(name)s on %(at)s"),
        ReviewStep.Kind.PUBLISHED: _("Published by %(name)s on %(at)s"),
    }[ReviewStep.Kind(article.review)]
    words = sentence % {"name": article.review_by or "?", "at": said(article.review_at)}
    return f"{words}: {article.review_comment}" if article.review_comment else words
