"""What can be found. The words themselves lie in `search_text`, which the migration makes."""

from django.db import models


class Entry(models.Model):
    """Something with an address, findable in `[live_from, live_until)`; without them, always.

    `kind` and `owner` name whose it is, `key` what is shown: a guide owns its editions.
    """

    kind = models.CharField(max_length=20)
    owner = models.PositiveBigIntegerField()
    key = models.PositiveBigIntegerField()
    shelf = models.PositiveBigIntegerField(default=0)
    title = models.CharField(max_length=150)
    path = models.CharField(max_length=200)
    live_from = models.DateTimeField(null=True)
    live_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "owner"], name="found_by_owner")]

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A word that stands somewhere, for “did you mean”."""

    term = models.CharField(max_length=30, primary_key=True)

    def __str__(self) -> str:
        return self.term
