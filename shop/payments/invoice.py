"""Bank transfer: the shopper pays to the shop's account, and an editor notes that it came."""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from shop.models import Payment, Refund
from shop.payments import BadSignature, Report, Started


class Invoice:
    name = "invoice"
    title = _("Bank transfer")
    hint = _("We pack when the money arrives, two days as a rule")
    origin = ""

    @property
    def hold(self) -> timedelta:
        return timedelta(days=settings.HOLD_DAYS)

    def start(self, payment: Payment, back: str) -> Started:
        """Nothing to do elsewhere: the order's own page names the account."""
        return Started(reference="", address=back)

    def ask(self, payment: Payment, query: Mapping[str, str]) -> Report | None:
        return None

    def read(self, body: bytes, headers: Mapping[str, str]) -> Report:
        raise BadSignature("a bank sends no messages")

    def refund(self, refund: Refund) -> str:
        """The editor who asks for it makes the transfer."""
        return f"by hand: {refund.by}"


PROVIDER = Invoice()
