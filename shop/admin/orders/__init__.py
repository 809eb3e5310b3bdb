"""The shopkeeper's desk: the list of orders, and one screen an order.

Nothing of an order is edited. Each button calls a function of orders.py, refunds.py or payments/.
"""

from shop.admin.orders.listing import OrderAdmin

__all__ = ["OrderAdmin"]
