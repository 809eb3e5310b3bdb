from argparse import ArgumentParser
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles.exporting import models_of_a_site
from articles.related.rebuilding import rebuild
from fitblog.lib.portable import Refused, Unreadable, take_in


class Command(BaseCommand):
    help = "Make this empty site the one that export_site wrote; all of it or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the zip that export_site wrote")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            report = take_in(file, models_of_a_site(orders=True))
        except (Unreadable, Refused) as refusal:
            raise CommandError(str(refusal)) from refusal
        rebuild()
        for derived in ("rebuild_search", "typeset"):
            call_command(derived, stdout=StringIO())
        for label, count in sorted(report.rows.items()):
            self.stdout.write(f"{count:>8}  {label}")
        self.stdout.write(f"{report.files:>8}  " + _("files"))
        for name in report.missing:
            self.stderr.write(_("The old site had no “%s”, which a row names.") % name)
        self.stdout.write(
            _("Every row was read back and is as it was. Accounts have no password and no rights.")
        )
