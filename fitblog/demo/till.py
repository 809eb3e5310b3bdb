"""Rows for the checkout: delivery methods, tax rates and discount codes."""

from datetime import date, datetime

from fitblog.demo import content
from shop.models import DeliveryMethod, Discount, TaxRate

SINCE = date(2020, 1, 1)


def is_there() -> bool:
    """The owner has begun on a till of their own."""
    return any(model.objects.exists() for model in (DeliveryMethod, TaxRate, Discount))


def add_till(till: content.Till, now: datetime) -> None:
    DeliveryMethod.objects.bulk_create(
        DeliveryMethod(
            title=method.title,
            days=method.days,
            price=method.price,
            free_from=method.free_from,
            countries=method.countries,
            position=position,
        )
        for position, method in enumerate(till.delivery_methods)
    )
    TaxRate.objects.bulk_create(
        TaxRate(country=tax.country, rate=tax.rate, label=tax.label, valid_from=SINCE)
        for tax in till.tax_rates
    )
    Discount.objects.bulk_create(
        Discount(
            code=discount.code,
            kind=discount.kind,
            value=discount.value,
            minimum=discount.minimum,
            limit_per_customer=discount.limit_per_customer,
            starts_at=now,
        )
        for discount in till.discounts
    )
