from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class RelatedPin(models.Model):
    """A guide that an editor recommends under another one, in order."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pins")
    target = models.ForeignKey(
        Article, verbose_name=_("guide"), on_delete=models.CASCADE, related_name="pinned_under"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("related guide")
        verbose_name_plural = _("related guides")
        constraints = [
            models.UniqueConstraint(fields=["article", "target"], name="a_guide_is_pinned_once"),
            models.CheckConstraint(
                condition=~models.Q(article=models.F("target")),
                name="a_guide_is_not_its_own_relation",
            ),
        ]

    def __str__(self) -> str:
        return str(self.target)
