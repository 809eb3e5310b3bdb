"""Rows for a spreadsheet program, as a CSV file that is written while it is sent."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse

BOM = "\ufeff"  # without it, spreadsheets take UTF-8 for something else
COMMANDS = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain(value: Any) -> Any:
    """Words stay words: a cell of text that begins like a formula is quoted, so none is run."""
    if isinstance(value, str) and value.lstrip(" ").startswith(COMMANDS):
        return f"'{value}"
    return value


class Echo:
    """What the csv module writes into; it hands each row on."""

    def write(self, row: str) -> str:
        return row


def lines(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield BOM
    for row in rows:
        yield writer.writerow([plain(value) for value in row])


def download(rows: Iterable[Sequence[Any]], name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response
