"""The floor's only table."""

from django.db import models


class Stamp(models.Model):
    """The one row that moves with every change a public page can show; see lib/stamp.py."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    number = models.BigIntegerField()
    moved_in = models.CharField(max_length=80, default="")  # the transaction; PostgreSQL alone

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="there_is_one_stamp"),
        ]

    def __str__(self) -> str:
        return str(self.number)
