"""What of the goods can be found."""

from collections.abc import Iterable

from django.db.models import Model
from django.utils.html import strip_tags

from fitblog.lib.search import index

KIND = "product"


def note(products: Iterable[Model]) -> None:
    """Call in the transaction that changes them. What is withdrawn is found no more."""
    products = list(products)
    index.replace(
        KIND, [p.pk for p in products], [_document(p) for p in products if not p.withdrawn_at]
    )


def forget(products: Iterable[int]) -> None:
    index.replace(KIND, products, [])


def rebuild(products: Iterable[Model]) -> int:
    """Of all products. Returns how many there are."""
    products = list(products)
    note(products)
    index.forget_others(KIND, {product.pk for product in products})
    return len(products)


def _document(product: Model) -> index.Document:
    description = strip_tags((product.description or "").replace("<", " <"))
    return index.Document(
        kind=KIND,
        owner=product.pk,
        key=product.pk,
        title=product.title,
        path=product.get_absolute_url(),
        text=f"{product.summary}\n\n{description}",
        keywords=product.summary,
    )
