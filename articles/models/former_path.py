"""Where addresses of an old site lead."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class FormerPath(models.Model):
    """The whole path of a page on an old site; see former_paths.py."""

    path = models.CharField(_("old address"), max_length=300, unique=True)
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, blank=True, related_name="former_paths"
    )
    page = models.CharField(_("page"), max_length=300, blank=True)  # where it is no guide's
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        ordering = ["path"]
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        constraints = [
            models.CheckConstraint(
                condition=Q(article=None, page__startswith="/") | Q(article__isnull=False, page=""),
                name="a_former_path_leads_to_a_guide_or_to_a_page",
            ),
            models.CheckConstraint(
                condition=Q(path__startswith="/"), name="a_former_path_begins_at_the_root"
            ),
        ]

    def __str__(self) -> str:
        return self.path
