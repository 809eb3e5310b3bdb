from shop.models.address import SavedAddress
from shop.models.alert import StockAlert
from shop.models.cart import Cart, CartLine
from shop.models.catalogue import Product, ProductDetail, ProductPicture, Variant
from shop.models.collection import Collection
from shop.models.discount import Discount, DiscountUse, DiscountUsedUp
from shop.models.numbers import NumberSeries
from shop.models.order import Order, OrderLine, OrderMail, OrderMove, Parcel
from shop.models.payment import Payment, Refund, WebhookEvent
from shop.models.prices import PriceChange
from shop.models.shipping import DeliveryMethod, TaxClass, TaxRate

__all__ = [
    "Cart",
    "CartLine",
    "Collection",
    "DeliveryMethod",
    "Discount",
    "DiscountUse",
    "DiscountUsedUp",
    "NumberSeries",
    "Order",
    "OrderLine",
    "OrderMail",
    "OrderMove",
    "Parcel",
    "Payment",
    "PriceChange",
    "Product",
    "ProductDetail",
    "ProductPicture",
    "Refund",
    "SavedAddress",
    "StockAlert",
    "TaxClass",
    "TaxRate",
    "Variant",
    "WebhookEvent",
]
