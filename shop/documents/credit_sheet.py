"""What a refund takes back of an invoice, with its part of the taxes."""

from decimal import Decimal

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Spacer

from fitblog.lib.money import exponent
from shop.documents import paper
from shop.models import Order, Refund
from shop.pricing import rounded, split


def credit_note(order: Order, refund: Refund) -> bytes:
    """Of a refund that has a credit number."""
    with translation.override(order.language):
        title = _("Credit note %(number)s") % {"number": refund.credit_number}
        facts = [
            (_("Date"), paper.day(refund.done_at)),
            (_("For invoice"), order.invoice_number),
            (_("Order number"), order.number),
        ]
        to = [paper.small(_("Credit to")), paper.text(paper.address_of(order.bill_to))]
        sold = [Spacer(0, 6 * mm), paper.small(_("Sold by")), paper.text(paper.seller())]
        sheet = [
            paper.heading(title),
            paper.side_by_side([*to, *sold], paper.facts(facts)),
            Spacer(0, 6 * mm),
            paper.sums(_rows(order, refund.credited), order.currency),
        ]
        return paper.printed(f"{settings.SITE_NAME}, {title}", sheet)


def _rows(order: Order, amount: Decimal) -> list[tuple[str, Decimal, bool]]:
    taxes = tax_shares(order, amount)
    return [
        (_("Without tax"), amount - sum(share for _label, share in taxes), False),
        *((label, share, False) for label, share in taxes),
        (_("Refunded"), amount, True),
    ]


def tax_shares(order: Order, amount: Decimal) -> list[tuple[str, Decimal]]:
    """Each tax's label, and how much of it is in this part of the order's total.

    In proportion; the whole total holds the invoice's taxes to the cent.
    """
    digits = exponent(order.currency)
    gross = [Decimal(row["base"]) + Decimal(row["amount"]) for row in order.taxes]
    weights = dict(enumerate([*gross, max(order.total - sum(gross), Decimal(0))]))
    parts = split(amount, weights, digits)
    return [
        (row["label"], rounded(Decimal(row["amount"]) * parts[number] / gross[number], digits))
        for number, row in enumerate(order.taxes)
        if gross[number]
    ]
