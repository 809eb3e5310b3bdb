from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.importing.score import Case, Score, cases_in, cases_in_exports, score

GOALS = {"headings": 0.95, "takeaways": 0.95, "questions": 0.95}
MOST_LOST = 0.01


class Command(BaseCommand):
    help = "Score the importer on documents whose outline is known; fails below the goals."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=Path(settings.BASE_DIR, "tests/articles/documents"),
            help="holds a folder a format, with each document beside its .outline",
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        scores = score(self._cases(folder))
        if not scores["all"].documents:
            raise CommandError(f"There is no document with an outline in {folder}.")
        self.stdout.write(
            f"{'format':<14}{'documents':>10}{'headings':>10}{'takeaways':>11}{'questions':>11}"
            f"{'words lost':>12}"
        )
        for name, one in scores.items():
            f1 = [one.parts[part].f1 for part in GOALS]
            self.stdout.write(
                f"{name:<14}{one.documents:>10}{f1[0]:>10.3f}{f1[1]:>11.3f}{f1[2]:>11.3f}"
                f"{one.share_lost:>12.2%}"
            )
        for fault in scores["all"].faults:
            self.stdout.write(fault)
        if missed := [name for name, one in scores.items() if not reaches(one)]:
            raise CommandError(f"Below the goals: {', '.join(missed)}.")

    def _cases(self, folder: Path) -> Iterator[Case]:
        yield from cases_in(folder)
        exports = folder.with_name("exports")
        if exports.is_dir():
            yield from cases_in_exports(exports)


def reaches(one: Score) -> bool:
    parts = all(one.parts[part].f1 >= goal for part, goal in GOALS.items())
    return parts and one.share_lost <= MOST_LOST
