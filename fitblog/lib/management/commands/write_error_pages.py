from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string
from django.utils import translation

PAGES = ("500.html", "503.html")


class Command(BaseCommand):
    help = "Write the pages that a proxy shows while the site cannot answer; after collectstatic."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.STATIC_ROOT) / "errors"
        folder.mkdir(parents=True, exist_ok=True)
        for name in PAGES:
            with translation.override(settings.LANGUAGE_CODE):
                page = render_to_string(name)
            (folder / name).write_text(page, encoding="utf-8")
            self.stdout.write(str(folder / name))
