"""What a shopper has put together. The session holds the cart's key and nothing else."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fitblog.lib.images import Image
from fitblog.lib.money import exponent
from fitblog.lib.prepared import Given, Moment, prepared
from shop.catalogue.availability import Availability
from shop.models.catalogue import Variant, first_picture, image_of
from shop.models.discount import Discount
from shop.models.held import LapsedUnits
from shop.models.shipping import TaxClass, TaxRate, tax_of
from shop.pricing import Tax, line_total
from shop.quantities import QuantityRule

KEPT = timedelta(days=30)  # after its last change, a guest's cart


def new_key() -> str:
    return get_random_string(64)


def guests_since() -> datetime:
    """Guests' carts that were changed since then are kept."""
    return timezone.now() - KEPT


def _ended(since: Moment = None) -> Q:
    return Q(owner=None, changed_at__lt=since or guests_since())


class CartQuerySet(models.QuerySet["Cart"]):
    def kept(self, since: Moment = None) -> "CartQuerySet":
        """Without those that reached their end, whether they are deleted yet or not."""
        return self.exclude(_ended(since))

    def expired(self) -> "CartQuerySet":
        return self.filter(_ended())

    def for_reading(self, today: date | Given | None = None) -> "CartQuerySet":
        """With its code, and the taxes of its country, in the one query."""
        today = today or timezone.localdate()
        rates = {
            tax_class: TaxRate.objects.as_column(tax_class, "country", today)
            for tax_class in TaxClass.values
        }
        return self.select_related("discount").annotate(
            **{f"{tax_class}_rate": rate for tax_class, rate in rates.items()}
        )


class Cart(models.Model):
    """A guest's, which a session's key leads to, or the one of an account."""

    key = models.CharField(max_length=64, unique=True, editable=False, default=new_key)
    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="cart"
    )
    version = models.PositiveIntegerField(default=0)  # counts every change of the lines
    # A guest's cart that came into an account's keeps its lines for the way back; whoever still
    # knows its key is led on.
    merged_into = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, related_name="+", editable=False
    )
    # Of an account's cart, how to undo the last merge: see merging.py.
    way_back = models.JSONField(null=True, editable=False)
    discount = models.ForeignKey(
        Discount, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    country = models.CharField(max_length=2, blank=True)  # for the estimate; ISO 3166
    # Sentences that the shopper has not seen yet: Notice as JSON, in order.
    notices = models.JSONField(default=list, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = CartQuerySet.as_manager()

    class Meta:
        verbose_name = _("cart")
        verbose_name_plural = _("carts")
        indexes = [
            models.Index(
                fields=["changed_at"], condition=Q(owner__isnull=True), name="guests_carts_by_age"
            ),
        ]

    def __str__(self) -> str:
        return f"Cart {self.pk}"

    def read_lines(self) -> "list[CartLine]":
        """All that a page shows of them, in the order they came in. One query."""
        return _lines_of(cart=self.pk, at=timezone.now())

    @property
    def taxes(self) -> tuple[Tax, ...]:
        """Of its country, as known today. Needs `objects.for_reading()`."""
        rates = {tax_class: getattr(self, f"{tax_class}_rate") for tax_class in TaxClass.values}
        return tuple(tax_of(tax_class, rate) for tax_class, rate in rates.items() if rate)

    @property
    def can_be_parted(self) -> bool:
        """Nothing has changed since a merge, so that it can be undone."""
        return bool(self.way_back) and self.way_back["version"] == self.version


class CartLineQuerySet(models.QuerySet["CartLine"]):
    def for_reading(self, at: Moment = None) -> "CartLineQuerySet":
        """All that the cart shows of its lines, in one query, in the order they came in."""
        return (
            self.select_related("variant__product")
            .defer("variant__product__description")
            .annotate(picture=first_picture("variant__product"), lapsed=LapsedUnits("variant", at))
            .order_by("added_at", "pk")
        )


class CartLine(models.Model):
    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField(_("quantity"))
    source = models.CharField(max_length=200, blank=True)  # the path of the page it came from
    added_at = models.DateTimeField(auto_now_add=True)

    objects = CartLineQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name = _("cart line")
        verbose_name_plural = _("cart lines")
        constraints = [
            models.UniqueConstraint(fields=["cart", "variant"], name="one_line_a_variant"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="a_line_has_a_quantity"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant}"

    lapsed = 0  # as the variant's own

    # What follows needs the variant and its product; `image` needs `objects.for_reading()`, and
    # `availability` counts what lapsed orders hold only with that.

    @property
    def availability(self) -> Availability:
        there = self.variant.availability
        return replace(there, stock=there.stock + self.lapsed)

    @property
    def can_be_bought(self) -> bool:
        return self.availability.can_be_bought

    @property
    def total(self) -> Decimal:
        return line_total(self.variant.price, self.quantity, exponent())

    @property
    def total_before(self) -> Decimal | None:
        """What the line cost before the sale."""
        before = self.variant.compare_at_price
        return line_total(before, self.quantity, exponent()) if before else None

    @property
    def problem(self) -> str:
        """Why this line cannot be had as it stands; "" when it can."""
        if not self.can_be_bought:
            return gettext("%(state)s. It is not counted in the subtotal.") % {
                "state": self.availability
            }
        if self.quantity > self.availability.units:
            return gettext("%(state)s: fewer than you have here.") % {"state": self.availability}
        if not self.keeps_rule:
            return gettext("%(rule)s. Please change the quantity.") % {"rule": self.rule.words}
        return ""

    @property
    def rule(self) -> QuantityRule:
        return self.variant.product.quantity_rule

    @property
    def keeps_rule(self) -> bool:
        """False where the rule was changed after the line was made."""
        return self.rule.words == "" or self.rule.fit(self.quantity) == self.quantity

    @property
    def waiting(self) -> str:
        """What of the line is on back-order; "" where nothing is."""
        late = self.quantity - max(self.availability.stock, 0)
        if late <= 0 or self.problem:
            return ""
        facts = {"count": late, "state": self.availability.on_back_order}
        if late == self.quantity:
            return gettext("%(state)s.") % facts
        return gettext("%(count)d of these: %(state)s.") % facts

    @property
    def one_fewer(self) -> int:
        return self.rule.fit(self.quantity - 1)

    @property
    def one_more(self) -> int:
        return self.rule.after(self.quantity)

    @property
    def image(self) -> Image | None:
        """Without a description: the name stands beside it."""
        image = image_of(self.picture)
        return replace(image, alt="") if image else None


@prepared
def _lines_of(cart: Given, at: Given) -> CartLineQuerySet:
    return CartLine.objects.filter(cart=cart).for_reading(at)
