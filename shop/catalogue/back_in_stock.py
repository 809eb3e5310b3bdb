"""The mail that says that something can be bought again."""

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from shop.models import StockAlert, Variant

log = logging.getLogger(__name__)

# A claim this old was made by a process that died.
STALE = timedelta(minutes=15)


def deliver(variant: int) -> int:
    """Tell all who wait for this variant, if it can be bought. Returns how many mails went."""
    found = Variant.objects.with_lapsed().select_related("product").filter(pk=variant).first()
    if found is None or not found.availability.can_be_bought:
        return 0
    waiting = StockAlert.objects.filter(variant=found).values_list("pk", flat=True)
    return sum(_tell(key, found) for key in list(waiting))


def deliver_waiting() -> int:
    """Tell all who should have been told and were not."""
    keys = StockAlert.objects.order_by("variant").values_list("variant", flat=True).distinct()
    return sum(deliver(key) for key in list(keys))


def _tell(key: int, variant: Variant) -> bool:
    """Send one mail unless another process does, and forget the address."""
    now = timezone.now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - STALE)
    if not StockAlert.objects.filter(free, pk=key).update(claimed_at=now):
        return False
    alert = StockAlert.objects.get(pk=key)
    try:
        compose(alert, variant).send()
    except (SMTPException, OSError):
        log.exception("The mail about %s was not sent", variant.sku)
        StockAlert.objects.filter(pk=key).update(claimed_at=None)
        return False
    alert.delete()
    return True


def compose(alert: StockAlert, variant: Variant) -> EmailMultiAlternatives:
    site = settings.SITE_URL or alert.origin
    stop = site + reverse("shop:alert_stop", args=[alert.token])
    with translation.override(alert.language):
        context = {
            "variant": variant,
            "address": site + variant.product.get_absolute_url(),
            "stop": stop,
            "site_name": settings.SITE_NAME,
        }
        message = EmailMultiAlternatives(
            subject=_("%(name)s is back") % {"name": variant},
            body=render_to_string("emails/back.txt", context).strip() + "\n",
            to=[alert.email],
            headers={
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )
        html = render_to_string("emails/back.html", context)
        message.attach_alternative(html, "text/html")
    return message
