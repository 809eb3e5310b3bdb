from datetime import datetime

from django.apps import AppConfig
from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from fitblog.lib.stamp import Watch
from shop.catalogue.availability import LOW

# Whether words about availability can change with this stock, which they never do while it moves
# among numbers above LOW. Goods that are sold in tens, `quantity_min`, are sold out with nine.
NEAR = (
    "({row}.stock <= {low} OR {row}.stock <"
    " (SELECT quantity_min FROM shop_product WHERE id = {row}.product_id))"
)
SHOWN = ["title", "sku", "price", "backorder_limit", "position", "product_id"]
VARIANT_CHANGED = " OR ".join(
    [
        "OLD.stock = NEW.stock",
        *(f"OLD.{column} <> NEW.{column}" for column in SHOWN),
        "COALESCE(OLD.compare_at_price, -1) <> COALESCE(NEW.compare_at_price, -1)",
        *(NEAR.format(row=row, low=LOW) for row in ("OLD", "NEW")),
    ]
)
# An order that had lapsed and is paid after all: its goods are no longer to be had.
TAKEN_UP = (
    "OLD.state = 'placed' AND NEW.state IN ('paid', 'parked') AND EXISTS (SELECT 1"  # noqa: S608
    " FROM shop_orderline line JOIN shop_variant variant ON variant.id = line.variant_id"
    f" WHERE line.order_id = NEW.id AND line.taken > 0 AND {NEAR.format(row='variant', low=LOW)})"
)


class ShopConfig(AppConfig):
    name = "shop"
    verbose_name = _("Shop")

    # What is between the shop and one shopper; see lib/stamp.py.
    unseen = frozenset(
        "SavedAddress StockAlert Discount Discount_products Discount_collections DiscountUse "
        "Cart CartLine Order OrderLine OrderMove Parcel OrderMail NumberSeries Payment Refund "
        "WebhookEvent PriceChange".split()
    )
    seen_when = {
        "Variant": (Watch("INSERT"), Watch("DELETE"), Watch("UPDATE", VARIANT_CHANGED)),
        "Order": (Watch("UPDATE OF state", TAKEN_UP),),
    }

    def ready(self) -> None:
        from shop.accounts import adoption  # noqa: F401  connects it to allauth's signal

    def next_change(self, now: datetime) -> datetime | None:
        """When the next order lapses, and its goods can be had again. One query of an index.

        An order that is placed later does not count before the stamp moves: if its lapse can
        change a page, taking its goods moved the stamp.
        """
        waiting = self.get_model("Order").objects.filter(state="placed", expires_at__gt=now)
        return waiting.order_by().aggregate(at=Min("expires_at"))["at"]
