"""What a customer finds under /account/: orders, addresses, their own data, and the way out."""

from allauth.account.views import logout
from django.contrib import messages
from django.contrib.auth import logout as forget_sign_in
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from fitblog.lib.page import Page
from shop import cart as carts
from shop.accounts import deletion, proof
from shop.accounts.export import export

ORDERS = 10  # a page


@never_cache
@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Five queries, and the header's."""
    orders = Paginator(request.user.orders.all(), ORDERS)
    shown = orders.get_page(request.GET.get("page"))
    context = {
        "page": Page(_("Your account"), is_indexed=False),
        "shown": shown,
        "numbers": orders.get_elided_page_range(shown.number),
        "addresses": request.user.addresses.all(),
    }
    return render(request, "account/account.html", context)


@never_cache
@login_required
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    response = JsonResponse(export(request.user), json_dumps_params={"indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="account.json"'
    return response


@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    response = logout(request)
    if not request.user.is_authenticated:
        carts.remember_count(request, response, 0)
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Two steps: a code is mailed, then it is typed."""
    problem = ""
    if "mail" in request.POST and not proof.mail_code(request):
        problem = _("That were many codes in a short while. Wait a minute, then try again.")
    elif "code" in request.POST:
        if proof.proves(request, request.POST["code"]):
            return end(request)
        problem = _("That is not the code that we mailed, or it is too old.")
    context = {
        "page": Page(_("Delete your account"), is_indexed=False),
        "unfinished": deletion.unfinished(request.user),
        "is_mailed": proof.was_mailed(request),
        "problem": problem,
    }
    return render(request, "account/delete.html", context)


def end(request: HttpRequest) -> HttpResponse:
    try:
        deletion.delete(request.user)
    except deletion.StillNeeded:
        return redirect("shop:account_delete")  # which says why
    forget_sign_in(request)
    messages.success(request, _("Your account is deleted. Thank you for having been here."))
    response = redirect("account_login")
    carts.remember_count(request, response, 0)
    return response
