"""Small makers: each fills in what a fact does not need, and takes what it does."""

import io
import itertools
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils.text import slugify
from PIL import Image as Pillow

from articles.models import Article, Author, Edition, FaqItem, Picture, Section, Takeaway, Topic
from articles.publishing import publish
from shop.models import (
    Cart,
    Collection,
    DeliveryMethod,
    Discount,
    Product,
    ProductPicture,
    TaxRate,
    Variant,
)

numbers = itertools.count(1)


def picture_file(width: int = 120, height: int = 90, colour: str = "#b81d1a") -> ContentFile:
    """A plain PNG that decodes."""
    buffer = io.BytesIO()
    Pillow.new("RGB", (width, height), colour).save(buffer, "PNG")
    return ContentFile(buffer.getvalue(), name="plate.png")


def make_picture(**fields: Any) -> Picture:
    return Picture.objects.create(
        **{"file": picture_file(), "alt": "A red plate on a bar", **fields}
    )


def make_topic(name: str = "Strength", **fields: Any) -> Topic:
    topic, _ = Topic.objects.get_or_create(slug=slugify(name), defaults={"name": name, **fields})
    return topic


def make_author(name: str = "Ines Marlow", **fields: Any) -> Author:
    author, _ = Author.objects.get_or_create(slug=slugify(name), defaults={"name": name, **fields})
    return author


def make_article(title: str | None = None, **fields: Any) -> Article:
    """A draft with a topic and an author, and whatever parts are handed in.

    `sections` takes headings, or dicts of Section's fields; `takeaways` labels; `faq` questions;
    `tags` names.
    """
    title = title or f"Guide {next(numbers)}"
    parts = {name: fields.pop(name, []) for name in ("sections", "takeaways", "faq", "tags")}
    defaults = {
        "slug": slugify(title),
        "excerpt": "A line that says what this guide is good for, in plain words.",
        "introduction": "<p>Where this begins.</p>",
    }
    if "topic" not in fields:
        defaults["topic"] = make_topic()
    if "author" not in fields:
        defaults["author"] = make_author()
    article = Article.objects.create(title=title, **defaults | fields)
    for position, section in enumerate(parts["sections"]):
        own = {"heading": section} if isinstance(section, str) else section
        Section.objects.create(
            article=article, **{"position": position, "body": "<p>Text.</p>", **own}
        )
    for position, label in enumerate(parts["takeaways"]):
        Takeaway.objects.create(article=article, position=position, label=label, text="Because.")
    for position, question in enumerate(parts["faq"]):
        FaqItem.objects.create(
            article=article, position=position, question=question, answer="<p>Yes.</p>"
        )
    if parts["tags"]:
        article.tags.set(article.tags.model.objects.named(parts["tags"]))
    return article


def publish_article(title: str | None = None, **fields: Any) -> Edition:
    """A guide that readers see."""
    return publish(make_article(title, **fields))


def make_product(title: str | None = None, **fields: Any) -> Product:
    """A product without variants."""
    title = title or f"Product {next(numbers)}"
    return Product.objects.create(title=title, **{"slug": slugify(title), **fields})


def make_variant(product: Product | None = None, **fields: Any) -> Variant:
    """One variant; its product is made with it unless one is handed in."""
    number = next(numbers)
    price = Decimal(fields.pop("price", "20.00"))
    return Variant.objects.create(
        product=product or make_product(),
        price=price,
        **{"sku": f"SKU-{number}", "stock": 10, "position": number, **fields},
    )


def make_product_picture(product: Product, **fields: Any) -> ProductPicture:
    return ProductPicture.objects.create(
        product=product, **{"file": picture_file(100, 100), "alt": "The product", **fields}
    )


def make_collection(*products: Product, **fields: Any) -> Collection:
    title = fields.pop("title", None) or f"Collection {next(numbers)}"
    collection = Collection.objects.create(title=title, **{"slug": slugify(title), **fields})
    collection.products.set(products)
    return collection


def make_cart(*variants: Variant, quantity: int = 1) -> Cart:
    """A cart with as many of each."""
    cart = Cart.objects.create(key=f"cart-{next(numbers)}")
    for variant in variants:
        cart.lines.create(variant=variant, quantity=quantity)
    return cart


def make_discount(code: str = "SUNDAY10", **fields: Any) -> Discount:
    """10 per cent off everything, for long, unless told otherwise."""
    fields = {"value": Decimal(10), "starts_at": datetime(2026, 1, 1, tzinfo=UTC), **fields}
    return Discount.objects.create(code=code, **fields)


def make_delivery_method(title: str = "Standard", **fields: Any) -> DeliveryMethod:
    return DeliveryMethod.objects.create(title=title, **{"price": Decimal("6.00"), **fields})


def make_tax_rate(country: str = "US", rate: str = "8", **fields: Any) -> TaxRate:
    """Of the standard class, since 2020, unless told otherwise."""
    fields = {"label": f"Tax {rate} %", "valid_from": date(2020, 1, 1), **fields}
    return TaxRate.objects.create(country=country, rate=Decimal(rate), **fields)
