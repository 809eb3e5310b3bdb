from django.db import models
from django.utils.translation import gettext_lazy as _

from fitblog.lib.images import AbstractPicture


class Picture(AbstractPicture):
    """The newsroom's pictures: heroes, portraits, the topics' defaults."""

    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta(AbstractPicture.Meta):
        abstract = False
        ordering = ["-added_at", "-pk"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @classmethod
    def is_kept(cls, name: str) -> bool:
        """Readers see editions, and an edition shows the picture that it was published with."""
        from articles.models.edition import Edition  # the edition stands on the article

        return Edition.objects.filter(hero__name=name).exists()
