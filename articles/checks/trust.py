"""Why a reader may believe a guide."""

from datetime import timedelta

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.checks.cues import HEALTH_CLAIMS
from articles.checks.finding import Place, Said
from articles.checks.guide import Guide
from articles.checks.site import Site


def health_claim(guide: Guide, site: Site) -> Said:
    """A list of cues, not a verdict: the sentence asks, and nothing is blocked by it."""
    lacks_source, lacks_reviewer = not guide.body.sources, guide.edition.reviewer_id is None
    if not (lacks_source or lacks_reviewer):
        return
    advice = (
        _("name a source and let somebody review it")
        if lacks_source and lacks_reviewer
        else _("name a source")
        if lacks_source
        else _("let somebody review it")
    )
    for text in guide.texts:
        if claim := HEALTH_CLAIMS.search(text.markup.words):
            yield (
                text.place,
                _(
                    "“%(words)s” in “%(part)s” may read as a promise about health. "
                    "If it is one, %(advice)s."
                )
                % {"words": claim[0], "part": text.name, "advice": advice},
            )


def review_overdue(guide: Guide, site: Site) -> Said:
    reviewed_on, due_on = guide.edition.reviewed_on, guide.edition.review_due_on
    if due_on:
        if due_on < site.today:
            yield (
                Place("review_due_on"),
                _("The next review was due on %(day)s. Have it reviewed again.")
                % {"day": date_format(due_on, "j M Y")},
            )
    elif reviewed_on and reviewed_on + timedelta(days=settings.REVIEW_DAYS) < site.today:
        yield (
            Place("reviewed_on"),
            _("Last reviewed on %(day)s, more than %(days)d days ago. Have it reviewed again.")
            % {"day": date_format(reviewed_on, "j M Y"), "days": settings.REVIEW_DAYS},
        )
