"""What a shopper prints. Whoever holds the order's address may."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shop.documents import has_invoice
from shop.documents import invoice as printed
from shop.models import Order


@never_cache
@require_safe
def invoice(request: HttpRequest, token: str) -> HttpResponse:
    order = get_object_or_404(Order, token=token)
    if not has_invoice(order):
        raise Http404
    return pdf(printed(order), order.invoice_number or order.number)


def pdf(content: bytes, name: object) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
