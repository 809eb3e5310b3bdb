from typing import Any

from django.core.management.base import BaseCommand

from articles import search as guides
from shop import search as goods
from shop.models import Product


class Command(BaseCommand):
    help = "Make the search index anew, from what readers see and will see."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Guides: {guides.rebuild()}")
        self.stdout.write(f"Products: {goods.rebuild(Product.objects.iterator(chunk_size=500))}")
