"""A shopper before the checkout page: reads its form, types, sends it."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from tests.markup import Markup
from tests.shop.conftest import Shopper

CHECKOUT = reverse("shop:checkout")
MAYA = {
    "email": "maya.osei@postbox.example",
    "country": "US",
    "name": "Maya Osei",
    "line1": "418 Linden Street",
    "city": "Minneapolis",
    "region": "MN",
    "postcode": "55401",
}


class Payer(Shopper):
    """With something in the cart, unless told. What is typed comes on top of Maya's address."""

    def page(self) -> HttpResponse:
        return self.get(CHECKOUT)

    def form(self, page: HttpResponse | None = None, **typed: Any) -> dict[str, str]:
        """The form as the page holds it, filled in."""
        typed = {name.replace("bill_", "bill-"): value for name, value in typed.items()}
        return fields_of(page or self.page()) | MAYA | typed

    def order(self, form: dict[str, str] | None = None, **typed: Any) -> HttpResponse:
        return self.post(CHECKOUT, self.form(**typed) if form is None else form)

    def look_again(self, form: dict[str, str] | None = None, **typed: Any) -> HttpResponse:
        form = self.form(**typed) if form is None else form
        return self.post(CHECKOUT, form | {"update": "country"})


def fields_of(page: HttpResponse) -> dict[str, str]:
    """What a browser would send of this page's form, were the button pressed now."""
    found: dict[str, str] = {}
    select = ""
    for tag in Markup.of(page).tags:
        kind, name = tag.attributes.get("type", tag.name), tag.attributes.get("name", "")
        if kind == "select":
            select, found[name] = name, ""
        elif kind == "option" and "selected" in tag.attributes:
            found[select] = tag["value"]
        elif kind in {"radio", "checkbox"} and "checked" in tag.attributes:
            found[name] = tag.attributes.get("value", "on")
        elif tag.name == "input" and name and kind not in {"radio", "checkbox"}:
            found[name] = tag.attributes.get("value", "")
    return found


def sentences(page: HttpResponse) -> str:
    """What stands at the top: why the form was not taken."""
    return " ".join(Markup.of(page).texts("div", class_="alert"))


def errors(page: HttpResponse) -> dict[str, str]:
    """Field → what stands below it; only where the field points to it."""
    markup = Markup.of(page)
    told = {tag["id"]: tag.text for tag in markup.all("p", class_="field__error")}
    return {
        tag["name"]: told[reference]
        for tag in markup.tags
        if tag.attributes.get("aria-invalid") == "true"
        for reference in tag["aria-describedby"].split()
        if reference in told
    }


def sums(page: HttpResponse) -> dict[str, str]:
    """The rows of the summary."""
    markup = Markup.of(page)
    return dict(zip(markup.texts("dt"), markup.texts("dd"), strict=True))
