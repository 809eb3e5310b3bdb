"""Products out of the shop as a table, and back into it."""

import csv
import io
from decimal import Decimal

import pytest
from django.core import mail as outbox
from django.utils import timezone

from shop.catalogue import alerts
from shop.catalogue.importing import take_in
from shop.catalogue.tables import COLUMNS, ROWS, SIZE, Unreadable, read, write
from shop.models import PriceChange, Product, Variant
from tests.factories import make_collection, make_product, make_variant

pytestmark = pytest.mark.django_db


def export() -> bytes:
    return write(Product.objects.prefetch_related("variants", "collections")).encode()


def table(*lines: str, head: str = "product,sku,title,price,stock") -> bytes:
    return "\n".join([head, *lines]).encode()


def taken(content: bytes, *, keep: bool = True):
    return take_in(read(content), keep=keep)


def problems(content: bytes) -> list[tuple[int, str, str]]:
    return [(p.row, p.column, p.sentence) for p in taken(content).problems]


def why_unreadable(content: bytes) -> str:
    with pytest.raises(Unreadable) as error:
        read(content)
    return error.value.sentence


@pytest.fixture
def bell() -> Product:
    """Two variants, and something to say in every column."""
    bell = make_product(
        "Kettlebell",
        slug="kettlebell",
        summary="One size, many weights",
        description="<p>Swing it, “gently”; or\r\nnot.</p>\n<ul>\n<li>Steel</li>\n</ul>\n",
        option_name="Handle / Weight",
        is_new=True,
        position=3,
        quantity_min=2,
        quantity_max=8,
        quantity_step=2,
        backorder_note="sent in about 2 weeks",
    )
    make_variant(bell, title="Raw / 8 kg", sku="KB-8", price="72.00", stock=9)
    make_variant(bell, title="Raw / 12 kg", sku="KB-12", price="84.00", stock=-2, backorder_limit=5)
    make_collection(bell, title="Heavy days")
    make_collection(bell, title="Sale")
    return bell


def everything() -> list:
    rows = [list(model.objects.order_by("pk").values()) for model in (Product, Variant)]
    shelves = [sorted(p.collections.values_list("slug", flat=True)) for p in Product.objects.all()]
    return [*rows, shelves]


def test_a_row_is_a_variant_with_its_product(bell):
    rows = list(csv.DictReader(io.StringIO(export().decode("utf-8-sig"))))

    assert list(rows[0]) == COLUMNS
    assert [row["sku"] for row in rows] == ["KB-8", "KB-12"]
    assert rows[1] | {"description": ""} == {
        "product": "kettlebell",
        "sku": "KB-12",
        "variant": "Raw / 12 kg",
        "price": "84.000",
        "compare_at_price": "",
        "stock": "-2",
        "backorder_limit": "5",
        "stock_was": "-2",
        "title": "Kettlebell",
        "summary": "One size, many weights",
        "description": "",
        "options": "Handle / Weight",
        "tax_class": "standard",
        "new": "yes",
        "position": "3",
        "quantity_min": "2",
        "quantity_max": "8",
        "quantity_step": "2",
        "backorder_note": "sent in about 2 weeks",
        "offered": "yes",
        "collections": "heavy-days sale",
    }


def test_what_comes_out_changes_nothing_going_in(bell, django_assert_num_queries):
    make_variant(make_product("Old mat", withdrawn_at=timezone.now()))
    content, before = export(), everything()

    with django_assert_num_queries(7):  # a savepoint, five looks, the end
        report = taken(content)

    assert not report.problems
    assert report.changes_nothing
    assert everything() == before


def test_what_comes_out_makes_the_same_shop_elsewhere(bell):
    make_variant(make_product("Old mat", withdrawn_at=timezone.now()))
    content = export()
    Product.objects.all().delete()

    report = taken(content)

    assert (report.problems, report.made, report.variants_made) == ([], 2, 3)
    assert export() == content


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "'", "''x", "\t=1"])
def test_no_cell_is_a_formula_and_every_text_comes_back(text):
    make_variant(make_product("Bell", summary=text.strip()), sku=f"{text.strip()}-1")
    content, before = export(), everything()

    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert taken(content).changes_nothing
    assert everything() == before


@pytest.mark.parametrize(
    "content",
    [
        table("bell,B,Bell,9.50,4"),
        b"\xef\xbb\xbf" + table("bell,B,Bell,9.50,4"),
        table('bell;B;Bell;"9,50";4', head="product;sku;title;price;stock"),
        table("bell;B;Bell;9,50;4", head="product;sku;title;price;stock"),
        table("bell\tB\tBell\t9.50\t4", head="Product\tSKU\tTitle\tPrice\tStock"),
        table("bell,B,Bell,9.50,4\r", "\r", ",,,,", head="product,sku,title,price,stock\r"),
    ],
)
def test_a_table_is_read_however_a_spreadsheet_writes_it(content):
    report = taken(content)

    variant = Variant.objects.select_related("product").get()
    assert not report.problems
    assert (variant.product.title, variant.price, variant.stock) == ("Bell", Decimal("9.50"), 4)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "These columns are missing: product, sku."),
        (table(head="product,title"), "These columns are missing: sku."),
        (table(head="product,sku,prise"), "There is no column prise."),
        (table(head="product,sku,sku"), "These columns are there twice: sku."),
        ("product,sku\nbell,Größe".encode("latin-1"), "The table is not in UTF-8."),
        ("product,sku\nbell,B".encode("utf-16"), "The table is not in UTF-8."),
        (b"product,sku\nbell,B\x00", "This is no table of text."),
        (table('bell,"B,Bell,9.50,4'), "cannot be read: a quote is amiss."),
        (table("bell,B,Bell,9.50,4,too much"), "Row 2 has more cells than the head has names."),
        (b"product,sku\n" + b"x" * SIZE, "The table is larger than 1 MB."),
        (table(*["bell,B"] * (ROWS + 1), head="product,sku"), f"More than {ROWS} rows."),
    ],
)
def test_what_is_no_such_table_is_refused_in_a_sentence(content, sentence):
    assert sentence in why_unreadable(content)


@pytest.mark.parametrize(
    ("line", "column", "sentence"),
    [
        ("bell,B,,9.50,4", "title", "This field cannot be blank."),
        ("bell,B,Bell,,4", "price", "This field cannot be null."),
        ("bell,B,Bell,cheap,4", "price", "“cheap” value must be a decimal number."),
        ("bell,B,Bell,9.505,4", "price", "Prices in USD have at most 2 decimals."),
        ("bell,B,Bell,-1,4", "", "Constraint “a_price_is_not_negative” is violated."),
        ("bell,B,Bell,9.50,many", "stock", "“many” value must be an integer."),
        ("bell,B,Bell,9.50,-1", "", "More than this is owed to orders already."),
        (f"bell,B,Bell,9.50,{'9' * 30}", "stock", "less than or equal to"),
        ("bell,,Bell,9.50,4", "sku", "This field cannot be blank."),
        ("Bell & Co,B,Bell,9.50,4", "product", "valid “slug”"),
        (",B,Bell,9.50,4", "product", "This field cannot be blank."),
    ],
)
def test_a_wrong_cell_is_told_with_its_row_and_column(line, column, sentence):
    found = problems(table("rope,R,Rope,5.00,1", line))

    assert [(row, name) for row, name, _ in found] == [(3, column)]
    assert sentence in found[0][2]
    assert not Product.objects.exists()


def test_several_wrong_cells_are_told_at_once():
    content = table("bell,B,Bell,cheap,many", "rope,R,,5.00,1")

    assert [(row, name) for row, name, _ in problems(content)] == [
        (2, "price"),
        (2, "stock"),
        (3, "title"),
    ]


def test_a_wrong_product_does_not_hide_what_is_wrong_in_its_rows(bell):
    content = b"product,sku,tax_class,price\nkettlebell,KB-8,odd,72\nkettlebell,KB-12,,eighty"

    assert [(row, name) for row, name, _ in problems(content)] == [(2, "tax_class"), (3, "price")]


def test_one_wrong_row_keeps_everything_out(bell):
    before = everything()

    content = table("kettlebell,KB-8,Kettlebell,99.00,1", "rope,R,Rope,free,1")

    assert len(taken(content).problems) == 1
    assert everything() == before


def test_a_look_finds_the_same_and_keeps_nothing(bell, django_capture_on_commit_callbacks):
    before = everything()
    content = table("kettlebell,KB-8,Kettlebell,99.00,1", "rope,R,Rope,5.00,1")

    with django_capture_on_commit_callbacks() as callbacks:
        look = taken(content, keep=False)

    assert (look.made, look.variants_made, look.variants_changed) == (1, 1, 1)
    assert everything() == before
    assert not callbacks
    assert vars(taken(content)) == vars(look)


def test_rows_of_one_product_say_the_same_of_it_or_nothing(bell):
    fine = table("kettlebell,KB-8,Bell,9.00,1", "kettlebell,KB-12,,9.00,1")
    torn = table("kettlebell,KB-8,Bell,9.00,1", "kettlebell,KB-12,Rope,9.00,1")

    assert not problems(fine)
    assert problems(torn) == [(3, "title", "Row 2 says something else of this product.")]
    assert Product.objects.get().title == "Bell"


def test_a_sku_stands_once_and_with_its_own_product(bell):
    make_product("Rope", slug="rope")

    twice = b"product,sku\nkettlebell,KB-8\nkettlebell,KB-8"
    elsewhere = b"product,sku\nrope,KB-8"

    assert problems(twice) == [(3, "sku", "Row 2 has this SKU too.")]
    assert problems(elsewhere) == [(2, "sku", "This SKU belongs to kettlebell.")]


def test_what_was_sold_since_the_table_was_written_stays_sold(bell):
    content = b"product,sku,stock,stock_was\nkettlebell,KB-8,12,9"
    Variant.objects.filter(sku="KB-8").update(stock=5)

    taken(content)

    assert Variant.objects.get(sku="KB-8").stock == 8


def test_without_the_stock_that_was_a_stock_is_what_it_says(bell):
    taken(b"product,sku,stock\nkettlebell,KB-8,12\nkettlebell,KB-12,")

    assert dict(Variant.objects.values_list("sku", "stock")) == {"KB-8": 12, "KB-12": -2}


def test_columns_that_are_missing_change_nothing(bell):
    taken(b"product,sku,price\nkettlebell,KB-8,80")

    bell.refresh_from_db()
    assert bell.title == "Kettlebell"
    assert Variant.objects.get(sku="KB-8").price == 80
    assert PriceChange.objects.filter(variant__sku="KB-8").count() == 2


def test_a_was_that_is_too_high_is_refused(bell):
    content = b"product,sku,price,compare_at_price\nkettlebell,KB-8,60,100"

    ((row, column, sentence),) = problems(content)

    assert (row, column) == (2, "compare_at_price")
    assert "this cost $72.00 at times" in sentence


def test_html_is_cleaned():
    dirty = "<p onclick=x()>Hi<script>x()</script></p>"

    taken(table(f"bell,B,Bell,9,{dirty}", head="product,sku,title,price,description"))

    assert Product.objects.get().description == "<p>Hi</p>"


def test_titles_fit_the_options(bell):
    ((row, column, sentence),) = problems(b"product,sku,variant\nkettlebell,KB-8,8 kg")

    assert (row, column) == (2, "variant")
    assert "Handle and Weight" in sentence


def test_products_are_put_on_shelves_that_there_are(bell):
    taken(b"product,sku,collections\nkettlebell,KB-8,sale")
    assert [shelf.slug for shelf in bell.collections.all()] == ["sale"]

    assert problems(b"product,sku,collections\nkettlebell,KB-8,sale nowhere") == [
        (2, "collections", "There is no collection nowhere.")
    ]


def test_yes_and_no_are_what_they_say(bell):
    taken(b"product,sku,new,offered\nkettlebell,KB-8,no,no")

    bell.refresh_from_db()
    assert (bell.is_new, bell.withdrawn_at is None) == (False, False)
    assert problems(b"product,sku,new\nkettlebell,KB-8,perhaps") == [(2, "new", "Write yes or no.")]


def test_units_that_come_in_are_told_to_who_waits(bell, django_capture_on_commit_callbacks):
    variant = Variant.objects.get(sku="KB-8")
    Variant.objects.filter(pk=variant.pk).update(stock=0)
    alerts.ask(variant, "maya@postbox.example", language="en", origin="https://shop.example")

    with django_capture_on_commit_callbacks(execute=True):
        taken(b"product,sku,stock\nkettlebell,KB-8,12")

    assert len(outbox.outbox) == 1


def test_what_a_table_changed_is_in_the_log(bell):
    taken(b"product,sku,title,price\nkettlebell,KB-8,Bell,80")

    assert bell.history.first().title == "Bell"
    assert Variant.objects.get(sku="KB-8").history.first().price == 80
