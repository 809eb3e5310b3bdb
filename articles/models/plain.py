from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fitblog.lib.fields import RichTextField


class PlainPage(models.Model):
    """A page of words alone: about, delivery, returns, privacy."""

    title = models.CharField(_("title"), max_length=80)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    description = models.CharField(
        _("description"), max_length=165, blank=True, help_text=_("What search engines show.")
    )
    text = RichTextField(_("text"))
    is_in_footer = models.BooleanField(_("in the footer"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        ordering = ["position", "title"]
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:plain", args=[self.slug])
