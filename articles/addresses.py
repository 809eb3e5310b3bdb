"""A guide's address may change; every address it ever had goes on leading to it."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles import search
from articles.models import Article, FormerSlug

LONGEST = 100


def slug_for(title: str) -> str:
    """The address for a title; for one without a Latin letter or digit, one made from a hash."""
    slug = slugify(title)[:LONGEST].strip("-")
    return slug or f"guide-{hashlib.sha256(title.encode()).hexdigest()[:10]}"


def refuse_taken(slug: str, article: Article) -> None:
    """Raises ValidationError when this is, or once was, the address of another guide."""
    others = Article.objects.exclude(pk=article.pk)
    if holder := others.filter(slug=slug).first():
        raise ValidationError(
            {"slug": _("“%(title)s” has this address. Choose another one.") % {"title": holder}}
        )
    if holder := others.filter(former_slugs__slug=slug).first():
        raise ValidationError(
            {
                "slug": _(
                    "This was once the address of “%(title)s” and still leads there. "
                    "Choose another one."
                )
                % {"title": holder}
            }
        )


def free(slug: str, article: Article) -> str:
    """This address, or with a number behind it where another guide has or had it."""
    number, wanted = 1, slug
    while True:
        try:
            refuse_taken(wanted, article)
        except ValidationError:
            number += 1
            wanted = f"{slug[:95]}-{number}"
        else:
            return wanted


@transaction.atomic
def rename(article: Article, slug: str) -> None:
    """Give the guide another address. The one before it leads to it from now on.

    An address that the guide had before may be taken back. Raises ValidationError when the
    address is, or once was, another guide's.
    """
    # Locked, so that two renamings at once leave both old addresses behind.
    old = Article.objects.select_for_update(of=("self",)).get(pk=article.pk).slug
    article.slug = slug
    if slug == old:
        return
    refuse_taken(slug, article)
    article.former_slugs.filter(slug=slug).delete()
    Article.objects.filter(pk=article.pk).update(slug=slug)
    FormerSlug.objects.create(article=article, slug=old)
    search.note(article)
