"""Where providers send their messages, and the demo's payment page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from shop.models import Payment
from shop.payments import BadSignature, provider
from shop.payments.demo import ACTS, act, deliver
from shop.payments.recording import hear


@csrf_exempt
@require_POST
def webhook(request: HttpRequest, name: str) -> HttpResponse:
    """Its signature is its permission. Answers 200 to a message that is known already."""
    try:
        hear(provider(name), request.body, request.headers)
    except LookupError as error:
        raise Http404(name) from error
    except BadSignature as reason:
        return HttpResponse(str(reason), status=400, content_type="text/plain")
    return HttpResponse(status=200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest, key: str) -> HttpResponse:
    """What a real provider shows on a page of its own."""
    if not settings.DEMO:
        raise Http404
    payment = get_object_or_404(Payment.objects.select_related("order"), key=key, provider="demo")
    chosen = request.POST.get("act")
    if chosen == "deliver":
        deliver(payment)
    elif chosen in ACTS:
        act(payment, chosen)
    if request.method == "POST":
        return redirect("shop:order_back", payment.order.token)
    acts = _acts() if payment.state == Payment.State.OPEN else []
    return render(request, "shop/demo_payment.html", {"payment": payment, "acts": acts})


def _acts() -> list[tuple[str, str, str]]:
    """What one can do on the play money's page: the act, its button, what it tries."""
    return [
        ("pay", _("Pay"), _("The message comes before you are back.")),
        ("pay-twice", _("Pay, told twice"), _("The same message comes two times.")),
        ("pay-late", _("Pay, told late"), _("You are back first; the message waits.")),
        ("fail", _("Let it fail"), _("As a card that is refused.")),
        ("abandon", _("Break it off"), _("You go back without paying.")),
    ]
