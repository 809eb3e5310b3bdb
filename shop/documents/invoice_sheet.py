"""The invoice; before it is paid, the same sheet without an invoice's number, to pay by."""

from decimal import Decimal

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from fitblog.lib.money import format_price
from shop.documents import paper
from shop.models import Order

GAP = 6 * mm


def invoice(order: Order) -> bytes:
    """One query, for the lines. A later refund is on its own sheet, the credit note."""
    with translation.override(order.language):
        title = _title(order)
        sheet = [
            paper.heading(title),
            _parties(order),
            Spacer(0, GAP),
            _lines(order),
            Spacer(0, 2 * mm),
            KeepTogether([_sums(order)]),
            *_taxes(order),
            *_how_to_pay(order),
        ]
        return paper.printed(f"{settings.SITE_NAME}, {title}", sheet)


def _title(order: Order) -> str:
    if order.invoice_number is None:
        return _("Order %(number)s, to be paid") % {"number": order.number}
    return _("Invoice %(number)s") % {"number": order.invoice_number}


def _parties(order: Order) -> Flowable:
    dates = [(_("Order number"), order.number), (_("Ordered on"), paper.day(order.placed_at))]
    if order.invoice_number is not None:
        dates.insert(0, (_("Invoice number"), order.invoice_number))
        dates.insert(1, (_("Invoice date"), paper.day(order.paid_at)))
    if order.deliver_to != order.bill_to:
        dates.append((_("Delivered to"), paper.address_of(order.deliver_to)))
    billed = [paper.small(_("Invoice to")), paper.text(paper.address_of(order.bill_to))]
    sold = [Spacer(0, GAP), paper.small(_("Sold by")), paper.text(paper.seller())]
    return paper.side_by_side([*billed, *sold], paper.facts(dates))


def _lines(order: Order) -> Flowable:
    rows = [
        [
            paper.text(line.full_title),
            paper.text(line.sku, fontSize=8.5),
            paper.right(line.quantity),
            paper.right(format_price(line.unit_price, order.currency)),
            paper.right(format_price(line.amount, order.currency)),
        ]
        for line in order.lines.all()
    ]
    head = [_("Article"), _("SKU"), _("Units"), _("Price"), _("Amount")]
    return paper.grid(head, rows, [0.4, 0.24, 0.08, 0.14, 0.14], numbers=3)


def _sums(order: Order) -> Flowable:
    owed = max(order.total - order.paid_total, Decimal(0))
    rows = [(row.label, row.amount, row.is_total) for row in order.sums]
    if order.paid_total:
        rows.append((_("Paid"), order.paid_total, False))
    rows.append((_("To pay"), owed, True))
    return paper.sums(rows, order.currency)


def _taxes(order: Order) -> list[Flowable]:
    if not order.taxes:
        return []
    rows = [
        [
            paper.text(row["label"]),
            paper.right(paper.rate(row["rate"])),
            paper.right(format_price(Decimal(row["base"]), order.currency)),
            paper.right(format_price(Decimal(row["amount"]), order.currency)),
        ]
        for row in order.taxes
    ]
    head = [_("Tax"), _("Rate"), _("On"), _("Amount")]
    return [Spacer(0, GAP), KeepTogether([paper.grid(head, rows, [0.4, 0.2, 0.2, 0.2], numbers=3)])]


def _how_to_pay(order: Order) -> list[Flowable]:
    owed = order.total - order.paid_total
    if owed <= 0 or not settings.BANK_ACCOUNT or order.payment_method != "invoice":
        return []
    amount = format_price(owed, order.currency)
    sentence = _("Please transfer %(amount)s with the reference %(number)s to:")
    words = sentence % {"amount": amount, "number": order.number}
    account = settings.BANK_ACCOUNT
    return [Spacer(0, GAP), KeepTogether([paper.text(words), paper.bold(account)])]
