"""What is sold: products, their variants and their pictures."""

import json
from decimal import Decimal
from typing import Any, NamedTuple

from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest, JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fitblog.lib.fields import RichTextField
from fitblog.lib.images import AbstractPicture, Image
from fitblog.lib.money import validate_money
from fitblog.lib.prepared import Moment
from shop import search
from shop.catalogue import options
from shop.catalogue.availability import Availability
from shop.models.held import LapsedUnits
from shop.models.shipping import TaxClass
from shop.quantities import QuantityRule


class Flag(NamedTuple):
    """A word in the corner of a picture; `kind` is what its style goes by."""

    kind: str
    words: str


class ProductQuerySet(models.QuerySet["Product"]):
    def on_sale_here(self) -> "ProductQuerySet":
        """What the shop offers: not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def with_offer(self, at: Moment = None) -> "ProductQuerySet":
        """Adds what `Offer`'s properties read: the variant that is shown, and sums of all.

        Shown is the cheapest that is there, else the cheapest on back-order, else the cheapest.
        """
        own = Variant.objects.with_lapsed(at).filter(product=OuterRef("pk")).order_by()
        there_first = Case(
            When(stock__gt=0, then=Value(0)),
            When(lapsed__gt=-F("stock"), then=Value(0)),
            When(lapsed__gt=-F("stock") - F("backorder_limit"), then=Value(1)),
            default=Value(2),
        )
        free = F("stock") + F("lapsed")
        there = Greatest(free, Value(0))
        shown = own.order_by(there_first, "price", "position", "pk")
        sums = own.values("product")
        return self.annotate(
            price=Subquery(shown.values("price")[:1]),
            compare_at_price=Subquery(shown.values("compare_at_price")[:1]),
            shown_sku=Subquery(shown.values("sku")[:1]),
            highest_price=Subquery(own.order_by("-price").values("price")[:1]),
            stock=Coalesce(Subquery(sums.annotate(sum=Sum(there)).values("sum")), 0),
            units=Coalesce(
                Subquery(sums.annotate(sum=Sum(free + F("backorder_limit"))).values("sum")), 0
            ),
            variant_count=Coalesce(Subquery(sums.annotate(sum=Count("pk")).values("sum")), 0),
        )

    def for_cards(self, at: Moment = None) -> "ProductQuerySet":
        """All that a tile or a card shows, in one query."""
        return self.with_offer(at).annotate(picture=first_picture("pk")).defer("description")


class Product(models.Model):
    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    summary = models.CharField(_("summary"), max_length=120, blank=True)
    description = RichTextField(_("description"), blank=True)
    option_name = models.CharField(
        _("what varies"),
        max_length=80,
        blank=True,
        validators=[options.validate_names],
        help_text=_("Weight, or up to three: Size / Colour. Empty when there is one variant."),
    )
    quantity_min = models.PositiveIntegerField(
        _("fewest in one order"), default=1, validators=[MinValueValidator(1)]
    )
    quantity_max = models.PositiveIntegerField(_("most in one order"), null=True, blank=True)
    quantity_step = models.PositiveIntegerField(
        _("in steps of"), default=1, validators=[MinValueValidator(1)]
    )
    backorder_note = models.CharField(
        _("what back-order means"),
        max_length=80,
        blank=True,
        help_text=_("“sent in about 2 weeks”: said of variants that are sold beyond their stock."),
    )
    tax_class = models.CharField(
        _("tax class"), max_length=20, choices=TaxClass, default=TaxClass.STANDARD
    )
    is_new = models.BooleanField(_("new"), default=False)
    position = models.PositiveIntegerField(_("position"), default=0)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    # Who changed what. Written by save() alone: what checkouts do to stock is in the orders.
    history = HistoricalRecords(excluded_fields=["created_at", "changed_at"])
    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("product")
        verbose_name_plural = _("products")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_product_has_a_title"),
            models.CheckConstraint(
                condition=Q(tax_class__in=TaxClass.values), name="a_product_has_a_tax_class"
            ),
            models.CheckConstraint(
                condition=Q(quantity_min__gte=1, quantity_step__gte=1)
                & (Q(quantity_max__isnull=True) | Q(quantity_max__gte=F("quantity_min"))),
                name="a_quantity_can_be_chosen",
                violation_error_message=_("The most in one order is less than the fewest."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["position", "id"],
                condition=Q(withdrawn_at__isnull=True),
                name="offered_in_order",
            ),
            models.Index(
                fields=["-created_at", "-id"],
                condition=Q(withdrawn_at__isnull=True),
                name="offered_newest_first",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            super().save(*args, **options)
            search.note([self])

    def get_absolute_url(self) -> str:
        return reverse("shop:product", args=[self.slug])

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            search.forget([self.pk])
            return super().delete(*args, **options)

    @property
    def option_names(self) -> list[str]:
        return options.parts(self.option_name)

    @property
    def option_words(self) -> str:
        """“Size and colour”; "" where nothing varies."""
        return options.words(self.option_names) if self.option_names else ""

    @property
    def quantity_rule(self) -> QuantityRule:
        return QuantityRule(self.quantity_min, self.quantity_max, self.quantity_step)

    # What follows needs `objects.with_offer()`; `image` needs `objects.for_cards()`.

    @property
    def availability(self) -> Availability:
        return Availability(
            self.stock,
            self.withdrawn_at is not None,
            beyond=self.units - self.stock,
            note=self.backorder_note,
            least=self.quantity_min,
        )

    @property
    def flag(self) -> Flag | None:
        if not self.availability.can_be_bought:
            return Flag(self.availability.kind, str(self.availability))
        if self.compare_at_price:
            return Flag("sale", _("Sale"))
        return Flag("new", _("New")) if self.is_new else None

    @property
    def prices_differ(self) -> bool:
        """A variant costs more than the price that is shown, so that one is a “from”."""
        return self.price is not None and self.highest_price > self.price

    @property
    def saving(self) -> Decimal | None:
        """What the sale takes off."""
        return self.compare_at_price - self.price if self.compare_at_price else None

    @property
    def only_sku(self) -> str:
        """The SKU to put into a cart where there is nothing to choose."""
        return self.shown_sku if self.variant_count == 1 else ""

    @property
    def image(self) -> Image | None:
        return image_of(self.picture)


class VariantQuerySet(models.QuerySet["Variant"]):
    def with_lapsed(self, at: Moment = None) -> "VariantQuerySet":
        """Adds what lapsed orders still hold, so that `availability` counts it."""
        return self.annotate(lapsed=LapsedUnits(at=at))


class Variant(models.Model):
    """The thing that lies on the shelf: it has the SKU, the price and the stock."""

    lapsed = 0  # units that lapsed orders hold, where `objects.with_lapsed()` has looked
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="variants")
    title = models.CharField(
        _("title"),
        max_length=80,
        blank=True,
        help_text=_("16 kg; or a value for each thing that varies: EU 38 / Red"),
    )
    sku = models.CharField(_("SKU"), max_length=60, unique=True)
    price = models.DecimalField(
        _("price"), max_digits=12, decimal_places=3, validators=[validate_money]
    )
    compare_at_price = models.DecimalField(
        _("price before the sale"),
        max_digits=12,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[validate_money],
    )
    # Below nothing: what is owed to orders that were taken on back-order.
    stock = models.IntegerField(_("stock"), default=0)
    backorder_limit = models.PositiveIntegerField(
        _("back-order"), default=0, help_text=_("How many may be sold beyond the stock.")
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    history = HistoricalRecords()
    objects = VariantQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        constraints = [
            models.CheckConstraint(condition=~Q(sku=""), name="a_variant_has_a_sku"),
            models.CheckConstraint(condition=Q(price__gte=0), name="a_price_is_not_negative"),
            models.CheckConstraint(
                condition=Q(compare_at_price__isnull=True) | Q(compare_at_price__gt=F("price")),
                name="a_sale_price_is_below_the_price_before",
                violation_error_message=_("The price before the sale is higher than the price."),
            ),
            models.CheckConstraint(
                condition=Q(stock__gte=-F("backorder_limit")),
                name="no_more_is_sold_than_there_may_be",
                violation_error_message=_("More than this is owed to orders already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product}, {self.title}" if self.title else str(self.product)

    @property
    def options(self) -> list[str]:
        """Its values, in the order of the product's `option_names`."""
        return options.parts(self.title)

    @property
    def availability(self) -> Availability:
        return Availability(
            self.stock + self.lapsed,
            self.product.withdrawn_at is not None,
            beyond=self.backorder_limit,
            note=self.product.backorder_note,
            least=self.product.quantity_min,
        )


class ProductPicture(AbstractPicture):
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="pictures")
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta(AbstractPicture.Meta):
        abstract = False
        ordering = ["position", "pk"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


def first_picture(product: str) -> Subquery:
    """A product's first picture as JSON, for `image_of`; `product` is the outer row's key."""
    pictures = ProductPicture.objects.filter(product=OuterRef(product))
    alt = Case(When(is_decorative=True, then=Value("")), default=F("alt"))
    names = ["width", "height", "focus_x", "focus_y", "widths"]
    picture = JSONObject(name="file", alt=alt, **{name: name for name in names})
    return Subquery(pictures.order_by("position", "pk").values(json=picture)[:1])


def image_of(picture: dict | None) -> Image | None:
    """What `first_picture` found."""
    if picture is None:
        return None
    # SQLite hands a JSON column inside a JSON object out as text.
    widths = picture["widths"]
    return Image(**picture | {"widths": json.loads(widths) if isinstance(widths, str) else widths})


class ProductDetail(models.Model):
    """A row of the table on the product's page: “Handle: 35 mm, welded steel”."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="details")
    label = models.CharField(_("label"), max_length=40)
    value = models.CharField(_("value"), max_length=120)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("detail")
        verbose_name_plural = _("details")

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"
