from django.core.management.base import BaseCommand

from shop.catalogue import back_in_stock
from shop.ordering import letters


class Command(BaseCommand):
    help = "Sends the mails that should have gone and did not, about orders and what is back."

    def handle(self, **options):
        sent = letters.deliver_waiting() + back_in_stock.deliver_waiting()
        self.stdout.write(f"{sent} mails sent.")
