from shop.admin.accounts import AuthenticatorAdmin
from shop.admin.catalogue import ProductAdmin
from shop.admin.collections import CollectionAdmin
from shop.admin.discounts import DiscountAdmin
from shop.admin.orders import OrderAdmin
from shop.admin.shipping import DeliveryMethodAdmin, TaxRateAdmin
from shop.admin.unknown_money import UnknownMoneyAdmin
from shop.admin.variants import VariantAdmin

__all__ = [
    "AuthenticatorAdmin",
    "CollectionAdmin",
    "DeliveryMethodAdmin",
    "DiscountAdmin",
    "OrderAdmin",
    "ProductAdmin",
    "TaxRateAdmin",
    "UnknownMoneyAdmin",
    "VariantAdmin",
]
