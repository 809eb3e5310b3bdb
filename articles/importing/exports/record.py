"""What another system knew of a document beside its text → the guide that was made of it."""

from django.utils.text import slugify

from articles.importing.exports.exported import Exported
from articles.importing.proposal import META_DESCRIPTION_LIMIT, META_TITLE_LIMIT
from articles.models import Article, Author, FormerSlug, Tag, Topic

NAME_LIMIT = 40  # characters of a topic's or a tag's name
AUTHOR_LIMIT = 80


def record(article: Article, came: Exported) -> None:
    """Tags, search texts, dates and former addresses of a guide that has just been made."""
    article.tags.set(Tag.objects.named([name for name in came.tags if len(name) <= NAME_LIMIT]))
    kept = {}
    if 0 < len(came.meta_title) <= META_TITLE_LIMIT:
        kept["meta_title"] = came.meta_title
    if 0 < len(came.meta_description) <= META_DESCRIPTION_LIMIT:
        kept["meta_description"] = came.meta_description
    if came.created_at:
        kept["created_at"] = came.created_at
    for name, value in kept.items():
        setattr(article, name, value)
    if kept:
        Article.objects.filter(pk=article.pk).update(**kept)
    slugs = [slug for slug in dict.fromkeys(came.former_slugs) if slug != article.slug]
    taken = set(Article.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    FormerSlug.objects.bulk_create(
        [FormerSlug(slug=slug, article=article) for slug in slugs if slug not in taken],
        ignore_conflicts=True,
    )


def topic_named(name: str) -> Topic | None:
    """The topic of this name, made where there is none."""
    slug = slugify(name)[:50].strip("-")
    if not slug or not name or len(name) > NAME_LIMIT:
        return None
    return (
        Topic.objects.filter(name__iexact=name).first()
        or (Topic.objects.get_or_create(slug=slug, defaults={"name": name})[0])
    )


def author_named(name: str) -> Author | None:
    """The author of this name, made where there is none."""
    slug = slugify(name)[:80].strip("-")
    if not slug or not name or len(name) > AUTHOR_LIMIT:
        return None
    return (
        Author.objects.filter(name__iexact=name).first()
        or (Author.objects.get_or_create(slug=slug, defaults={"name": name})[0])
    )
