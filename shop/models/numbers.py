"""Numbers that the law wants without gaps."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class NumberSeriesQuerySet(models.QuerySet["NumberSeries"]):
    def next(self, name: str) -> int:
        """The next number, without gaps: call it inside the transaction that uses it.

        Others wait for that transaction's end, and get the same number if it fails.
        """
        row = self.filter(name=name)
        if not row.update(last=F("last") + 1):
            self.bulk_create([NumberSeries(name=name)], ignore_conflicts=True)
            row.update(last=F("last") + 1)
        return row.get().last


class NumberSeries(models.Model):
    """A count without gaps, such as invoice numbers. Its row is the lock."""

    name = models.CharField(max_length=20, unique=True)
    last = models.PositiveIntegerField(default=0)

    objects = NumberSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"
