"""Being told when something is back: the form of the product's page, and the way out."""

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from fitblog.lib.csrf import same_origin_post
from fitblog.lib.page import Crumb, Page
from shop.catalogue import alerts
from shop.forms import AlertForm
from shop.models import StockAlert

REFUSED = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@same_origin_post
def ask(request: HttpRequest) -> HttpResponse:
    """A POST notes the address and leads to the same address, which says that it is noted."""
    form = AlertForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return render(request, "shop/notify.html", {"page": _page(_("We will write to you"))})
    if not form.is_valid():
        context = {"page": _page(_("When it is back")), "form": form}
        return render(request, "shop/notify.html", context, status=REFUSED)
    variant = form.variant
    if variant.availability.can_be_bought:
        return redirect(variant.product)
    if not form.is_trap:
        alerts.ask(
            variant,
            form.cleaned_data["email"],
            language=get_language() or "",
            origin=f"{request.scheme}://{request.get_host()}",
        )
    return redirect("shop:alert")


@never_cache
@csrf_exempt  # a mail program posts here by itself; the token is the permission
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """A GET asks, since programs that check mails follow links; a POST does it."""
    try:
        waiting = StockAlert.objects.of(token)
    except BadSignature as error:
        raise Http404 from error
    is_done = request.method == "POST"
    if is_done:
        waiting.delete()
    title = _("You will hear no more") if is_done else _("No more mails?")
    context = {"page": _page(title), "is_done": is_done}
    return render(request, "shop/notify_stop.html", context)


def _page(title: str) -> Page:
    crumbs = [Crumb(_("Shop"), reverse("shop:catalogue")), Crumb(title)]
    return Page(title, crumbs=crumbs, current=reverse("shop:catalogue"), is_indexed=False)
