"""A guide handed in, taken back, approved or sent back: the writers of ReviewStep."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles import publishing
from articles.models import Article, Author, ReviewStep

Kind = ReviewStep.Kind


@dataclass(frozen=True)
class Review:
    """What readers are told of it. Without `due_on` the next is due as REVIEW_DAYS says."""

    reviewer: Author
    reviewed_on: date
    credentials: str = ""
    due_on: date | None = None


@transaction.atomic
def submit(article: Article, *, by: AbstractBaseUser, comment: str = "") -> ReviewStep:
    """Hand the desk copy in. Raises ValidationError when it waits already."""
    article = publishing.locked(article)
    if is_waiting(article):
        raise ValidationError(_("This guide waits for review already."))
    return _step(article, Kind.SUBMITTED, by, comment)


@transaction.atomic
def take_back(article: Article, *, by: AbstractBaseUser, comment: str = "") -> ReviewStep:
    """Hand it in no longer. Raises ValidationError when it waits not, or was decided just now."""
    article = publishing.locked(article)
    if not is_waiting(article):
        raise ValidationError(_("This guide does not wait for review any more."))
    return _step(article, Kind.WITHDRAWN, by, comment)


@transaction.atomic
def approve(
    article: Article, review: Review, *, by: AbstractBaseUser, comment: str = ""
) -> ReviewStep:
    """Write the review into the desk copy; readers see it with the next edition.

    Raises ValidationError where somebody would review what they wrote themselves.
    """
    article = publishing.locked(article)
    if review.reviewer.pk == article.author_id:
        raise ValidationError(
            {"reviewer": _("Nobody reviews their own guide. Choose somebody else.")}
        )
    if article.created_by_id == by.pk:
        raise ValidationError(_("You wrote this guide. Somebody else has to review it."))
    article.reviewer = review.reviewer
    article.reviewer_credentials = review.credentials or review.reviewer.credentials
    article.reviewed_on = review.reviewed_on
    article.review_due_on = review.due_on or next_due(review.reviewed_on)
    article.save()
    publishing.note_change(article)
    article.refresh_from_db(fields=["fingerprint"])
    return _step(article, Kind.APPROVED, by, comment)


@transaction.atomic
def send_back(article: Article, *, by: AbstractBaseUser, comment: str) -> ReviewStep:
    """To whoever wrote it, with what is to be done. Raises ValidationError when it waits not."""
    article = publishing.locked(article)
    if not is_waiting(article):
        raise ValidationError(_("Nobody has submitted this guide for review."))
    if not comment.strip():
        raise ValidationError({"comment": _("Say what is to be done.")})
    return _step(article, Kind.RETURNED, by, comment)


def is_waiting(article: Article) -> bool:
    return article.review_steps.are_waiting()


def next_due(reviewed_on: date) -> date:
    return reviewed_on + timedelta(days=settings.REVIEW_DAYS)


def _step(article: Article, kind: Kind, by: AbstractBaseUser, comment: str) -> ReviewStep:
    return article.review_steps.create(
        kind=kind, by=by, comment=comment.strip(), fingerprint=article.fingerprint
    )
