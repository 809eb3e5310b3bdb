"""Shoppers at the served checkout, each with a session, a cart and a form that is filled in."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from django.contrib.sessions.backends.db import SessionStore
from django.db.models import Sum
from django.urls import reverse

from shop.cart import SESSION_KEY
from shop.models import OrderLine, Variant
from tests.load.crowd import Answer, get, post
from tests.shop.till import cart_of, details, shown

CART, CHECKOUT = reverse("shop:cart"), reverse("shop:checkout")
ORDERS = reverse("shop:order", args=["-"]).removesuffix("-/")


@dataclass(frozen=True, eq=False)  # two shoppers are never one
class Page:
    """The checkout of one shopper, about to be sent."""

    session: str
    form: dict[str, str]

    def send(self, site: str) -> Answer:
        """The answer; where that leads back to the cart, with the text of the cart's page."""
        answer = post(site, CHECKOUT, self.session, **self.form)
        if answer.headers.get("Location") == CART:
            answer.body = get(site, CART, self.session).body
        return answer


def page(*wanted: tuple[Variant, int], **fields: Any) -> Page:
    cart, typed = cart_of(*wanted), details(**fields)
    session = SessionStore()
    session[SESSION_KEY] = cart.key
    session.create()
    form = asdict(typed.deliver_to) | {
        "shown": shown(cart, typed),
        "email": typed.email,
        "payment": typed.payment_method,
        "code": typed.code,
        "same": "on",
    }
    return Page(session.session_key, form)


def token_of(answer: Answer) -> str:
    """Of the order that this answer acknowledges; "" where there is none."""
    path = urlsplit(answer.headers.get("Location", "")).path if answer.status == 303 else ""
    return path.removeprefix(ORDERS).split("/")[0] if path.startswith(ORDERS) else ""


def kinds(answers: list, told: str) -> Counter:
    """Orders, shoppers told of a change in these words, and anything that must not be."""

    def kind(answer: Any) -> str:
        if isinstance(answer, Exception):
            return repr(answer)
        if token_of(answer):
            return "ordered"
        led_back = answer.headers.get("Location") == CART
        is_told = (answer.status == 409 or led_back) and told in answer.body
        return "told" if is_told else f"{answer.status} {answer.headers.get('Location', '')}"

    return Counter(map(kind, answers))


def taken(variant: Variant) -> int:
    """Units of it that orders hold or have sent."""
    lines = OrderLine.objects.filter(variant=variant)
    return lines.aggregate(sum=Sum("taken"))["sum"] or 0
