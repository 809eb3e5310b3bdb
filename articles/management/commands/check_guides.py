"""The checks over the whole site, a batch at a time."""

import json
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand

from articles import external_links
from articles.checks import Finding, check_all, worst
from articles.desk_copy import DeskCopy
from articles.models import Article, Edition
from articles.severity import Severity

BATCH = 50  # guides in memory at once
PARTS = ("takeaways", "sections", "faq_items", "sources", "corrections", "pins")


class Command(BaseCommand):
    help = "Check all guides, keep the results for the admin's list; exit code 1 when one blocks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON list in place of a table")
        parser.add_argument(
            "--live", action="store_true", help="what readers see, in place of the desk copies"
        )
        parser.add_argument(
            "--links", action="store_true", help="first ask the other sites that guides link to"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["links"]:
            self._ask_links(options["live"])
        write = self._json if options["json"] else self._table
        tally = write(_checked(options["live"]))
        if tally[Severity.BLOCK]:
            raise SystemExit(1)

    def _ask_links(self, is_live: bool) -> None:
        for batch in _batches(is_live):
            external_links.note(batch)
        for link in external_links.due():
            external_links.ask_later.enqueue(link)

    def _table(self, checked: Iterator[tuple[Edition, list[Finding]]]) -> Counter[str]:
        tally, guides = Counter(), 0
        for edition, findings in checked:
            guides += 1
            tally.update(finding.severity for finding in findings)
            for finding in findings:
                rule = f"{finding.severity:<6}{edition.article.slug:<40} {finding.rule:<24}"
                self.stdout.write(f"{rule} {finding.sentence}")
        counts = ", ".join(f"{tally[severity]} {severity}" for severity in Severity)
        self.stdout.write(f"Guides checked: {guides}; {counts}")
        return tally

    def _json(self, checked: Iterator[tuple[Edition, list[Finding]]]) -> Counter[str]:
        """Written guide by guide, so that a large site needs no more memory than a small one."""
        tally, before = Counter(), "["
        for edition, findings in checked:
            tally.update(finding.severity for finding in findings)
            self.stdout.write(before + json.dumps(_row(edition, findings)), ending="")
            before = ",\n "
        self.stdout.write("]" if before != "[" else "[]")
        return tally


def _checked(is_live: bool) -> Iterator[tuple[Edition, list[Finding]]]:
    """Each guide's edition or sketch with what there is to say of it."""
    for batch in _batches(is_live):
        checked = list(zip(batch, check_all(batch), strict=True))
        if not is_live:
            _keep(checked)
        yield from checked


def _batches(is_live: bool) -> Iterator[list[Edition]]:
    """Some 20 queries a batch, whatever is in it."""
    if is_live:
        editions = Edition.objects.live().select_related("article").defer("article__proposal")
        rows = editions.order_by("pk").iterator(chunk_size=BATCH)
    else:
        articles = (
            Article.objects.filter(trashed_at=None)
            .select_related("hero")
            .defer("proposal")
            .order_by("pk")
        )
        saved = articles.prefetch_related(*PARTS).iterator(chunk_size=BATCH)
        rows = (DeskCopy.saved(article).sketch() for article in saved)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _keep(checked: list[tuple[Edition, list[Finding]]]) -> None:
    """What the list filters by: one UPDATE a result, and none where nothing has changed."""
    changed = defaultdict(list)
    for sketch, findings in checked:
        if sketch.article.worst != worst(findings):
            changed[worst(findings)].append(sketch.article.pk)
    for result, keys in changed.items():
        Article.objects.filter(pk__in=keys).update(worst=result)


def _row(edition: Edition, findings: list[Finding]) -> dict[str, Any]:
    return {
        "slug": edition.article.slug,
        "title": edition.title,
        "worst": worst(findings),
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity,
                "field": finding.place.id().removeprefix("id_"),
                "sentence": finding.sentence,
            }
            for finding in findings
        ],
    }
