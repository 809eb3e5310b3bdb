"""What editors choose for the home page; what they leave open, the newest guides fill."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class HomePage(models.Model):
    """The one row: which guide leads, and the words above the path for beginners."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    lead = models.ForeignKey(
        Article,
        verbose_name=_("leading guide"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty, or not live: the newest guide leads."),
    )
    path_introduction = models.CharField(_("words above “Start here”"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home page")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="there_is_one_home_page"),
        ]

    def __str__(self) -> str:
        return str(_("Home page"))


class PathStep(models.Model):
    """A guide on the path for beginners, in order."""

    home = models.ForeignKey(HomePage, on_delete=models.CASCADE, related_name="steps", default=1)
    article = models.OneToOneField(
        Article, verbose_name=_("guide"), on_delete=models.CASCADE, related_name="path_step"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("step")
        verbose_name_plural = _("start here")

    def __str__(self) -> str:
        return str(self.article)
