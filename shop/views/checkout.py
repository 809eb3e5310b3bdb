"""One page on which all is told that an order needs. Works without scripts and without an account.

A post with `update` only looks again: nothing is ordered, all that was typed stays. js/checkout.js
sends it by itself when the country or the way of delivery changes.
"""

from collections.abc import Sequence
from dataclasses import asdict

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fitblog.lib.headers import let_forms_lead_to
from fitblog.lib.page import Page
from fitblog.lib.site import absolute
from shop import cart as carts
from shop import filling, payments
from shop.checkout import AlreadyOrdered, Changed, Look, place_order
from shop.checkout_form import CheckoutForm, typed_in
from shop.estimates import remember
from shop.models import Cart, SavedAddress
from shop.models.shipping import offered_methods
from shop.views.orders import to_payment

TYPED = "checkout"  # the session's key of what was typed and is not ordered yet
BY_SCRIPT = "checkout"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def checkout(request: HttpRequest) -> HttpResponse:
    cart = carts.find(request)
    if cart is None:
        return redirect("shop:cart")
    methods = offered_methods()
    options = {"methods": methods, "providers": payments.offered()}
    if request.method != "POST":
        return show(request, cart, CheckoutForm(typed=initial_for(request, cart), **options))
    typed = typed_in(request.POST)
    if "update" in request.POST:
        return show(request, cart, CheckoutForm(typed=typed, **options))
    form = CheckoutForm(request.POST, typed=typed, **options)
    if not form.is_valid():
        return show(request, cart, form)
    return order(request, cart, form)


def initial_for(request: HttpRequest, cart: Cart) -> dict[str, str]:
    """What the form begins with; what was typed before goes first, but for the cart's own."""
    first = {"same": "on", "country": settings.COUNTRY}
    if request.user.is_authenticated:
        first["email"] = request.user.email
        saved = request.user.addresses.first()
        if saved and cart.country in {"", saved.address.country}:
            first |= asdict(saved.address)
    typed = first | request.session.get(TYPED, {})
    own = {"country": cart.country, "code": cart.discount.code if cart.discount else ""}
    return typed | {name: value for name, value in own.items() if value or name == "code"}


def order(request: HttpRequest, cart: Cart, form: CheckoutForm) -> HttpResponse:
    """Of a valid form."""
    details = form.details(absolute(request, "/").rstrip("/"))
    customer = request.user if request.user.is_authenticated else None
    try:
        placed = place_order(cart, form.cleaned_data["shown"], details, customer=customer)
    except Changed as changed:
        return show(request, cart, form, changed.sentences)
    except AlreadyOrdered as already:
        page = Page(_("You have ordered this already"), is_indexed=False)
        context = {"page": page, "order": already.order}
        return render(request, "shop/already_ordered.html", context, status=409)
    except DatabaseError:
        # It may have happened all the same. To send the same form again is right in both cases.
        page = Page(_("We could not finish your order"), is_indexed=False)
        context = {"page": page, "form": request.POST.items()}
        response = render(request, "shop/send_again.html", context, status=503)
        return let_forms_lead_to(response, payments.origins())
    if TYPED in request.session:
        del request.session[TYPED]
    if customer:
        if form.cleaned_data["keep"]:
            SavedAddress.objects.keep(customer, details.deliver_to)
        cart = carts.bring_together(request) or cart  # what waited until this was ordered
    response = to_payment(request, placed)
    response.status_code = 303  # to be looked at with a GET
    carts.remember_count(request, response, filling.items_in(cart))
    return response


def show(
    request: HttpRequest, cart: Cart, form: CheckoutForm, changes: Sequence[str] = ()
) -> HttpResponse:
    """The page as it stands now; `changes` say why the form was not taken."""
    seen = form.look(cart)
    if not seen.quote.totals.lines:
        reasons = changes or [_("There is nothing in your cart that can be ordered.")]
        told = [{"kind": "bad", "text": reason} for reason in reasons]
        Cart.objects.filter(pk=cart.pk).update(notices=told)
        return redirect("shop:cart")
    if request.method == "POST":
        request.session[TYPED] = form.typed
        keep_wishes(cart, form, seen)
    context = {
        "page": Page(_("Checkout"), is_indexed=False),
        "form": form,
        "seen": seen,
        "deliveries": form.deliveries(seen),
        "changes": changes,
        "items": sum(line.quantity for line in seen.quote.totals.lines),
        "terms": settings.TERMS_URL,
    }
    is_part = request.headers.get("X-Requested-With") == BY_SCRIPT
    template = "shop/_checkout.html" if is_part else "shop/checkout.html"
    response = render(request, template, context, status=409 if changes else 200)
    return let_forms_lead_to(response, payments.origins())


def keep_wishes(cart: Cart, form: CheckoutForm, seen: Look) -> None:
    """The cart's estimate follows; a code that is refused changes nothing there."""
    is_told = seen.quote.discount or not form["code"].value()
    discount = seen.quote.discount if is_told else cart.discount
    remember(cart, country=form.country or cart.country, discount=discount)
