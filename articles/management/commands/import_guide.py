from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.checks import gate
from articles.importing import report
from articles.importing.desk import Refused, Wishes, Written, write
from articles.importing.documents import propose
from articles.importing.formats import NAMES
from articles.importing.placing import Unknown, named
from articles.importing.proposal import Proposal
from articles.importing.reading import Unreadable, read_bytes
from articles.models import Author, Topic


class Command(BaseCommand):
    help = "Make a draft of a document: text, HTML, Markdown, Word's or Google Docs' HTML."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a document of at most 10 MB")
        parser.add_argument(
            "--format", choices=list(NAMES), default="", help="told by the content where not given"
        )
        parser.add_argument("--publish", action="store_true", help="show it to readers at once")
        parser.add_argument("--topic", help="slug or name; guessed for --publish")
        parser.add_argument("--author", help="slug or name; guessed for --publish")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="overwrite what editors changed in the draft since the last import",
        )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            read = propose(file.name, read_bytes(file), options["format"])
            proposal = read.proposal
            wishes = Wishes(
                topic=named(Topic, options["topic"]) if options["topic"] is not None else None,
                author=named(Author, options["author"]) if options["author"] is not None else None,
                publish=options["publish"],
                replace=options["replace"],
                note=_("Imported from %s") % file.name[:100],
            )
            written = write(proposal, wishes, read.enclosed)
        except (Unreadable, Unknown, Refused) as refusal:
            raise CommandError(str(refusal)) from refusal
        self._tell(file, proposal, written)

    def _tell(self, file: Path, proposal: Proposal, written: Written) -> None:
        said = [f"{file.name}: {report.summary(proposal)}"]
        said += report.leftovers(proposal.leftovers)
        said += report.media(written.media)
        said += report.guesses(proposal.guesses + written.guesses)
        said += [_("Pinned as related: “%s”.") % title for title in written.pinned]
        self.stdout.write("\n".join([*said, *self._outcome(written)]))

    def _outcome(self, written: Written) -> list[str]:
        article = written.article
        path = reverse("admin:articles_article_change", args=[article.pk])
        sentences = {
            "made": _("Made the draft “%(title)s”: %(path)s"),
            "updated": _("Updated the draft “%(title)s”: %(path)s"),
            "unchanged": _("Nothing changed in “%(title)s”: %(path)s"),
        }
        said = [sentences[written.outcome] % {"title": article.title, "path": path}]
        if written.edition is None and written.is_live:
            said.append(_("Readers see it: %s") % article.get_absolute_url())
        elif written.edition:
            said.append(_("Published: %s") % article.get_absolute_url())
            said += gate.overridden(written.edition)
        return said
