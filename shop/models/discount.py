"""Codes that take something off, and who used them."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime

from babel.numbers import format_decimal
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, to_locale
from django.utils.translation import gettext_lazy as _

from fitblog.lib.money import format_price, validate_money
from shop.models.catalogue import Product
from shop.models.collection import Collection
from shop.pricing import Rebate

CODE = re.compile(r"[A-Z0-9_-]{1,40}")


def normal_code(text: str) -> str:
    """A code as it is stored, however it was typed: “ sunday 10” is SUNDAY10."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def normal_email(text: str) -> str:
    """One customer, however the address was typed."""
    return text.strip().casefold()


class DiscountUsedUp(Exception):
    """No use is left, for anybody or (`by_customer`) for this customer."""

    def __init__(self, discount: "Discount", *, by_customer: bool = False):
        super().__init__(discount.code)
        self.discount, self.by_customer = discount, by_customer


class DiscountQuerySet(models.QuerySet["Discount"]):
    def find(self, code: str) -> "Discount | None":
        """By a code as a shopper types it. One query, and none for what cannot be a code."""
        wanted = normal_code(code)
        return self.filter(code=wanted).first() if CODE.fullmatch(wanted) else None


class Discount(models.Model):
    class Kind(models.TextChoices):
        PERCENT = "percent", _("per cent off")
        AMOUNT = "amount", _("amount off")
        FREE_DELIVERY = "free_delivery", _("free delivery")

    class Scope(models.TextChoices):
        EVERYTHING = "everything", _("everything")
        CHOSEN = "chosen", _("only the products and collections chosen below")

    code = models.CharField(
        _("code"),
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(rf"^{CODE.pattern}\Z", _("Use letters A to Z, digits, - and _."))
        ],
        help_text=_("Shoppers may type it in small letters too."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PERCENT)
    value = models.DecimalField(
        _("value"),
        max_digits=12,
        decimal_places=3,
        default=0,
        help_text=_("Per cent or an amount of money; 0 for free delivery."),
    )
    minimum = models.DecimalField(
        _("minimum"),
        max_digits=12,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[validate_money],
        help_text=_("Of the goods that the code is for."),
    )
    starts_at = models.DateTimeField(_("starts"), default=timezone.now)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    # Said, not read off the lists below: a code for one product must not become a code for
    # everything on the day that product is deleted.
    scope = models.CharField(_("is for"), max_length=20, choices=Scope, default=Scope.EVERYTHING)
    products = models.ManyToManyField(
        Product, related_name="discounts", blank=True, verbose_name=_("products")
    )
    collections = models.ManyToManyField(
        Collection, related_name="discounts", blank=True, verbose_name=_("collections")
    )
    limit_total = models.PositiveIntegerField(
        _("uses in all"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    limit_per_customer = models.PositiveIntegerField(
        _("uses for each customer"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    used = models.PositiveIntegerField(_("used"), default=0, editable=False)

    objects = DiscountQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "pk"]
        verbose_name = _("discount code")
        verbose_name_plural = _("discount codes")
        constraints = [
            models.CheckConstraint(
                condition=Q(code=Upper("code")) & ~Q(code=""), name="a_code_is_in_capitals"
            ),
            models.CheckConstraint(
                condition=Q(kind="percent", value__gt=0, value__lte=100)
                | Q(kind="amount", value__gt=0)
                | Q(kind="free_delivery", value=0),
                name="a_discount_has_the_value_of_its_kind",
                violation_error_message=_(
                    "Per cent lie between 0 and 100, an amount is more than 0, and free delivery "
                    "has the value 0."
                ),
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True) | Q(minimum__gt=0),
                name="a_minimum_is_more_than_nothing",
                violation_error_message=_("A minimum is more than 0; leave it empty for none."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="a_discount_ends_after_it_starts",
                violation_error_message=_("A code cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(scope__in=["everything", "chosen"]), name="a_discount_has_a_scope"
            ),
            models.CheckConstraint(
                condition=(Q(limit_total__isnull=True) | Q(limit_total__gte=1))
                & (Q(limit_per_customer__isnull=True) | Q(limit_per_customer__gte=1)),
                name="a_limit_is_one_or_more",
            ),
            models.CheckConstraint(
                condition=Q(limit_total__isnull=True) | Q(used__lte=F("limit_total")),
                name="a_discount_is_not_used_more_than_its_limit",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        if self.kind == self.Kind.AMOUNT and self.value is not None:
            validate_money(self.value)
        if self.limit_total is not None and self.limit_total < self.used:
            used = ngettext(
                "It was used %(count)d time already.",
                "It was used %(count)d times already.",
                self.used,
            )
            raise ValidationError({"limit_total": used % {"count": self.used}})

    @property
    def words(self) -> str:
        """What it takes off: “10 % off”, “$5.00 off”, “Free delivery”."""
        if self.kind == self.Kind.FREE_DELIVERY:
            return gettext("Free delivery")
        if self.kind == self.Kind.AMOUNT:
            return gettext("%(amount)s off") % {"amount": format_price(self.value)}
        number = format_decimal(
            self.value.normalize(), locale=to_locale(get_language() or settings.LANGUAGE_CODE)
        )
        return gettext("%(number)s %% off") % {"number": number}

    @property
    def is_used_up(self) -> bool:
        return self.limit_total is not None and self.used >= self.limit_total

    def has_started(self, at: datetime) -> bool:
        return self.starts_at <= at

    def has_ended(self, at: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= at

    def uses_of(self, email: str) -> int:
        """How often this customer used it. One query."""
        return self.uses.filter(email=normal_email(email)).count()

    def as_rebate(self, products: Iterable[int]) -> Rebate | None:
        """What it takes off a cart of these products; None where it is for none of them.

        One query for a code for chosen goods, so that a drawer can afford it; otherwise none.
        """
        chosen: frozenset[int] = frozenset()
        if self.scope == self.Scope.CHOSEN:
            named = Q(discounts=self) | Q(collections__discounts=self)
            meant = Product.objects.filter(named, pk__in=list(products)).order_by()
            chosen = frozenset(meant.values_list("pk", flat=True))
            if not chosen:
                return None
        return Rebate(self.code, self.kind, self.value, self.minimum, chosen)

    def take(self) -> None:
        """Count one use.

        Raises DiscountUsedUp, and counts none, when no use is left. Safe against another
        shopper's checkout: the test and the count are one UPDATE, which also holds the row until
        the transaction ends.
        """
        is_left = Q(limit_total__isnull=True) | Q(used__lt=F("limit_total"))
        if not Discount.objects.filter(is_left, pk=self.pk).update(used=F("used") + 1):
            raise DiscountUsedUp(self)


class DiscountUse(models.Model):
    """Which order used a code, and whose it was; written and deleted by discounts.py alone."""

    discount = models.ForeignKey(Discount, on_delete=models.PROTECT, related_name="uses")
    order_token = models.CharField(_("order"), max_length=64)
    email = models.CharField(_("email"), max_length=254)
    at = models.DateTimeField(_("used at"), default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("use of a discount code")
        verbose_name_plural = _("uses of discount codes")
        indexes = [models.Index(fields=["discount", "email"], name="discount_uses_by_email")]
        constraints = [
            models.UniqueConstraint(fields=["order_token"], name="an_order_uses_one_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.discount_id}: {self.order_token}"
