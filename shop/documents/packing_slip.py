"""What the packer takes from the shelves, and lays into the parcel. No prices."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Spacer

from shop.documents import paper
from shop.models import Order, Parcel


def packing_slips(orders: Iterable[Order], parcel: Parcel | None = None) -> bytes:
    """A sheet an order with what is to go and lies there, in the shop's language.

    The lines are prefetched, by their with_owed().

    With a parcel: what is in it, of its order.
    """
    inside = dict(parcel.contents) if parcel else None
    with translation.override(settings.LANGUAGE_CODE):
        sheets: list[Flowable] = []
        for order in orders:
            sheets += [*([PageBreak()] if sheets else []), *_sheet(order, inside)]
        return paper.printed(f"{settings.SITE_NAME}, {_('Packing slip')}", sheets)


def _sheet(order: Order, inside: dict[int, int] | None) -> list[Flowable]:
    to = [
        paper.small(_("Deliver to")),
        paper.text(paper.address_of(order.deliver_to), fontSize=13),
    ]
    if order.deliver_to.phone:
        to.append(paper.text(order.deliver_to.phone))
    facts = [
        (_("Order number"), order.number),
        (_("Ordered on"), paper.day(order.placed_at)),
        (_("Delivery"), order.delivery_title or "–"),
    ]
    return [
        paper.heading(_("Packing slip %(number)s") % {"number": order.number}),
        paper.side_by_side(to, paper.facts(facts)),
        Spacer(0, 8 * mm),
        _lines(order, inside),
    ]


class Box(Flowable):
    """To tick when the units are in the parcel."""

    def wrap(self, *_room: float) -> tuple[float, float]:
        return 12, 12

    def draw(self) -> None:
        self.canv.rect(0, 0, 12, 12)


def _lines(order: Order, inside: dict[int, int] | None) -> Flowable:
    rows = []
    for line in order.lines.all():
        units = line.there if inside is None else inside.get(line.pk, 0)
        if inside is not None and not units:
            continue
        of_all = _("%(units)d of %(all)d") % {"units": units, "all": line.quantity}
        words = str(units) if units == line.quantity else of_all
        title = line.full_title
        if inside is None and line.owed:
            title += f"\n{_('%(count)d on back-order: not here yet') % {'count': line.owed}}"
        cells = [paper.bold(words, fontSize=13), paper.bold(line.sku), paper.text(title)]
        rows.append([*cells, Box() if units else ""])
    head = [_("Units"), _("SKU"), _("Article"), _("Packed")]
    return paper.grid(head, rows, [0.14, 0.28, 0.48, 0.1], numbers=0)
