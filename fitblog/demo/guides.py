"""Rows for guides, and their way to the readers."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from articles.models import (
    Article,
    Author,
    FaqItem,
    HomePage,
    PathStep,
    RelatedPin,
    Section,
    Source,
    Tag,
    Takeaway,
    Topic,
)
from articles.publishing import publish
from fitblog.demo import content, drawings
from fitblog.demo.shelves import Images, add_picture
from shop.models import Product

MORNING = {"hour": 6, "minute": 30, "second": 0, "microsecond": 0}


def add_guides(guides: Iterable[content.Guide], images: Images, now: datetime) -> None:
    """Write and publish them, the oldest first, as if each had come out on its day."""
    # Ordered as they were written, so that the desk's list reads like a newsroom's.
    guides = sorted(guides, key=lambda guide: -guide.age_days)
    topics, authors = by_slug(Topic), by_slug(Author)
    products = by_slug(Product)
    for guide in guides:
        article = Article.objects.create(
            slug=guide.slug,
            title=guide.title,
            excerpt=guide.excerpt,
            introduction=guide.introduction,
            meta_description=guide.meta_description,
            topic=topics.get(guide.topic),
            author=authors.get(guide.author),
            reviewer=authors.get(guide.reviewer),
            reviewed_on=_day(now, guide.reviewed_days_ago),
            hero=add_picture(images[drawings.of("guides", guide.slug)], guide.hero_alt),
        )
        article.tags.set(Tag.objects.named(guide.tags))
        _add_parts(article, guide, products)
    # An edition holds its pins, so every guide must be there before the first is published.
    articles = by_slug(Article)
    for guide in guides:
        RelatedPin.objects.bulk_create(
            RelatedPin(article=articles[guide.slug], target=articles[slug], position=position)
            for position, slug in enumerate(guide.related)
            if slug in articles
        )
    for guide in guides:
        _publish(articles[guide.slug], guide, now)


def add_home_page(site: content.Site) -> None:
    articles = by_slug(Article)
    home = HomePage.objects.create(
        lead=articles.get(site.lead), path_introduction=site.start_here_intro
    )
    PathStep.objects.bulk_create(
        PathStep(home=home, article=articles[slug], position=position)
        for position, slug in enumerate(site.start_here)
        if slug in articles
    )


def by_slug(model: type) -> dict:
    return model.objects.in_bulk(field_name="slug")


def _add_parts(article: Article, guide: content.Guide, products: Mapping[str, Product]) -> None:
    Takeaway.objects.bulk_create(
        Takeaway(article=article, position=position, label=part.label, text=part.text)
        for position, part in enumerate(guide.takeaways)
    )
    Section.objects.bulk_create(
        Section(
            article=article,
            position=position,
            heading=part.heading,
            level=part.level,
            kind=part.kind,
            body=part.body,
            product=products.get(part.product),
            product_reason=part.product_reason if part.product in products else "",
        )
        for position, part in enumerate(guide.sections)
    )
    FaqItem.objects.bulk_create(
        FaqItem(article=article, position=position, question=part.question, answer=part.answer)
        for position, part in enumerate(guide.faq)
    )
    Source.objects.bulk_create(
        Source(
            article=article,
            position=position,
            title=part.title,
            publisher=part.publisher,
            year=part.year,
            url=part.url,
        )
        for position, part in enumerate(guide.sources)
    )


def _publish(article: Article, guide: content.Guide, now: datetime) -> None:
    publish(article, at=_morning(now, guide.age_days))
    if guide.updated_days_ago is not None:
        publish(article, at=_morning(now, guide.updated_days_ago), note="Checked and updated")


def _morning(now: datetime, days_ago: int) -> datetime:
    return timezone.localtime(now - timedelta(days=days_ago)).replace(**MORNING)


def _day(now: datetime, days_ago: int | None):
    return None if days_ago is None else _morning(now, days_ago).date()
