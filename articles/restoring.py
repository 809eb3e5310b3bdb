"""An edition back on the desk: readers see nothing of it until it is published."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles import publishing
from articles.desk_copy import DeskCopy
from articles.models import Article, Edition, Picture
from shop.models import Product

OPENING = (
    "title",
    "excerpt",
    "topic",
    "author",
    "reviewer",
    "reviewer_credentials",
    "reviewed_on",
    "review_due_on",
)


@transaction.atomic
def restore(edition: Edition, *, by: AbstractBaseUser | None = None) -> bool:
    """Make the desk copy say what this edition says. True when it now does to the letter.

    It cannot where a picture, product or guide that the edition names was deleted. What the
    desk copy said goes into the history first, unless an edition says it already or it lacks
    a topic or an author. Anchors are the edition's, the address stays the guide's.
    """
    article = publishing.locked(edition.article)
    note = _("The desk copy before edition %(number)d was restored") % {"number": edition.number}
    publishing.keep(article, by=by, note=note)
    _write_opening(article, edition)
    _write_parts(article, edition)
    article.save()
    article.tags.set(edition.tags.all())
    publishing.note_change(article)
    article.refresh_from_db(fields=["fingerprint"])
    return article.fingerprint == edition.fingerprint


def _write_opening(article: Article, edition: Edition) -> None:
    for name in OPENING:
        setattr(article, name, getattr(edition, name))
    for name in ("introduction", "takeaways_heading", "faq_heading"):
        setattr(article, name, getattr(edition.body, name))
    if edition.hero:
        article.hero = Picture.objects.filter(file=edition.hero.name).first() or article.hero
    else:
        article.hero = None
    # An edition holds what search engines are told; the desk copy only what differs from that.
    article.meta_title = "" if edition.meta_title == edition.title else edition.meta_title
    article.meta_description = ""
    if DeskCopy(article).sketch().meta_description != edition.meta_description:
        article.meta_description = edition.meta_description


def _write_parts(article: Article, edition: Edition) -> None:
    body = edition.body
    products = Product.objects.in_bulk(body.products)
    guides = Article.objects.in_bulk(body.pins)
    sections = [
        {
            "anchor": s.anchor,
            "level": s.level,
            "kind": s.kind,
            "heading": s.heading,
            "body": s.body,
            "product": products.get(s.product),
            "product_reason": s.product_reason,
        }
        for s in body.sections
    ]
    faq = [{"anchor": f.anchor, "question": f.question, "answer": f.answer} for f in body.faq]
    _refill(article.takeaways, [{"label": t.label, "text": t.text} for t in body.takeaways])
    _refill(article.sections, sections, by="anchor")
    _refill(article.faq_items, faq, by="anchor")
    sources = [
        {"title": s.title, "publisher": s.publisher, "year": s.year, "url": s.url}
        | {"section": s.section}
        for s in body.sources
    ]
    _refill(article.sources, sources)
    corrections = [{"corrected_on": c.day, "text": c.text} for c in body.corrections]
    _refill(article.corrections, corrections)
    _refill(article.pins, [{"target_id": pk} for pk in body.pins if pk in guides], by="target_id")


def _refill(rows: Any, wanted: list[dict[str, Any]], by: str = "") -> None:
    """Rows that stay keep their key, so that a form that is open elsewhere still finds them."""
    spare = list(rows.all())
    filled = []
    for fields in wanted:
        same = (row for row in spare if not by or getattr(row, by) == fields[by])
        row = next(same, None)
        if row:
            spare.remove(row)
        filled.append(row or rows.model(article=rows.instance))
    rows.filter(pk__in=[row.pk for row in spare]).delete()
    for position, (row, fields) in enumerate(zip(filled, wanted, strict=True), 1):
        for name, value in {**fields, "position": position}.items():
            setattr(row, name, value)
        row.save()
