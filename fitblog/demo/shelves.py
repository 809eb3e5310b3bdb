"""Rows for what guides stand on: topics, authors and products."""

from collections.abc import Mapping
from pathlib import Path

from simple_history.utils import bulk_create_with_history

from articles.models import Author, Picture, Topic
from fitblog.demo import content, drawings
from fitblog.lib.images import Image
from shop.models import Collection, Product, ProductDetail, ProductPicture, Variant

Images = Mapping[Path, Image]


def add_topic(topic: content.Topic, position: int, images: Images) -> None:
    Topic.objects.create(
        slug=topic.slug,
        name=topic.title,
        colour=topic.colour,
        summary=topic.summary,
        description=topic.description,
        position=position,
        picture=add_picture(images[drawings.of("topics", topic.slug)], topic.art_alt),
    )


def add_author(author: content.Author, images: Images) -> None:
    Author.objects.create(
        slug=author.slug,
        name=author.name,
        role=author.role,
        credentials=author.credentials,
        bio=author.bio,
        portrait=add_picture(images[drawings.of("authors", author.slug)], author.portrait_alt),
    )


def add_product(product: content.Product, images: Images) -> None:
    row = Product.objects.create(
        slug=product.slug,
        title=product.title,
        summary=product.summary,
        description=product.description,
        option_name=product.option_name,
        is_new=product.is_new,
        quantity_min=product.quantity_min,
        quantity_max=product.quantity_max,
        quantity_step=product.quantity_step,
        backorder_note=product.backorder_note,
        position=product.position,
    )
    variants = [
        Variant(
            product=row,
            title=variant.title,
            sku=variant.sku,
            price=variant.price,
            compare_at_price=variant.compare_at,
            stock=variant.stock,
            backorder_limit=variant.backorder_limit,
            position=position,
        )
        for position, variant in enumerate(product.variants)
    ]
    bulk_create_with_history(variants, Variant)
    ProductDetail.objects.bulk_create(
        ProductDetail(product=row, label=detail.label, value=detail.value, position=position)
        for position, detail in enumerate(product.details)
    )
    ProductPicture.objects.bulk_create(
        ProductPicture.of(images[path], product=row, alt=alt, position=position)
        for position, ((path, _focus), alt) in enumerate(
            zip(drawings.of_product(product), product.alts, strict=True)
        )
    )


def add_collection(collection: content.Collection, position: int) -> None:
    """With those of its products that this site has."""
    row = Collection.objects.create(
        slug=collection.slug,
        title=collection.title,
        summary=collection.summary,
        description=collection.description,
        position=position,
    )
    row.products.set(Product.objects.filter(slug__in=collection.products))


def add_picture(image: Image, alt: str) -> Picture:
    picture = Picture.of(image, alt=alt)
    picture.save()
    return picture
