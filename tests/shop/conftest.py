import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from shop.models import Cart

ADD, CHANGE, CART = (reverse(f"shop:{name}") for name in ("cart_add", "cart_change", "cart"))


class Shopper(Client):
    """A browser without scripts: posts forms and reads the page it is led to."""

    @property
    def cart(self) -> Cart:
        return Cart.objects.get()

    @property
    def quantities(self) -> dict[str, int]:
        """By SKU, of the only cart there is."""
        return dict(self.cart.lines.values_list("variant__sku", "quantity"))

    def add(self, sku, quantity=1, **fields):
        return self.post(ADD, {"sku": sku, "quantity": quantity, **fields}, follow=True)

    def change(self, quantity, version=None, line=None):
        """The form of the only line, as the page shows it now unless told otherwise."""
        form = {
            "line": line or self.cart.lines.get().pk,
            "version": self.cart.version if version is None else version,
            "quantity": quantity,
        }
        return self.post(CHANGE, form, follow=True)

    def told(self, response=None) -> list[str]:
        """The sentences on the page."""
        response = response or self.get(CART)
        return [notice["text"] for notice in response.context["notices"]]

    def left_a_trace(self) -> bool:
        return Cart.objects.exists() or Session.objects.exists() or bool(self.cookies)


@pytest.fixture
def shopper() -> Shopper:
    return Shopper()
