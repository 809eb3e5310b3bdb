"""Who wants to be told when something is back."""

from django.core import signing
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.models.catalogue import Variant

SALT = "shop.alerts"


class StockAlertQuerySet(models.QuerySet["StockAlert"]):
    def of(self, token: str) -> "StockAlertQuerySet":
        """All that the address in such a link waits for. Raises BadSignature."""
        return self.filter(email=signing.loads(token, salt=SALT))


class StockAlert(models.Model):
    """An address that is told once when a variant can be bought again. Sent, it is gone."""

    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="alerts")
    email = models.EmailField(_("e-mail"))  # in lower case
    language = models.CharField(max_length=10)
    origin = models.CharField(max_length=200)  # https://host, for the links in the mail
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    claimed_at = models.DateTimeField(null=True, editable=False)

    objects = StockAlertQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = _("stock alert")
        verbose_name_plural = _("stock alerts")
        constraints = [
            models.UniqueConstraint(
                fields=["variant", "email"], name="one_alert_an_address_and_variant"
            ),
        ]
        indexes = [models.Index(fields=["email"], name="alerts_of_an_address")]

    def __str__(self) -> str:
        return f"{self.email}: {self.variant_id}"

    @property
    def token(self) -> str:
        """For the link by which the address is left alone."""
        return signing.dumps(self.email, salt=SALT)
