"""What was ordered, as it was shown: an order keeps copies, so no later change reaches it."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, Least, Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fitblog.lib.images import Image
from fitblog.lib.prepared import Moment
from shop.addressing.addresses import AddressField
from shop.models.catalogue import Product, Variant, first_picture, image_of

# SQLite adds as floating point: less than half of the smallest unit is no difference.
NEXT_TO_NOTHING = Value(Decimal("0.0004"))
SUM = F("subtotal") - F("discount") + F("delivery") + F("tax")

FIRST_NUMBER = 10_000  # added to the key, so that the first order does not look like the first


def new_token() -> str:
    """128 bits: whoever holds an order's address may read the order."""
    return secrets.token_urlsafe(16)


class Amount(models.DecimalField):
    """Money in the order's currency; three decimals, for the dinar."""

    def __init__(self, *args, **options):
        options.setdefault("max_digits", 14)
        options.setdefault("decimal_places", 3)
        super().__init__(*args, **options)


@dataclass(frozen=True)
class Sum:
    """A row below the lines: what it is for, how much."""

    label: str
    amount: Decimal
    is_total: bool = False
    is_free: bool = False


class OrderQuerySet(models.QuerySet["Order"]):
    def lapsed(self, at: Moment = None) -> "OrderQuerySet":
        """Not paid in time, and still holding stock until somebody needs it."""
        return self.filter(state=Order.State.PLACED, expires_at__lte=at or timezone.now())

    def numbered(self, number: str) -> "OrderQuerySet":
        """By the number that people read out: “FB-10427”, “fb 10427” or “10427”."""
        digits = "".join(letter for letter in number if letter in "0123456789")[:18]
        return self.filter(pk=int(digits) - FIRST_NUMBER) if digits else self.none()

    def waiting_for_goods(self) -> "OrderQuerySet":
        """Sold on back-order, to the shoppers who came last."""
        return self.filter(pk__in=OrderLine.objects.with_owed().filter(owed__gt=0).values("order"))

    def needing_a_decision(self) -> "OrderQuerySet":
        """Money is here that the shop owes goods or a refund for."""
        owed = F("total") + F("refunded_total") + NEXT_TO_NOTHING
        return self.filter(Q(state=Order.State.PARKED) | Q(paid_total__gt=owed))


class Order(models.Model):
    class State(models.TextChoices):
        PLACED = "placed", _("waiting for payment")
        PAID = "paid", _("paid")
        PACKED = "packed", _("packed")
        SENT = "sent", _("sent")
        DELIVERED = "delivered", _("delivered")
        EXPIRED = "expired", _("not paid in time")
        CANCELLED = "cancelled", _("cancelled")
        PARKED = "parked", _("paid, needs a decision")
        REFUNDED = "refunded", _("refunded")

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PLACED)
    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="orders",
        verbose_name=_("account"),
    )
    email = models.EmailField(_("email"))
    language = models.CharField(_("language"), max_length=10)
    origin = models.CharField(max_length=200, blank=True)  # https://host, for links in mails
    deliver_to = AddressField(_("delivery address"))
    bill_to = AddressField(_("billing address"))
    country = models.CharField(_("country"), max_length=2)  # of delivery

    currency = models.CharField(_("currency"), max_length=3)
    taxes_included = models.BooleanField(_("prices include tax"))
    subtotal = Amount(_("subtotal"))
    discount_code = models.CharField(_("discount code"), max_length=40, blank=True)
    discount = Amount(_("discount"), default=0)
    delivery_title = models.CharField(_("delivery method"), max_length=80, blank=True)
    delivery = Amount(_("delivery"), default=0)
    tax = Amount(_("tax on top"), default=0)
    included_tax = Amount(_("tax included"), default=0)
    taxes = models.JSONField(_("taxes"), default=list)  # rows of label, rate, base, amount: texts
    total = Amount(_("total"))
    paid_total = Amount(_("paid"), default=0)
    refunded_total = Amount(_("refunded"), default=0)

    # One checkout is one order: the key comes with the form, the digest says what was asked for.
    checkout_key = models.CharField(max_length=64, unique=True, editable=False)
    checkout_digest = models.CharField(max_length=64, editable=False)
    payment_method = models.CharField(_("payment method"), max_length=20)
    placed_at = models.DateTimeField(_("placed"), default=timezone.now)
    expires_at = models.DateTimeField(_("held until"))
    paid_at = models.DateTimeField(_("paid at"), null=True, blank=True)
    invoice_number = models.PositiveIntegerField(_("invoice number"), null=True, unique=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        permissions = [("refund_order", _("Can send money back"))]
        indexes = [
            models.Index(
                fields=["expires_at"], condition=Q(state="placed"), name="orders_that_hold_stock"
            ),
            models.Index(fields=["email"], name="orders_by_email"),
            # As accounts/adoption.py looks for them.
            models.Index(Lower("email"), name="orders_by_email_in_lower"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(total__gte=0), name="a_total_is_not_negative"),
            models.CheckConstraint(
                condition=Q(total__gt=SUM - NEXT_TO_NOTHING, total__lt=SUM + NEXT_TO_NOTHING),
                name="the_sums_add_up_to_the_total",
            ),
            models.CheckConstraint(
                condition=Q(refunded_total__lte=F("paid_total")),
                name="no_more_is_refunded_than_was_paid",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("shop:order", args=[self.token])

    @property
    def number(self) -> str:
        """What people read out. The address of an order uses its token instead."""
        return f"{settings.ORDER_PREFIX}{self.pk + FIRST_NUMBER}"

    @property
    def is_lapsed(self) -> bool:
        return self.state == self.State.PLACED and self.expires_at <= timezone.now()

    @property
    def needs_a_decision(self) -> bool:
        """As OrderQuerySet.needing_a_decision."""
        return self.state == self.State.PARKED or self.refundable > self.total

    @property
    def can_be_paid(self) -> bool:
        return self.state == self.State.PLACED and not self.is_lapsed

    @property
    def sums(self) -> list[Sum]:
        """Subtotal to total in the order shown, with what is part of the total below it."""
        taxes = [Sum(self.tax_label(row), Decimal(row["amount"])) for row in self.taxes]
        discount = Sum(gettext("Discount %(code)s") % {"code": self.discount_code}, -self.discount)
        delivery = gettext("Delivery")
        if self.delivery_title:
            delivery = gettext("Delivery, %(title)s") % {"title": self.delivery_title}
        return [
            Sum(gettext("Subtotal"), self.subtotal),
            *([discount] if self.discount else []),
            Sum(delivery, self.delivery, is_free=bool(self.delivery_title) and not self.delivery),
            *([] if self.taxes_included else taxes),
            Sum(gettext("Total"), self.total, is_total=True),
            *(taxes if self.taxes_included else []),
        ]

    def tax_label(self, row: dict[str, str]) -> str:
        words = gettext("Included: %(tax)s") if self.taxes_included else "%(tax)s"
        return words % {"tax": row["label"]}

    @property
    def refundable(self) -> Decimal:
        """Money of this order that the shop still has."""
        return self.paid_total - self.refunded_total


class OrderLineQuerySet(models.QuerySet["OrderLine"]):
    def for_reading(self) -> "OrderLineQuerySet":
        """With the product and its picture, where they still exist. One query."""
        return (
            self.select_related("variant__product")
            .defer("variant__product__description")
            .annotate(picture=first_picture("variant__product"))
        )

    def with_owed(self) -> "OrderLineQuerySet":
        """With how many units of each line do not lie there: `owed`. No query of its own.

        A stock below nothing says how many are owed of a variant. Who ordered first is served
        first, so it is the youngest lines that wait.
        """
        to_go = Greatest(F("taken") - F("sent"), 0)
        younger = OrderLine.objects.filter(variant=OuterRef("variant"), pk__gt=OuterRef("pk"))
        held = younger.order_by().values("variant").annotate(sum=models.Sum(to_go)).values("sum")
        short = -F("variant__stock") - Coalesce(Subquery(held), 0)
        return self.annotate(owed=Coalesce(Least(to_go, Greatest(short, 0)), 0))


class OrderLine(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    # For stock and reordering only: what was sold is copied below.
    variant = models.ForeignKey(
        Variant, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    title = models.CharField(_("title"), max_length=120)
    variant_title = models.CharField(_("variant"), max_length=80, blank=True)
    sku = models.CharField(_("SKU"), max_length=60)
    unit_price = Amount(_("price"))
    quantity = models.PositiveIntegerField(_("quantity"), validators=[MinValueValidator(1)])
    amount = Amount(_("amount"))
    discount = Amount(_("discount"), default=0)
    tax = Amount(_("tax"), default=0)
    tax_class = models.CharField(_("tax class"), max_length=20, blank=True)
    source = models.CharField(_("came from"), max_length=200, blank=True)  # a path on this site
    # Units off the shelf for this line: stock + all that is taken == all that was received.
    taken = models.PositiveIntegerField(_("taken from stock"), default=0)
    sent = models.PositiveIntegerField(_("sent"), default=0)

    objects = OrderLineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("order line")
        verbose_name_plural = _("order lines")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=1), name="an_order_line_has_a_quantity"
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=F("quantity")), name="no_more_is_taken_than_ordered"
            ),
            models.CheckConstraint(
                condition=Q(sent__lte=F("quantity")), name="no_more_is_sent_than_ordered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.full_title}"

    @property
    def full_title(self) -> str:
        return f"{self.title}, {self.variant_title}" if self.variant_title else self.title

    @property
    def to_go(self) -> int:
        """Units off the shelf that are in no parcel yet."""
        return max(0, self.taken - self.sent)

    owed = 0  # of those, what does not lie there; needs `objects.with_owed()`

    @property
    def there(self) -> int:
        """Units that can go now."""
        return self.to_go - self.owed

    # What follows needs `objects.for_reading()`.

    @property
    def product(self) -> Product | None:
        """Where its page still is."""
        product = self.variant.product if self.variant else None
        return product if product and product.withdrawn_at is None else None

    @property
    def image(self) -> Image | None:
        """Without a description: the name stands beside it."""
        image = image_of(self.picture)
        return replace(image, alt="") if image else None


class OrderMove(models.Model):
    """The log: every move, and what happened without one (then both states are the same)."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="moves")
    was = models.CharField(_("from"), max_length=12, choices=Order.State, blank=True)
    state = models.CharField(_("to"), max_length=12, choices=Order.State)
    by = models.CharField(_("by"), max_length=150)
    note = models.CharField(_("note"), max_length=500, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("move")
        verbose_name_plural = _("moves")

    def __str__(self) -> str:
        return f"{self.order_id}: {self.was} → {self.state}"


class Parcel(models.Model):
    """What left the house in one piece; its lines are the units inside."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="parcels")
    carrier = models.CharField(_("carrier"), max_length=60, blank=True)
    tracking = models.CharField(_("tracking number"), max_length=80, blank=True)
    tracking_url = models.URLField(_("tracking link"), max_length=300, blank=True)
    contents = models.JSONField(_("contents"), default=list)  # rows of line key, units
    is_last = models.BooleanField(_("nothing is left to send"))
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("parcel")
        verbose_name_plural = _("parcels")

    def __str__(self) -> str:
        return self.tracking or f"Parcel {self.pk}"

    def inside(self, lines: Iterable[OrderLine]) -> list[tuple[str, int]]:
        """Titles and units; `lines` are those of the order."""
        titles = {line.pk: line.full_title for line in lines}
        return [(titles[key], units) for key, units in self.contents]


class OrderMail(models.Model):
    """A mail that an order owes, written with the change it tells of and sent after it."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("order received")
        PAID = "paid", _("paid")
        SENT = "sent", _("sent")
        REFUNDED = "refunded", _("refunded")

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    about = models.PositiveBigIntegerField(default=0)  # the key of the parcel or the refund
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    claimed_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [
            models.Index(
                fields=["id"], condition=Q(sent_at__isnull=True), name="mails_not_sent_yet"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "kind", "about"], name="each_mail_is_written_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.kind}"
