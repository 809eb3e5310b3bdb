from django.core.management.base import BaseCommand

from shop.ordering.orders import release_lapsed


class Command(BaseCommand):
    help = "Ends the orders that were not paid in time, and puts their goods back on the shelf."

    def handle(self, **options):
        self.stdout.write(f"{release_lapsed()} orders ended.")
