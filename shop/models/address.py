"""Where a customer's parcels go, kept for the next order."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.addressing.addresses import Address, AddressField


class SavedAddressQuerySet(models.QuerySet["SavedAddress"]):
    def keep(self, customer: AbstractBaseUser, address: Address) -> "SavedAddress":
        """Save it for this customer, unless it is kept already; the first is the default."""
        same = next(
            (kept for kept in self.filter(customer=customer) if kept.address == address), None
        )
        if same:
            return same
        kept = self.create(customer=customer, address=address)
        if not self.filter(customer=customer, is_default=True).exists():
            kept.make_default()
        return kept


class SavedAddress(models.Model):
    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="addresses",
        verbose_name=_("account"),
    )
    address = AddressField(_("address"))
    is_default = models.BooleanField(_("default"), default=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = SavedAddressQuerySet.as_manager()

    class Meta:
        ordering = ["-is_default", "-pk"]
        verbose_name = _("saved address")
        verbose_name_plural = _("saved addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(is_default=True), name="one_default_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.address.name}"

    @transaction.atomic
    def make_default(self) -> None:
        """The checkout begins with this one."""
        # The account's row is the queue, so that two clicks cannot make two defaults.
        get_user_model().objects.select_for_update().get(pk=self.customer_id)
        others = SavedAddress.objects.filter(customer=self.customer_id, is_default=True)
        others.exclude(pk=self.pk).update(is_default=False)
        SavedAddress.objects.filter(pk=self.pk).update(is_default=True)
