"""A draft that begins with a template's takeaways, sections and questions."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles import addresses, publishing
from articles.models import Article, FaqItem, GuideTemplate, Section, Takeaway


@transaction.atomic
def start(template: GuideTemplate, title: str, *, by: AbstractBaseUser | None) -> Article:
    """Each section says what is to be written there; the questions have no answers yet.

    Where the title's address is taken, it gets a number.
    """
    article = Article(title=title, created_by=by)
    article.slug = addresses.free(addresses.slug_for(title), article)
    article.save(force_insert=True)
    Section.objects.bulk_create(
        Section(
            article=article,
            position=position,
            heading=row.heading,
            level=row.level,
            kind=row.kind,
            prompt=row.prompt,
        )
        for position, row in enumerate(template.sections.all(), 1)
    )
    Takeaway.objects.bulk_create(
        Takeaway(article=article, position=position, label=row.label, text=row.text)
        for position, row in enumerate(template.takeaways.all(), 1)
    )
    FaqItem.objects.bulk_create(
        FaqItem(article=article, position=position, question=row.question)
        for position, row in enumerate(template.questions.all(), 1)
    )
    publishing.note_change(article)
    return article
