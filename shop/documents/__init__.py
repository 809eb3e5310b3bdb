"""An order on paper: invoice, credit note, packing slip. Each is a function from rows to bytes.

The same rows give the same bytes. Everything is in the order's language and currency.
What draws them takes 15 MB of memory: a worker loads it with its first paper.
"""

from collections.abc import Iterable

from shop.models import Order, Parcel, Refund

CALLED_OFF = {Order.State.EXPIRED, Order.State.CANCELLED}


def has_invoice(order: Order) -> bool:
    """An order that ended without being paid has nothing to be printed."""
    is_over = order.state in CALLED_OFF or order.is_lapsed
    return order.invoice_number is not None or not is_over


def invoice(order: Order) -> bytes:
    """One query, for the lines. A later refund is on its own sheet, the credit note."""
    from shop.documents import invoice_sheet

    return invoice_sheet.invoice(order)


def credit_note(order: Order, refund: Refund) -> bytes:
    """Of a refund that has a credit number."""
    from shop.documents import credit_sheet

    return credit_sheet.credit_note(order, refund)


def packing_slips(orders: Iterable[Order], parcel: Parcel | None = None) -> bytes:
    """A sheet an order with what is still to go, in the shop's language; lines prefetched.

    With a parcel: what is in it, of its order.
    """
    from shop.documents import packing_slip

    return packing_slip.packing_slips(orders, parcel)
