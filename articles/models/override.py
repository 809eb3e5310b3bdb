from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition


class Override(models.Model):
    """Why an edition was published although checks blocked it."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="override")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300)
    findings = models.JSONField(_("findings"))  # what each said, in the words of that day
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="an_override_has_a_reason")
        ]

    def __str__(self) -> str:
        return self.reason
