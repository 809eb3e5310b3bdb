"""The cart as a page, as the drawer's content, and the acts of its forms.

An act answers the fragment at once where a script asked for it. A plain form is led to the
page, which then says once what came of it.
"""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fitblog.lib.csrf import same_origin_post
from fitblog.lib.page import Crumb, Page
from fitblog.lib.prepared import Given, Update, prepared_update
from shop import cart as carts
from shop import filling
from shop.estimates import apply_code, choose_country, estimate, remember
from shop.filling import Change, Fact, Words
from shop.forms import AddForm, CartForm, LineForm
from shop.models import Cart
from shop.sentences import Notice, notice

REFUSED = 409
CODE_MAX = 40  # characters of a code


@never_cache
@require_safe
def cart(request: HttpRequest) -> HttpResponse:
    found = carts.find(request)
    return page(request, found, unseen(found))


@never_cache
@require_safe
def drawer(request: HttpRequest) -> HttpResponse:
    found = carts.find(request)
    return fragment(request, found, unseen(found))


@never_cache
@require_POST
@same_origin_post
def add(request: HttpRequest) -> HttpResponse:
    form = AddForm(request.POST)
    if not form.is_valid():
        return refuse(request, form)
    wanted = form.cleaned_data
    words = words_for(request)
    try:
        change = filling.add(carts.key_of(request), **wanted, words=words)
    except Cart.DoesNotExist:
        # A cart is made only for goods that can be had, so nonsense leaves neither row nor cookie.
        change = filling.look(wanted["sku"], wanted["quantity"])
        change = change or filling.add(carts.make(request).key, **wanted, words=words)
    return answer(request, change)


@never_cache
@require_POST
@same_origin_post
def change(request: HttpRequest) -> HttpResponse:
    form = LineForm(request.POST)
    if not form.is_valid():
        return refuse(request, form)
    try:
        made = filling.set_quantity(
            carts.key_of(request), **form.cleaned_data, words=words_for(request)
        )
    except Cart.DoesNotExist:
        made = Change(Fact.GONE)
    return answer(request, made)


@never_cache
@require_POST
@same_origin_post
def code(request: HttpRequest) -> HttpResponse:
    """Take a discount code, or with an empty one take it back."""
    found = carts.find(request)
    typed = request.POST.get("code", "").strip()[:CODE_MAX]
    lines = found.read_lines() if found else []
    if not lines:
        return tell(request, None)
    if not typed:
        remember(found, country=found.country, discount=None)
        return tell(request, Notice("good", _("The code was taken off.")))
    if problem := apply_code(found, lines, typed):
        show = fragment if by_script(request) else page
        return show(request, found, [], REFUSED, refused=(typed, problem))
    return tell(request, Notice("good", _("The code was applied.")))


@never_cache
@require_POST
@same_origin_post
def country(request: HttpRequest) -> HttpResponse:
    """Where the goods would go, for the estimate."""
    found = carts.find(request)
    if found and not choose_country(found, request.POST.get("country", "")):
        return tell(request, Notice("bad", _("Choose a country from the list.")), status=REFUSED)
    return tell(request, None)


def answer(request: HttpRequest, change: Change) -> HttpResponse:
    """The cart after an act, with what is to be told of it."""
    if change.is_done and not by_script(request):
        return to_page(request, change.items)
    return tell(request, notice(change), status=REFUSED if change.is_refused else 200)


def refuse(request: HttpRequest, form: CartForm) -> HttpResponse:
    return tell(request, Notice("bad", form.sentence), status=REFUSED)


def words_for(request: HttpRequest) -> Words | None:
    """What the cart is to keep of an act; nothing where the answer itself says it."""
    return None if by_script(request) else lambda change: told(notice(change))


def told(notice: Notice | None) -> list[dict[str, str]]:
    return [asdict(notice)] if notice else []


def to_page(request: HttpRequest, items: int) -> HttpResponse:
    """Which says once what came of the act; the cart holds so many items now."""
    carts.live_on(request)
    response = redirect("shop:cart")
    carts.remember_count(request, response, items)
    return response


def tell(request: HttpRequest, notice: Notice | None, *, status: int = 200) -> HttpResponse:
    if by_script(request):
        carts.live_on(request)
        return fragment(request, carts.find(request), told(notice), status)
    if not Cart.objects.filter(key=carts.key_of(request)).update(notices=told(notice)):
        return page(request, None, told(notice), status)
    return redirect("shop:cart")


def by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "drawer"


def unseen(found: Cart | None) -> list[dict[str, str]]:
    """What the shopper has not been told yet; from here on they have."""
    if found is None or not found.notices:
        return []
    _tell_no_more(cart=found.pk)
    return found.notices


@prepared_update
def _tell_no_more(cart: Given) -> Update:
    return Cart.objects.filter(pk=cart), {"notices": []}


def page(
    request: HttpRequest,
    found: Cart | None,
    notices: list[dict[str, str]],
    status: int = 200,
    refused: tuple[str, str] = ("", ""),
) -> HttpResponse:
    crumbs = [Crumb(_("Shop"), reverse("shop:catalogue")), Crumb(_("Cart"))]
    about = Page(
        _("Your cart"),
        _("What you have put together so far, at today’s prices."),
        crumbs=crumbs,
        is_indexed=found is None,
    )
    return _show(request, "shop/cart.html", found, notices, status, refused, page=about)


def fragment(
    request: HttpRequest,
    found: Cart | None,
    notices: list[dict[str, str]],
    status: int = 200,
    refused: tuple[str, str] = ("", ""),
) -> HttpResponse:
    return _show(request, "shop/_cart.html", found, notices, status, refused)


def _show(
    request: HttpRequest,
    template: str,
    found: Cart | None,
    notices: list[dict[str, str]],
    status: int,
    refused: tuple[str, str],
    **context: Any,
) -> HttpResponse:
    """`refused` is a code that was typed, and why it is not good."""
    lines = found.read_lines() if found else []
    items = sum(line.quantity for line in lines)
    context |= {
        "cart": found,
        "lines": lines,
        "items": items,
        "notices": notices,
        "estimate": estimate(found, lines) if lines else None,
        "refused": refused,
        "waiting": carts.waiting(request, found),
    }
    response = render(request, template, context, status=status)
    carts.remember_count(request, response, items)
    return response
