"""How goods travel, what that costs, and the taxes that are due where they arrive."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Cast, JSONObject, Upper
from django.utils.translation import gettext_lazy as _

from fitblog.lib.countries import country_names, validate_country
from fitblog.lib.money import validate_money
from fitblog.lib.prepared import Given, prepared
from shop.pricing import Delivery, Tax


class TaxClass(models.TextChoices):
    STANDARD = "standard", _("standard rate")
    REDUCED = "reduced", _("reduced rate")
    ZERO = "zero", _("zero rate")


def validate_countries(codes: list[str]) -> None:
    """A list of countries, each named once."""
    if not isinstance(codes, list) or len(set(map(str, codes))) < len(codes):
        raise ValidationError(_("Name each country once."))
    for code in codes:
        validate_country(str(code))


class DeliveryMethodQuerySet(models.QuerySet["DeliveryMethod"]):
    def offered(self) -> "DeliveryMethodQuerySet":
        return self.filter(is_active=True)

    def serving(self, country: str) -> "list[DeliveryMethod]":
        """What a shopper in this country may choose from, in the shop's order. One query."""
        return [method for method in self.offered() if method.serves(country)]


@prepared
def offered_methods() -> DeliveryMethodQuerySet:
    """What every cart and checkout looks through, in the shop's order."""
    return DeliveryMethod.objects.offered()


def delivered_to(methods: "Collection[DeliveryMethod]") -> Mapping[str, str]:
    """Code → name of the countries that goods travel to; all, where no way is named."""
    names = country_names()
    if not methods or any(not method.countries for method in methods):
        return names
    served = {country for method in methods for country in method.countries}
    return {code: name for code, name in names.items() if code in served}


class DeliveryMethod(models.Model):
    title = models.CharField(_("title"), max_length=80)
    days = models.CharField(
        _("how long it takes"), max_length=80, blank=True, help_text=_("2 to 4 working days")
    )
    price = models.DecimalField(
        _("price"), max_digits=12, decimal_places=3, validators=[validate_money]
    )
    free_from = models.DecimalField(
        _("free from"),
        max_digits=12,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[validate_money],
        help_text=_("Goods of this amount, before any discount, travel for nothing."),
    )
    countries = models.JSONField(
        _("countries"),
        default=list,
        blank=True,
        validators=[validate_countries],
        help_text=_("None chosen: everywhere."),
    )
    tax_class = models.CharField(
        _("tax class"), max_length=20, choices=TaxClass, default=TaxClass.STANDARD
    )
    is_active = models.BooleanField(_("offered"), default=True)
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = DeliveryMethodQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("delivery method")
        verbose_name_plural = _("delivery methods")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_delivery_method_has_a_title"),
            models.CheckConstraint(
                condition=Q(price__gte=0),
                name="a_delivery_price_is_not_negative",
                violation_error_message=_("A price is not negative."),
            ),
            models.CheckConstraint(
                condition=Q(free_from__isnull=True) | Q(free_from__gte=0),
                name="delivery_is_free_from_an_amount",
                violation_error_message=_("“Free from” is not negative."),
            ),
            models.CheckConstraint(
                condition=Q(tax_class__in=TaxClass.values), name="delivery_has_a_tax_class"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def serves(self, country: str) -> bool:
        """Goods travel there this way; anywhere where no countries are named."""
        return self.is_active and (not self.countries or country in self.countries)

    def as_delivery(self) -> Delivery:
        return Delivery(self.title, self.price, self.free_from, self.tax_class)


class TaxRateQuerySet(models.QuerySet["TaxRate"]):
    def on(self, country: str, day: date) -> tuple[Tax, ...]:
        """The rate of each tax class in that country on that day. One query.

        Where two overlap all the same, the one that began last is in force.
        """
        rates = {rate.tax_class: rate for rate in _in_force(country=country, day=day)}
        return tuple(rate.as_tax() for _, rate in sorted(rates.items()))

    def in_force(self, day: date | Given) -> "TaxRateQuerySet":
        return self.filter(valid_from__lte=day).exclude(valid_until__lt=day)

    def as_column(self, tax_class: str, country: str, day: date | Given) -> Subquery:
        """The rate of one class as JSON, for `tax_of`; `country` is a column of the outer row."""
        rates = self.in_force(day).filter(tax_class=tax_class, country=OuterRef(country))
        rate = JSONObject(rate=Cast("rate", models.CharField()), label="label")
        return Subquery(rates.order_by("-valid_from").values(json=rate)[:1])


class TaxRate(models.Model):
    country = models.CharField(
        _("country"), max_length=2, validators=[validate_country], help_text=_("US, DE, JP …")
    )
    tax_class = models.CharField(
        _("tax class"), max_length=20, choices=TaxClass, default=TaxClass.STANDARD
    )
    rate = models.DecimalField(_("per cent"), max_digits=6, decimal_places=3)
    label = models.CharField(_("what shoppers read"), max_length=40, help_text=_("VAT 19 %"))
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day. Empty: until further notice.")
    )

    objects = TaxRateQuerySet.as_manager()

    class Meta:
        ordering = ["country", "tax_class", "-valid_from"]
        verbose_name = _("tax rate")
        verbose_name_plural = _("tax rates")
        constraints = [
            models.UniqueConstraint(
                fields=["country", "tax_class", "valid_from"],
                name="one_tax_rate_from_a_day_on",
                violation_error_message=_("There is a rate from that day on already."),
            ),
            models.CheckConstraint(
                condition=Q(rate__gte=0) & Q(rate__lte=100),
                name="a_tax_rate_is_a_percentage",
                violation_error_message=_("A rate lies between 0 and 100 per cent."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="a_tax_rate_ends_after_it_begins",
                violation_error_message=_("A rate cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(country=Upper("country")) & ~Q(country=""),
                name="a_tax_rate_has_a_country",
                violation_error_message=_("Write the country as two capital letters."),
            ),
            models.CheckConstraint(condition=~Q(label=""), name="a_tax_rate_has_a_label"),
            models.CheckConstraint(
                condition=Q(tax_class__in=TaxClass.values), name="a_tax_rate_has_a_tax_class"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country}, {self.get_tax_class_display()}: {self.label}"

    def clean(self) -> None:
        """No two rates of one class on one day: SQLite has no constraint for that."""
        if self.valid_from is None:
            return
        others = TaxRate.objects.filter(country=self.country, tax_class=self.tax_class)
        others = others.exclude(pk=self.pk).exclude(valid_until__lt=self.valid_from)
        if self.valid_until is not None:
            others = others.filter(valid_from__lte=self.valid_until)
        if other := others.first():
            raise ValidationError(
                _("“%(label)s” holds in that time already. End it first."),
                params={"label": other.label},
            )

    def as_tax(self) -> Tax:
        return Tax(self.tax_class, self.rate, self.label)


@prepared
def _in_force(country: Given, day: Given) -> TaxRateQuerySet:
    return TaxRate.objects.in_force(day).filter(country=country).order_by("valid_from")


def tax_of(tax_class: str, column: dict[str, str]) -> Tax:
    """What `as_column` found."""
    return Tax(tax_class, Decimal(column["rate"]), column["label"])
