"""Taking a table of products in: all of it or nothing, with a sentence for each wrong cell."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from fitblog.lib.html import clean
from fitblog.lib.money import format_price
from shop import stock
from shop.catalogue import alerts, options
from shop.catalogue.prices import WasTooHigh, check_was, record_price
from shop.catalogue.tables import OF_PRODUCT, OF_VARIANT, Row
from shop.models import Collection, Product, Variant

STOCK = Variant._meta.get_field("stock")
YES, NO = {"yes", "true", "1"}, {"no", "false", "0"}


@dataclass(frozen=True)
class Problem:
    row: int
    column: str
    sentence: str


@dataclass
class Report:
    """What came of a table, or would come of it."""

    problems: list[Problem] = field(default_factory=list)
    made: int = 0  # products
    changed: int = 0
    variants_made: int = 0
    variants_changed: int = 0

    @property
    def changes_nothing(self) -> bool:
        counts = (self.made, self.changed, self.variants_made, self.variants_changed)
        return not any(counts)


class Wrong(Exception):
    """Of the row in hand these cannot be taken: column → sentence."""

    def __init__(self, **cells: str):
        super().__init__(cells)
        self.cells = cells


def take_in(rows: list[Row], *, keep: bool) -> Report:
    """Do it, or with `keep` false do all of it and take it back: the same checks either way.

    With a problem in any row nothing is kept. Rows that change nothing cost no query.
    """
    with transaction.atomic():
        taking = Taking(rows)
        taking.all()
        if not keep or taking.report.problems:
            transaction.set_rollback(True)
    return taking.report


class Taking:
    """One table on its way in."""

    def __init__(self, rows: list[Row]):
        self.report = Report()
        self.groups: dict[str, list[Row]] = {}
        for row in rows:
            self.groups.setdefault(row.cells["product"], []).append(row)
        skus = [row.cells["sku"] for row in rows]
        # First, so that what the table changes is what nobody else changes meanwhile.
        stock.lock(sku__in=skus)
        self.products = {
            product.slug: product
            for product in Product.objects.filter(slug__in=self.groups).prefetch_related(
                "collections"
            )
        }
        self.variants = {
            variant.sku: variant
            for variant in Variant.objects.filter(sku__in=skus).select_related("product")
        }
        self.shelves = {shelf.slug: shelf for shelf in Collection.objects.defer("description")}
        self.seen: dict[str, int] = {}  # SKU → its row
        self.returned: list[int] = []

    def all(self) -> None:
        for slug, rows in self.groups.items():
            product = self._try(rows[0], self._product, slug, rows)
            # One that is there already has its other rows looked at all the same.
            product = product or self.products.get(slug)
            if product is not None:
                for row in rows:
                    self._try(row, self._variant, product, row)
        self.report.problems.sort(key=lambda problem: problem.row)
        alerts.returned(self.returned)

    def _try(self, row: Row, act: Any, *arguments: Any) -> Any:
        """What the act gives; None where it found something wrong, which is then noted."""
        try:
            return act(*arguments)
        except Wrong as wrong:
            for column, sentence in wrong.cells.items():
                self.report.problems.append(Problem(row.number, column, sentence))
        except ValidationError as error:
            for name, sentences in error.message_dict.items():
                column = COLUMN_OF.get((act.__name__, name), "")
                self.report.problems.append(Problem(row.number, column, " ".join(sentences)))
        return None

    def _product(self, slug: str, rows: list[Row]) -> Product:
        product = self.products.get(slug) or Product(slug=slug)
        self._compare(rows)
        cells = rows[0].cells
        is_new = product.pk is None
        changed = _fill(product, OF_PRODUCT, cells)
        if "offered" in cells and _yes(cells, "offered") != (product.withdrawn_at is None):
            product.withdrawn_at = None if product.withdrawn_at else timezone.now()
            changed.append("withdrawn_at")
        if is_new or changed:
            product.full_clean()
            product.save(update_fields=None if is_new else [*changed, "changed_at"])
        has_moved = self._put_on_shelves(product, cells)
        self.report.made += is_new
        self.report.changed += not is_new and bool(changed or has_moved)
        return product

    def _compare(self, rows: list[Row]) -> None:
        """Cells of the product are empty in its further rows, or say the same."""
        first = rows[0]
        for row in rows[1:]:
            for name in [*OF_PRODUCT, "offered", "collections"]:
                cell = row.cells.get(name, "")
                if cell and cell != first.cells[name]:
                    facts = {"row": first.number}
                    sentence = _("Row %(row)d says something else of this product.") % facts
                    self.report.problems.append(Problem(row.number, name, sentence))

    def _put_on_shelves(self, product: Product, cells: dict[str, str]) -> bool:
        if "collections" not in cells:
            return False
        wanted = set(cells["collections"].replace(",", " ").split())
        if unknown := sorted(wanted - self.shelves.keys()):
            raise Wrong(collections=_("There is no collection %s.") % ", ".join(unknown))
        if wanted == {shelf.slug for shelf in product.collections.all()}:
            return False
        product.collections.set(self.shelves[slug] for slug in wanted)
        return True

    def _variant(self, product: Product, row: Row) -> None:
        cells, sku = row.cells, row.cells["sku"]
        if (other := self.seen.setdefault(sku, row.number)) != row.number:
            raise Wrong(sku=_("Row %(row)d has this SKU too.") % {"row": other})
        variant = self.variants.get(sku) or Variant(product=product, sku=sku)
        if variant.product_id != product.pk:
            facts = {"product": variant.product.slug}
            raise Wrong(sku=_("This SKU belongs to %(product)s.") % facts)
        variant.product = product
        is_new = variant.pk is None
        if not is_new and cells.get("stock") and cells.get("stock_was"):
            # As the difference, so that what was sold since the table was written stays sold.
            more = _value(STOCK, "stock", cells) - _value(STOCK, "stock_was", cells)
            cells = cells | {"stock": str(variant.stock + more)}
        changed = _fill(variant, OF_VARIANT, cells)
        if problem := options.misfit(product.option_names, variant.title):
            raise Wrong(variant=problem)
        if is_new or changed:
            self._save(variant, changed, is_new=is_new)

    def _save(self, variant: Variant, changed: list[str], *, is_new: bool) -> None:
        if is_new:
            last = variant.product.variants.aggregate(last=Max("position"))["last"]
            variant.position = 0 if last is None else last + 1
        variant.full_clean()
        has_price = bool({"price", "compare_at_price"}.intersection(changed))
        if has_price and not is_new:
            record_price(variant)
            _check_was(variant)
        variant.save(update_fields=None if is_new else changed)
        if has_price or is_new:
            record_price(variant, at=timezone.now() if is_new else None)
        self.returned.append(variant.pk)
        self.report.variants_made += is_new
        self.report.variants_changed += not is_new


COLUMN_OF = {
    **{("_product", field): name for name, field in OF_PRODUCT.items()},
    **{("_variant", field): name for name, field in OF_VARIANT.items()},
    ("_product", "slug"): "product",
    ("_variant", "sku"): "sku",
}


def _fill(row: models.Model, columns: dict[str, str], cells: dict[str, str]) -> list[str]:
    """Put the cells into the row. Returns the fields that are not as they were."""
    changed, wrong = [], {}
    for name in filter(cells.__contains__, columns):
        field = row._meta.get_field(columns[name])
        if row.pk and not cells[name] and _must_be_there(field):
            continue
        try:
            value = _value(field, name, cells)
        except Wrong as error:
            wrong |= error.cells
            continue
        before = getattr(row, field.name)
        if value != (before.replace("\r\n", "\n") if isinstance(before, str) else before):
            setattr(row, field.name, value)
            changed.append(field.name)
    if wrong:
        raise Wrong(**wrong)
    return changed


def _must_be_there(field: models.Field) -> bool:
    """A number that is never nothing: an empty cell leaves it as it is."""
    return isinstance(field, models.IntegerField | models.DecimalField) and not field.null


def _value(field: models.Field, name: str, cells: dict[str, str]) -> Any:
    cell = cells[name]
    if isinstance(field, models.BooleanField):
        return _yes(cells, name)
    if isinstance(field, models.CharField):
        return cell or (field.get_default() if field.choices else "")
    if not cell and not isinstance(field, models.TextField):
        return None if field.null or not field.has_default() else field.get_default()
    if isinstance(field, models.DecimalField) and "." not in cell:
        cell = cell.replace(",", ".")  # as a spreadsheet of most of Europe writes it
    try:
        return clean(cell) if isinstance(field, models.TextField) else field.to_python(cell)
    except ValidationError as error:
        raise Wrong(**{name: " ".join(error.messages)}) from error


def _yes(cells: dict[str, str], name: str) -> bool:
    cell = cells[name].lower()
    if cell not in YES | NO:
        raise Wrong(**{name: _("Write yes or no.")})
    return cell in YES


def _check_was(variant: Variant) -> None:
    try:
        check_was(variant, variant.compare_at_price)
    except WasTooHigh as refused:
        sentence = _("In the 30 days before the sale this cost %(price)s at times.")
        price = {"price": format_price(refused.lowest)}
        raise Wrong(compare_at_price=sentence % price) from refused
