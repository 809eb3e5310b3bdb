from collections.abc import Collection

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST = 2000


class ExternalLinkQuerySet(models.QuerySet["ExternalLink"]):
    def outcomes(self, urls: Collection[str]) -> dict[str, str]:
        """What each address answered when it was last asked. One query, or none."""
        return dict(self.filter(url__in=urls).values_list("url", "outcome")) if urls else {}

    def note(self, urls: Collection[str]) -> None:
        """Remember that guides name these addresses today. Two queries, or none."""
        urls = [url for url in urls if len(url) <= LONGEST]
        if not urls:
            return
        today = timezone.localdate()
        self.bulk_create(
            [ExternalLink(url=url, seen_on=today) for url in urls],
            update_conflicts=True,
            unique_fields=["url"],
            update_fields=["seen_on"],
        )


class ExternalLink(models.Model):
    """An address on another site that guides name, and how it answered."""

    class Outcome(models.TextChoices):
        FINE = "fine", _("Answers")
        GONE = "gone", _("Gone")
        REFUSED = "refused", _("Not public")
        SILENT = "silent", _("No answer")

    url = models.CharField(_("address"), max_length=LONGEST, unique=True)
    outcome = models.CharField(_("outcome"), max_length=7, choices=Outcome, blank=True)
    asked_at = models.DateTimeField(_("asked"), null=True)
    seen_on = models.DateField(_("last named by a guide"))

    objects = ExternalLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to another site")
        verbose_name_plural = _("links to other sites")

    def __str__(self) -> str:
        return self.url
