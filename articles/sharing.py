"""Addresses under which somebody without a login reads the desk copy for a while."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, ShareLink

signer = Signer(salt="articles.sharing")


def share(article: Article, *, by: AbstractBaseUser | None = None) -> ShareLink:
    """A new link, for as long as SHARE_HOURS says. Those that have expired go."""
    now = timezone.now()
    article.share_links.filter(expires_at__lte=now).delete()
    ends_at = now + timedelta(hours=settings.SHARE_HOURS)
    return article.share_links.create(created_by=by, expires_at=ends_at)


def address(link: ShareLink) -> str:
    return reverse("articles:shared", args=[signer.sign(str(link.pk))])


def find(token: str) -> ShareLink | None:
    """The link that this token names, unless it is forged, expired or revoked."""
    try:
        key = signer.unsign(token)
    except BadSignature:
        return None
    links = ShareLink.objects.filter(
        pk=key, expires_at__gt=timezone.now(), article__trashed_at=None
    )
    return links.select_related("article").first()
