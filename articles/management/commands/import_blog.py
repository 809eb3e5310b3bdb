from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.importing.desk import Refused, Wishes, Written, write
from articles.importing.documents import propose_exported
from articles.importing.exports.exported import BrokenExport, Exported
from articles.importing.exports.record import author_named, topic_named
from articles.importing.exports.told import documents
from articles.importing.placing import Unknown, named
from articles.importing.proposal import Proposal
from articles.importing.reading import Unreadable
from articles.models import Author, Topic


class Command(BaseCommand):
    help = "Import a whole blog: WordPress (XML), Ghost (JSON), Shopify (JSON or CSV)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the export as it was downloaded")
        parser.add_argument(
            "--drafts", action="store_true", help="publish nothing, whatever the export says"
        )
        parser.add_argument("--topic", help="slug or name, for guides that come without one")
        parser.add_argument("--author", help="slug or name, for guides that come without one")
        parser.add_argument(
            "--replace", action="store_true", help="overwrite what editors changed since"
        )
        parser.add_argument("--dry-run", action="store_true", help="say it all and write nothing")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            topic = named(Topic, options["topic"]) if options["topic"] else None
            author = named(Author, options["author"]) if options["author"] else None
            system, found = documents(file)
            outcomes: Counter[str] = Counter()
            for came in found:
                outcome, line = self._one(came, system, topic, author, options)
                outcomes[outcome] += 1
                self.stdout.write(f"{outcome:<10} {line}")
        except (BrokenExport, Unknown) as refusal:
            raise CommandError(str(refusal)) from refusal
        said = ", ".join(f"{number} {outcome}" for outcome, number in outcomes.items())
        if not outcomes:
            raise CommandError(_("%s holds no document.") % file.name)
        self.stdout.write(f"{file.name} ({system}): {said}.")
        if outcomes["refused"]:
            raise CommandError(_("%d documents were refused.") % outcomes["refused"])

    def _one(
        self,
        came: Exported,
        system: str,
        topic: Topic | None,
        author: Author | None,
        options: dict[str, Any],
    ) -> tuple[str, str]:
        """The outcome for one document, and the line that the report says about it."""
        title = came.title or came.origin
        if came.skipped:
            return "skipped", f"“{title}”: {came.skipped}"
        try:
            read = propose_exported(came)
            with transaction.atomic():
                wishes = Wishes(
                    topic=topic_named(came.topic) or topic,
                    author=author_named(came.author) or author,
                    publish=came.is_published and not options["drafts"],
                    replace=options["replace"],
                    note=_("Imported from %s") % system,
                    came=came,
                )
                written = write(read.proposal, wishes, read.enclosed)
                if options["dry_run"]:
                    transaction.set_rollback(True)
        except (Unreadable, Refused) as refusal:
            return "refused", f"“{title}”: {refusal}"
        return written.outcome, _line(written, read.proposal, came)


def _line(written: Written, proposal: Proposal, came: Exported) -> str:
    article = written.article
    parts = [
        f"{len(proposal.sections)} sections",
        f"{len(proposal.takeaways)} takeaways",
        f"{len(proposal.faq)} questions",
    ]
    if proposal.media:
        parts.append(f"{len(proposal.media)} pictures and embeds")
    if proposal.leftovers:
        parts.append(f"{len(proposal.leftovers)} left over")
    if written.is_live:
        parts.append(f"live at {article.get_absolute_url()}")
    else:
        due = written.edition and came.published_at
        path = reverse("admin:articles_article_change", args=[article.pk])
        parts.append(f"scheduled, {path}" if due else f"draft, {path}")
    return f"“{article.title}”: {', '.join(parts)}"
