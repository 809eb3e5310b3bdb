"""Products as a table, one row a variant: how it is written and read.

Text that a spreadsheet would take for a formula is written behind an apostrophe, and read
without it. Pictures and the table of details are not part of it.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fitblog.lib.spreadsheet import COMMANDS
from shop.models import Product, Variant

SIZE = 1_000_000  # bytes
ROWS = 2_000
QUOTED = (*COMMANDS, "'")

# The name of a column → the field that it is.
OF_PRODUCT = {
    "title": "title",
    "summary": "summary",
    "description": "description",
    "options": "option_name",
    "tax_class": "tax_class",
    "new": "is_new",
    "position": "position",
    "quantity_min": "quantity_min",
    "quantity_max": "quantity_max",
    "quantity_step": "quantity_step",
    "backorder_note": "backorder_note",
}
OF_VARIANT = {
    "variant": "title",
    "price": "price",
    "compare_at_price": "compare_at_price",
    "stock": "stock",
    "backorder_limit": "backorder_limit",
}
# `product` is the slug. `stock_was` is the stock when the table was written, so that what is sold
# while somebody works on it stays sold. `collections` are slugs, apart by spaces.
COLUMNS = [
    "product",
    "sku",
    *OF_VARIANT,
    "stock_was",
    *OF_PRODUCT,
    "offered",
    "collections",
]
NEEDED = ("product", "sku")

csv.field_size_limit(SIZE)


class Unreadable(Exception):
    """This is no such table; `sentence` says why."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Row:
    number: int  # as a spreadsheet counts: the first below the head is 2
    cells: dict[str, str]  # of the columns that the table has


def write(products: Iterable[Product]) -> str:
    """With a byte order mark, by which spreadsheets know UTF-8. Needs variants and collections."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for product in products:
        for variant in product.variants.all():
            cells = dict(_cells(product, variant))
            writer.writerow([cells[name] for name in COLUMNS])
    return out.getvalue()


def _cells(product: Product, variant: Variant) -> Iterator[tuple[str, str]]:
    yield "product", _guarded(product.slug)
    yield "sku", _guarded(variant.sku)
    for name, field in OF_VARIANT.items():
        yield name, _written(getattr(variant, field))
    yield "stock_was", str(variant.stock)
    for name, field in OF_PRODUCT.items():
        yield name, _written(getattr(product, field))
    yield "offered", _written(product.withdrawn_at is None)
    yield "collections", _guarded(" ".join(shelf.slug for shelf in product.collections.all()))


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _guarded(value) if isinstance(value, str) else str(value)


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(QUOTED) else text


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(QUOTED) else cell


def read(content: bytes) -> list[Row]:
    """In UTF-8, with commas, semicolons or tabs. Raises Unreadable."""
    if len(content) > SIZE:
        raise Unreadable(_("The table is larger than 1 MB. Take it in by parts."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_("The table is not in UTF-8. Save it as “CSV UTF-8”.")) from error
    if "\0" in text:
        raise Unreadable(_("This is no table of text."))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        head = [name.strip().lower() for name in next(lines, [])]
        _check_head(head)
        return list(_rows(head, lines))
    except csv.Error as error:
        where = {"line": lines.line_num}
        raise Unreadable(_("Line %(line)d cannot be read: a quote is amiss.") % where) from error


def _separator(text: str) -> str:
    head = text.lstrip().partition("\n")[0]
    return max(",;\t", key=head.count)


def _check_head(head: list[str]) -> None:
    if unknown := [name or "“”" for name in head if name not in COLUMNS]:
        facts = {"unknown": ", ".join(unknown)[:200], "known": ", ".join(COLUMNS)}
        raise Unreadable(_("There is no column %(unknown)s. There are: %(known)s.") % facts)
    if twice := sorted({name for name in head if head.count(name) > 1}):
        raise Unreadable(_("These columns are there twice: %s.") % ", ".join(twice))
    if missing := [name for name in NEEDED if name not in head]:
        raise Unreadable(_("These columns are missing: %s.") % ", ".join(missing))


def _rows(head: list[str], lines: Iterator[list[str]]) -> Iterator[Row]:
    for number, line in enumerate(lines, 2):
        if number > ROWS + 1:
            raise Unreadable(_("More than %d rows. Take them in by parts.") % ROWS)
        if not any(cell.strip() for cell in line):
            continue
        if len(line) > len(head):
            facts = {"row": number}
            raise Unreadable(_("Row %(row)d has more cells than the head has names.") % facts)
        cells = {name: _cell(name, cell) for name, cell in zip(head, line, strict=False)}
        yield Row(number, dict.fromkeys(head, "") | cells)


def _cell(name: str, cell: str) -> str:
    text = _unguarded(cell.replace("\r\n", "\n").replace("\r", "\n"))
    return text if name == "description" else text.strip()
