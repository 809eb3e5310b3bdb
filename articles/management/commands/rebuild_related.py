from typing import Any

from django.core.management.base import BaseCommand

from articles.related.rebuilding import rebuild


class Command(BaseCommand):
    help = "Weigh all guides anew and list for each which ones to read next; best every night."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Guides weighed: {rebuild()}")
