"""What editors have under way: a form not saved yet, a draft shown to somebody."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.article import Article


class RecoveryCopy(models.Model):
    """A form as it stood in one editor's browser, saved nowhere else. Nobody else sees it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(  # none: a guide that is being added
        Article, on_delete=models.CASCADE, null=True, related_name="recovery_copies"
    )
    fields = models.JSONField()  # each field's values by its name, as the form sends them
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "article"], name="an_editor_has_one_recovery_copy_of_a_guide"
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(article__isnull=True),
                name="an_editor_has_one_recovery_copy_of_a_new_guide",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.article or ''}"


class ShareLink(models.Model):
    """Lets whoever has its address read the desk copy for a while. To revoke it is to delete it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="share_links")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-expires_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.article}, {timezone.localtime(self.expires_at):%Y-%m-%d %H:%M}"
