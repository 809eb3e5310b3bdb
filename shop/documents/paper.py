"""A sheet of paper in the brand: its font, its styles, its head and foot."""

import io
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import getFont, registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from fitblog.lib.money import format_price
from shop.addressing.addresses import Address

FONTS = Path(__file__).parent / "fonts"
REGULAR, BOLD = "Paper", "Paper-Bold"
INK, MUTED, LINE, YELLOW = (HexColor(code) for code in ("#12181b", "#4b555c", "#d6d8cf", "#ffc51f"))
SIDE, WIDTH = 20 * mm, A4[0] - 40 * mm
FRAME = 6  # points that ReportLab keeps free inside the margins


@cache
def letters() -> frozenset[int]:
    """What the font can write. Registers it, once a process."""
    registerFont(TTFont(REGULAR, FONTS / "paper-regular.ttf"))
    registerFont(TTFont(BOLD, FONTS / "paper-bold.ttf"))
    registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
    return frozenset(getFont(REGULAR).face.charToGlyph)


def legible(text: str) -> str:
    """In letters that the font has, as far as there are any: one é, not an e and an accent."""
    return "".join(
        letter if ord(letter) in letters() else unicodedata.normalize("NFKC", letter)
        for letter in unicodedata.normalize("NFC", text)
    )


def style(**options: Any) -> ParagraphStyle:
    letters()
    size = options.pop("fontSize", 9.5)
    defaults = {"fontName": REGULAR, "fontSize": size, "leading": size * 1.4, "textColor": INK}
    return ParagraphStyle("", **defaults | options)


def text(words: object, **options: Any) -> Paragraph:
    """Plain words, whatever is in them; a line break is a line break."""
    rows = escape(legible(str(words))).splitlines()
    return Paragraph("<br/>".join(rows), style(**options))


def bold(words: object, **options: Any) -> Paragraph:
    return text(words, fontName=BOLD, **options)


def right(words: object, **options: Any) -> Paragraph:
    return text(words, alignment=TA_RIGHT, **options)


def small(words: object, **options: Any) -> Paragraph:
    return text(words, fontSize=8, leading=13.3, textColor=MUTED, **options)


def heading(words: object) -> Paragraph:
    return bold(words, fontSize=20, spaceAfter=5 * mm)


def day(moment: Any) -> str:
    return formats.date_format(timezone.localtime(moment), "DATE_FORMAT")


def address_of(address: Address) -> str:
    return "\n".join([*address.rows, address.country_name])


def seller() -> str:
    """The shop's name and address, as invoices must show them."""
    tax_number = settings.SELLER_TAX_NUMBER
    rows = [settings.SELLER or settings.SITE_NAME]
    if tax_number:
        rows.append(_("Tax number: %(number)s") % {"number": tax_number})
    return "\n".join(rows)


def side_by_side(*columns: Sequence[Flowable]) -> Table:
    table = Table([list(columns)], colWidths=[WIDTH / len(columns)] * len(columns))
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_no_padding()])
    return table


def facts(pairs: Iterable[tuple[str, object]]) -> list[Flowable]:
    """Label and value, row by row."""
    rows = [[small(label), text(value)] for label, value in pairs]
    table = Table(rows, colWidths=[WIDTH * 0.18, WIDTH * 0.32])
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_no_padding()])
    return [table]


def grid(
    head: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[float], numbers: int
) -> Table:
    """A table whose head comes again on each page.

    `widths` are parts of the sheet's width; the last `numbers` columns hold figures.
    """
    words = len(head) - numbers
    labels = [
        small(label, alignment=TA_LEFT if column < words else TA_RIGHT)
        for column, label in enumerate(head)
    ]
    cells = [labels, *rows]
    table = Table(cells, colWidths=[WIDTH * part for part in widths], repeatRows=1)
    table.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, 0), 1.2, INK),
            ("LINEBELOW", (0, 1), (-1, -1), 0.5, LINE),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ]
    )
    return table


def sums(rows: Sequence[tuple[str, Decimal, bool]], currency: str) -> Table:
    """Label, amount, whether it is a total; at the right of the sheet."""
    cells = [
        [
            right(label, fontName=BOLD if is_total else REGULAR),
            right(format_price(amount, currency), fontName=BOLD if is_total else REGULAR),
        ]
        for label, amount, is_total in rows
    ]
    totals = [number for number, row in enumerate(rows) if row[2]]
    table = Table(cells, colWidths=[WIDTH * 0.3, WIDTH * 0.2], hAlign="RIGHT")
    table.setStyle(
        TableStyle([("RIGHTPADDING", (-1, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 1)])
    )
    for number in totals:
        table.setStyle([("LINEABOVE", (0, number), (-1, number), 1.2, INK)])
    return table


def rate(per_cent: str) -> str:
    return f"{formats.localize(Decimal(per_cent).normalize() + 0, use_l10n=True)} %"


def _no_padding() -> list[tuple]:
    sides = ("LEFTPADDING", "TOPPADDING", "BOTTOMPADDING")
    return [(side, (0, 0), (-1, -1), 0) for side in sides]


class Sheet(Canvas):
    """Draws the mark on each page, and says in the foot which page of how many it is."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802  (the name that ReportLab calls)
        self.pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self.pages, 1):
            self.__dict__.update(page)
            self._head()
            self._foot(number)
            super().showPage()
        super().save()

    def _head(self) -> None:
        top = A4[1] - 20 * mm
        for radius, colour in ((13, YELLOW), (9, INK), (6.5, YELLOW), (3, INK)):
            self.setFillColor(colour)
            self.circle(SIDE + 13, top + 5, radius, stroke=0, fill=1)
        self.setFillColor(INK)
        self.setFont(BOLD, 15)
        self.drawString(SIDE + 34, top, legible(settings.SITE_NAME))

    def _foot(self, number: int) -> None:
        words = _("Page %(number)d of %(count)d") % {"number": number, "count": len(self.pages)}
        self.setFillColor(MUTED)
        self.setFont(REGULAR, 8)
        self.drawString(SIDE, 12 * mm, legible(self._doc.info.title))
        self.drawRightString(A4[0] - SIDE, 12 * mm, words)


def printed(title: str, flowables: list[Flowable]) -> bytes:
    """As a PDF file. The same words make the same bytes: it holds no clock."""
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=SIDE - FRAME,
        rightMargin=SIDE - FRAME,
        topMargin=34 * mm,
        bottomMargin=22 * mm,
        title=legible(title),
        author=settings.SITE_NAME,
        lang=get_language() or settings.LANGUAGE_CODE,
        invariant=1,
    )
    letters()
    document.build(flowables, canvasmaker=Sheet)
    return buffer.getvalue()
