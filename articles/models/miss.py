from django.db import models
from django.utils.translation import gettext_lazy as _


class Miss(models.Model):
    """What was looked for and not found, how often, and on which day last: nothing of by whom."""

    words = models.CharField(_("words"), max_length=80, unique=True)
    times = models.PositiveIntegerField(_("times"), default=1)
    last_on = models.DateField(_("last"))

    class Meta:
        ordering = ["-times", "-last_on", "words"]
        verbose_name = _("search without a result")
        verbose_name_plural = _("searches without a result")

    def __str__(self) -> str:
        return self.words
