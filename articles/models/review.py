"""What becomes of a guide before it is published: handed in, approved, sent back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class ReviewStepQuerySet(models.QuerySet["ReviewStep"]):
    def are_waiting(self) -> bool:
        """Whether the latest of these, of one guide, hands it in."""
        return self.values_list("kind", flat=True).first() == ReviewStep.Kind.SUBMITTED


class ReviewStep(models.Model):
    """Never changed. The latest says where the guide stands.

    Written by reviewing.py alone, but for the one by which publishing ends a review.
    """

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", _("Submitted for review")
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Returned")
        WITHDRAWN = "withdrawn", _("Taken back")
        PUBLISHED = "published", _("Ended by publishing")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="review_steps")
    kind = models.CharField(_("step"), max_length=9, choices=Kind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    comment = models.CharField(_("comment"), max_length=1000, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)  # of the desk copy after this step
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ReviewStepQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("review step")
        verbose_name_plural = _("review steps")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="returned", comment=""), name="who_returns_says_why"
            )
        ]
        indexes = [models.Index(fields=["article", "-created_at", "-id"], name="review_latest")]

    def __str__(self) -> str:
        return self.get_kind_display()
