"""A customer's saved addresses. Another's is not found."""

from dataclasses import asdict

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from fitblog.lib.countries import country_names
from fitblog.lib.page import Page
from shop.addressing.address_form import AddressForm, typed_address
from shop.models import SavedAddress


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    if form.is_bound and form.is_valid():
        SavedAddress.objects.keep(request.user, form.address)
        return redirect("shop:account")
    return _show(request, form, _("Add an address"))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: int) -> HttpResponse:
    saved = _own(request, key)
    form = _form(request, saved)
    if form.is_bound and form.is_valid():
        saved.address = form.address
        saved.save(update_fields=["address"])
        return redirect("shop:account")
    return _show(request, form, _("Change an address"))


@never_cache
@login_required
@require_POST
def delete(request: HttpRequest, key: int) -> HttpResponse:
    _own(request, key).delete()
    return redirect("shop:account")


@never_cache
@login_required
@require_POST
def make_default(request: HttpRequest, key: int) -> HttpResponse:
    _own(request, key).make_default()
    return redirect("shop:account")


def _own(request: HttpRequest, key: int) -> SavedAddress:
    return get_object_or_404(SavedAddress, customer=request.user, pk=key)


def _form(request: HttpRequest, saved: SavedAddress | None = None) -> AddressForm:
    """Bound where it is to be saved. A post with `update` only looks again."""
    countries = country_names()
    if request.method == "POST" and "update" not in request.POST:
        return AddressForm(request.POST, countries=countries)
    if request.method == "POST":
        return AddressForm(initial=typed_address(request.POST), countries=countries)
    first = asdict(saved.address) if saved else {"country": settings.COUNTRY}
    return AddressForm(initial=first, countries=countries)


def _show(request: HttpRequest, form: AddressForm, title: str) -> HttpResponse:
    context = {"page": Page(title, is_indexed=False), "form": form}
    return render(request, "account/address.html", context)
