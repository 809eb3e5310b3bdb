"""A guide with all its parts, as an editor has it: saved, or as it stands in the form."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import Truncator

from articles import body as document
from articles.models import (
    Article,
    Correction,
    Edition,
    FaqItem,
    RelatedPin,
    Section,
    Source,
    Takeaway,
)
from fitblog.lib.page import DESCRIPTION_SHOWN


@dataclass(frozen=True)
class DeskCopy:
    """The rows of each part come in the order of the page."""

    article: Article
    takeaways: Iterable[Takeaway] = ()
    sections: Iterable[Section] = ()
    faq_items: Iterable[FaqItem] = ()
    sources: Iterable[Source] = ()
    corrections: Iterable[Correction] = ()
    pins: Iterable[RelatedPin] = ()

    @classmethod
    def saved(cls, article: Article) -> "DeskCopy":
        """Six queries, unless they are prefetched."""
        return cls(
            article,
            takeaways=article.takeaways.all(),
            sections=article.sections.all(),
            faq_items=article.faq_items.all(),
            sources=article.sources.all(),
            corrections=article.corrections.all(),
            pins=article.pins.all(),
        )

    def sketch(self) -> Edition:
        """An edition that may lack what readers need, such as a topic or an H2 before an H3.

        Unsaved, and its HTML as it was typed: to be looked at by checks, not shown.
        """
        article, body = self.article, self._body()
        return Edition(
            article=article,
            title=article.title,
            excerpt=article.excerpt,
            meta_title=article.meta_title or article.title,
            meta_description=article.meta_description or _description(article),
            topic_id=article.topic_id,
            author_id=article.author_id,
            reviewer_id=article.reviewer_id,
            reviewed_on=article.reviewed_on,
            reviewer_credentials=article.reviewer_credentials,
            review_due_on=article.review_due_on,
            hero=article.hero.as_image() if article.hero else None,
            body=body,
            text=_plain(article, body),
            published_at=timezone.now(),
        )

    def _body(self) -> document.Body:
        sections = list(self.sections)
        anchors = {section.anchor for section in sections}
        return document.Body(
            introduction=self.article.introduction or "",
            takeaways_heading=self.article.takeaways_heading,
            takeaways=[document.Takeaway(t.label, t.text) for t in self.takeaways],
            sections=[
                document.Section(
                    anchor=s.anchor,
                    level=s.level,
                    kind=s.kind,
                    heading=s.heading,
                    body=s.body or "",
                    product=s.product_id,
                    product_reason=s.product_reason,
                )
                for s in sections
            ],
            faq_heading=self.article.faq_heading,
            faq=[document.FaqItem(f.anchor, f.question, f.answer or "") for f in self.faq_items],
            sources=[
                document.Source(
                    s.title, s.publisher, s.year, s.url, s.section if s.section in anchors else ""
                )
                for s in self.sources
            ],
            corrections=[
                document.Correction(c.corrected_on.isoformat(), c.text)
                for c in sorted(self.corrections, key=lambda c: c.corrected_on, reverse=True)
            ],
            pins=[pin.target_id for pin in self.pins],
        )


def _plain(article: Article, body: document.Body) -> str:
    """Every word of the guide without tags, for search and for counting."""
    pieces = [article.title, article.excerpt, body.introduction]
    pieces += [f"{t.label} {t.text}" for t in body.takeaways]
    pieces += [f"{s.heading}\n{s.body}" for s in body.sections]
    pieces += [f"{f.question}\n{f.answer}" for f in body.faq]
    # A space before each tag, so that the last word of a paragraph stays apart from the next.
    spaced = (strip_tags(piece.replace("<", " <")) for piece in pieces if piece)
    return "\n\n".join(" ".join(piece.split()) for piece in spaced)


def _description(article: Article) -> str:
    """The excerpt, or the introduction's beginning where that says too little."""
    introduction = " ".join(strip_tags(article.introduction or "").split())
    words = article.excerpt if len(article.excerpt) >= 50 else introduction or article.excerpt
    return Truncator(words).chars(DESCRIPTION_SHOWN)
