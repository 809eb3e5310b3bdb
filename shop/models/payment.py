"""Money: what came, what went back, and what the providers told us."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.models.order import Amount, Order, new_token


class Payment(models.Model):
    """One attempt to pay an order. Whatever else happens, paid stays paid."""

    class State(models.TextChoices):
        OPEN = "open", _("waiting")
        PAID = "paid", _("paid")
        FAILED = "failed", _("failed")
        ABANDONED = "abandoned", _("abandoned")

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="payments")
    provider = models.CharField(_("provider"), max_length=20)
    key = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    reference = models.CharField(_("reference"), max_length=200, blank=True)  # the provider's own
    address = models.CharField(max_length=2000, blank=True, editable=False)  # where one pays
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.OPEN)
    amount = Amount(_("amount"))  # asked for, then what really came
    currency = models.CharField(_("currency"), max_length=3)
    refunded = Amount(_("refunded"), default=0)  # given back or on its way
    note = models.CharField(_("note"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    paid_at = models.DateTimeField(_("paid at"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "reference"],
                condition=~Q(reference=""),
                name="one_payment_a_reference",
            ),
            models.UniqueConstraint(
                fields=["order"], condition=Q(state="open"), name="one_open_payment_an_order"
            ),
            models.CheckConstraint(
                condition=Q(refunded__gte=0) & Q(refunded__lte=F("amount")),
                name="no_payment_gives_back_more_than_came",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.reference or self.pk}"

    @property
    def refundable(self) -> Decimal:
        if self.state != self.State.PAID:
            return Decimal(0)
        return self.amount - self.refunded


class Refund(models.Model):
    """Money on its way back. It is reserved before the provider is asked, so never given twice."""

    class State(models.TextChoices):
        ASKED = "asked", _("on its way")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    # The same key with each try, so that a provider asked twice pays once.
    key = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    reference = models.CharField(_("reference"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.ASKED)
    amount = Amount(_("amount"))
    restock = models.JSONField(_("back into stock"), default=list)  # rows of line key, units
    by = models.CharField(_("by"), max_length=150)
    note = models.CharField(_("note"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    # How much of it takes back what the invoice asked for: a surplus never was on one.
    credited = Amount(_("credited"), default=0)
    credit_number = models.PositiveIntegerField(_("credit note"), null=True, unique=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_refund_is_more_than_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} of {self.payment}"

    @property
    def currency(self) -> str:
        return self.payment.currency


class WebhookEventQuerySet(models.QuerySet["WebhookEvent"]):
    def of_unknown_money(self) -> "WebhookEventQuerySet":
        """Somebody paid, and no payment of ours was meant."""
        return self.filter(payment=None).exclude(body="")

    def unsettled(self) -> "WebhookEventQuerySet":
        """Nobody has written down yet what was done with the money."""
        return self.filter(settled="")


class WebhookEvent(models.Model):
    """What a provider told us, each event once: the row is written with the event's effect."""

    provider = models.CharField(_("provider"), max_length=20)
    event_id = models.CharField(_("event"), max_length=200)
    kind = models.CharField(_("kind"), max_length=80)
    payment = models.ForeignKey(
        Payment, on_delete=models.SET_NULL, null=True, blank=True, related_name="events"
    )
    # Kept only where no payment was found, so that somebody can see whose money it is.
    body = models.TextField(_("text"), blank=True)
    reference = models.CharField(_("reference"), max_length=200, blank=True)
    amount = Amount(_("amount"), default=0)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    settled = models.CharField(_("what was done with the money"), max_length=300, blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)

    objects = WebhookEventQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("message about money")
        verbose_name_plural = _("messages about money")
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "event_id"], name="each_event_happens_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.event_id}"
