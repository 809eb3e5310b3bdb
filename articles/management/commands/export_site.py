from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles.exporting import models_of_a_site
from fitblog.lib.portable import take_out


class Command(BaseCommand):
    help = "Write the whole site, rows and pictures, into one zip; docs/operations.md tells more."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the zip to write")
        parser.add_argument(
            "--orders", action="store_true", help="orders, payments and saved addresses too"
        )
        parser.add_argument("--overwrite", action="store_true", help="replace a file of this name")

    def handle(self, *args: Any, file: Path, orders: bool, overwrite: bool, **more: Any) -> None:
        if file.exists() and not overwrite:
            raise CommandError(_("“%s” is there already; --overwrite replaces it.") % file)
        try:
            report = take_out(file, models_of_a_site(orders=orders))
        except OSError as error:
            raise CommandError(
                _("“%(file)s” cannot be written: %(why)s") % {"file": file, "why": error}
            ) from error
        for label, count in sorted(report.rows.items()):
            self.stdout.write(f"{count:>8}  {label}")
        self.stdout.write(f"{report.files:>8}  " + _("files"))
        for name in report.missing:
            self.stderr.write(_("The storage has no “%s”, which a row names.") % name)
