"""What things cost, and since when."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.models.catalogue import Variant


class PriceChange(models.Model):
    """From `at` on the variant cost this, until its next change.

    Only shop/catalogue/prices.py writes it.
    """

    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="price_changes")
    price = models.DecimalField(_("price"), max_digits=12, decimal_places=3)
    compare_at_price = models.DecimalField(
        _("price before the sale"), max_digits=12, decimal_places=3, null=True, blank=True
    )
    at = models.DateTimeField(_("from"), default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("price change")
        verbose_name_plural = _("price changes")
        indexes = [models.Index(fields=["variant", "at"], name="price_changes_of_a_variant")]
        constraints = [
            models.CheckConstraint(condition=Q(price__gte=0), name="no_price_was_ever_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id}: {self.price}"
