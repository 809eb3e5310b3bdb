"""Documents that editors are about to import."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedDocument(models.Model):
    """A document with the proposal that an editor reviews; gone once a draft is made of it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=150)
    lines = models.JSONField(default=list)  # [number, text] as an editor counts them
    proposal = models.JSONField()
    before = models.JSONField(default=list)  # the proposals before the last changes
    enclosed = models.JSONField(default=dict)  # pictures that came along, in base64
    added_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("imported document")
        verbose_name_plural = _("imported documents")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
