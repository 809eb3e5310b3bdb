"""A page of the shop costs the same whether it sells 20 products or 20,000."""

import time
from decimal import Decimal

import pytest
from django.db import connection

from shop.models import Product, ProductPicture, Variant

SMALL, LARGE = 20, 20_000
ROUNDS = 15
PAGES = {
    "featured": "/shop/",
    "price": "/shop/?sort=price",
    "newest": "/shop/?sort=newest",
    "product": "/shop/product-7/",
    "drawer": "/cart/drawer/",
}


def grow_to(size: int) -> None:
    """Products up to this number, each with two variants and a picture."""
    numbers = range(Product.objects.count(), size)
    products = Product.objects.bulk_create(
        [Product(title=f"Product {n}", slug=f"product-{n}", position=n) for n in numbers],
        batch_size=500,
    )
    Variant.objects.bulk_create(
        [
            Variant(
                product=product,
                sku=f"{product.slug}-{size}",
                price=Decimal(product.position * 7919 % 9973) / 100,
                stock=(product.position + size) % 7,
            )
            for product in products
            for size in range(2)
        ],
        batch_size=500,
    )
    ProductPicture.objects.bulk_create(
        [
            ProductPicture(product=product, file="plate.png", width=800, height=800, alt="A plate")
            for product in products
        ],
        batch_size=500,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def cost(client, address: str) -> tuple[int, float]:
    """Queries of one request, and the milliseconds of the least disturbed one of several."""
    client.get(address)
    queries = []

    def count(execute, *arguments):
        queries.append(arguments[0])
        return execute(*arguments)

    with connection.execute_wrapper(count):
        response = client.get(address)
    assert response.status_code == 200, address
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - began) * 1000)
    return len(queries), min(times)


@pytest.mark.django_db
def test_pages_cost_the_same_at_20_and_at_20_000_products(client):
    grow_to(SMALL)
    for number in range(5):
        client.post("/cart/add/", {"sku": f"product-{number}-1"})
    small = {name: cost(client, address) for name, address in PAGES.items()}
    grow_to(LARGE)
    large = {name: cost(client, address) for name, address in PAGES.items()}

    print(f"\n{connection.vendor}: {SMALL} and {LARGE} products")
    print(f"{'page':10}{'queries':>12}{'ms':>18}{'ratio':>8}")
    for name in PAGES:
        (few, fast), (many, slow) = small[name], large[name]
        print(f"{name:10}{few:>6}{many:>6}{fast:>9.1f}{slow:>9.1f}{slow / fast:>8.2f}")
    assert {name: row[0] for name, row in small.items()} == {
        name: row[0] for name, row in large.items()
    }
