"""An order on paper: invoice, credit note, packing slip. Each is a function from rows to bytes.

The same rows give the same bytes. Everything is in the order's language and currency.
"""

from shop.documents.credit_note import credit_note
from shop.documents.invoice import has_invoice, invoice
from shop.documents.packing_slip import packing_slips

__all__ = ["credit_note", "has_invoice", "invoice", "packing_slips"]
