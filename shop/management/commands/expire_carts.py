from django.core.management.base import BaseCommand

from shop.models import Cart


class Command(BaseCommand):
    help = "Deletes guests' carts that nobody has changed for 30 days."

    def handle(self, **options):
        _rows, by_model = Cart.objects.expired().delete()
        self.stdout.write(f"{by_model.get(Cart._meta.label, 0)} carts deleted.")
