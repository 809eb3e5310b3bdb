"""Which goods a list shows, and in which order: read from an address and written into one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fitblog.lib.money import format_price
from fitblog.lib.prepared import Given, Keys, prepared
from shop.models import Product, Variant
from shop.models.catalogue import ProductQuerySet

PAGE_SIZE = 24  # fills rows of two, three and four
PRICE = forms.DecimalField(min_value=0, max_digits=12, decimal_places=3, required=False)


@dataclass(frozen=True)
class Sort:
    """One order of a list. Its key is what stands in the address."""

    key: str
    name: str | Promise
    columns: tuple[str, ...]


SORTS = [
    Sort("", gettext_lazy("Featured"), ("position", "pk")),
    Sort("price", gettext_lazy("Price, low to high"), ("price", "pk")),
    Sort("newest", gettext_lazy("Newest"), ("-created_at", "-pk")),
]


@dataclass(frozen=True)
class Link:
    name: str | Promise
    query: str  # what follows the path
    is_current: bool = False


@dataclass(frozen=True)
class Choice:
    """What the shopper chose. What an address says beyond that, or wrongly, counts as nothing."""

    sort: Sort = SORTS[0]
    in_stock: bool = False
    on_sale: bool = False
    price_from: Decimal | None = None
    price_to: Decimal | None = None

    @classmethod
    def read(cls, address: Mapping[str, str]) -> "Choice":
        return cls(
            sort=next((s for s in SORTS if s.key == address.get("sort", "")), SORTS[0]),
            in_stock=address.get("stock") == "1",
            on_sale=address.get("sale") == "1",
            price_from=_price(address.get("from")),
            price_to=_price(address.get("to")),
        )

    def narrow(self, products: ProductQuerySet) -> ProductQuerySet:
        """The goods of the choice, in its order."""
        if self._asks_for_prices:
            products = products.with_offer()
        if self.in_stock:
            there = Variant.objects.with_lapsed().filter(lapsed__gt=-F("stock"))
            products = products.filter(Exists(there.filter(product=OuterRef("pk"))))
        if self.on_sale:
            products = products.filter(compare_at_price__isnull=False)
        if self.price_from is not None:
            products = products.filter(price__gte=self.price_from)
        if self.price_to is not None:
            products = products.filter(price__lte=self.price_to)
        return products.order_by(*self.sort.columns)

    @property
    def _asks_for_prices(self) -> bool:
        is_sorted = "price" in self.sort.columns
        return is_sorted or self.on_sale or (self.price_from, self.price_to) != (None, None)

    @property
    def query(self) -> str:
        """The choice as an address has it; "" where nothing was chosen."""
        told = {
            "sort": self.sort.key,
            "stock": "1" if self.in_stock else "",
            "sale": "1" if self.on_sale else "",
            "from": "" if self.price_from is None else str(self.price_from),
            "to": "" if self.price_to is None else str(self.price_to),
        }
        return urlencode({name: value for name, value in told.items() if value})

    @property
    def sorts(self) -> list[Link]:
        """The same goods in each order."""
        return [Link(s.name, replace(self, sort=s).query, s == self.sort) for s in SORTS]

    @property
    def filters(self) -> list[Link]:
        """The filters that are on, each with the way to the list without it."""
        return list(self._filters())

    def _filters(self) -> Iterator[Link]:
        if self.in_stock:
            yield Link(_("In stock"), replace(self, in_stock=False).query)
        if self.on_sale:
            yield Link(_("On sale"), replace(self, on_sale=False).query)
        if self.price_from is not None:
            words = _("From %(price)s") % {"price": format_price(self.price_from)}
            yield Link(words, replace(self, price_from=None).query)
        if self.price_to is not None:
            words = _("Up to %(price)s") % {"price": format_price(self.price_to)}
            yield Link(words, replace(self, price_to=None).query)


class CardPaginator(Paginator):
    """Chooses a page's rows by their keys alone, and joins what a card shows for these only."""

    def page(self, number: int | str) -> Any:
        page = super().page(number)
        chosen = list(page.object_list.values_list("pk", flat=True))
        cards = {card.pk: card for card in _cards(keys=chosen, at=timezone.now())}
        page.object_list = [cards[pk] for pk in chosen if pk in cards]
        return page


@prepared
def _cards(keys: Given, at: Given) -> ProductQuerySet:
    return Product.objects.for_cards(at).filter(pk__in=Keys(keys))


def _price(text: str | None) -> Decimal | None:
    try:
        return PRICE.clean(text)
    except ValidationError:
        return None
