"""Another draft with the same words, to begin a guide from."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles import addresses, publishing
from articles.models import Article

# Whose guide it is, what happened to it and what was said of it are the first one's own.
COPIED = (
    "excerpt",
    "introduction",
    "takeaways_heading",
    "faq_heading",
    "topic_id",
    "author_id",
    "hero_id",
    "meta_description",
)
PARTS = ("takeaways", "sections", "faq_items", "sources", "pins")
TITLE = Article._meta.get_field("title").max_length


@transaction.atomic
def duplicate(article: Article, *, by: AbstractBaseUser | None) -> Article:
    """A draft with the parts, tags and picture of the desk copy, and an address of its own.

    Reviews, corrections, history and the title for search stay with the first.
    """
    title = Truncator(_("%s (copy)") % article.title).chars(TITLE)
    copy = Article(title=title, created_by=by)
    for name in COPIED:
        setattr(copy, name, getattr(article, name))
    copy.slug = addresses.free(addresses.slug_for(title), copy)
    copy.save(force_insert=True)
    copy.tags.set(article.tags.all())
    for name in PARTS:
        _copy_rows(getattr(article, name), copy)
    publishing.note_change(copy)
    return copy


def _copy_rows(rows: models.Manager, copy: Article) -> None:
    found = list(rows.all())
    for row in found:
        row.pk, row.article = None, copy
        row._state.adding = True
    rows.model._base_manager.bulk_create(found)
