"""What the mails say: text and HTML, in the language and the currency of the order."""

from datetime import timedelta
from email.utils import formatdate

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from fitblog.lib.prepared import Given, Update, prepared, prepared_update
from shop.models import OrderMail, Parcel, Refund
from shop.ordering.standing import moment

# A claim this old was made by a process that died: nobody else would hold one so long.
STALE = timedelta(minutes=15)

Kind = OrderMail.Kind


def deliver(key: int) -> bool:
    """Send this mail unless it is sent, or being sent by another process."""
    now = timezone.now()
    if not _claim(key=key, now=now, stale=now - STALE):
        return False
    mail = _claimed.first(key=key)
    is_sent = False
    try:
        compose(mail).send()
        is_sent = True
    finally:
        if is_sent:
            _note(key=key, at=timezone.now())
        else:
            OrderMail.objects.filter(pk=key).update(claimed_at=None)
    return is_sent


@prepared_update
def _claim(key: Given, now: Given, stale: Given) -> Update:
    free = Q(claimed_at=None) | Q(claimed_at__lt=stale)
    return OrderMail.objects.filter(free, pk=key, sent_at=None), {"claimed_at": now}


@prepared
def _claimed(key: Given) -> QuerySet[OrderMail]:
    return OrderMail.objects.select_related("order").filter(pk=key)


@prepared_update
def _note(key: Given, at: Given) -> Update:
    return OrderMail.objects.filter(pk=key), {"sent_at": at}


def deliver_waiting() -> int:
    """Send what should have gone and did not. Returns how many went."""
    keys = OrderMail.objects.filter(sent_at=None).order_by("pk").values_list("pk", flat=True)
    return sum(deliver(key) for key in list(keys))


def compose(mail: OrderMail) -> EmailMultiAlternatives:
    order = mail.order
    with translation.override(order.language):
        context = {
            "order": order,
            "lines": list(order.lines.all()),
            "until": moment(order.expires_at),
            "address": f"{settings.SITE_URL or order.origin}{order.get_absolute_url()}",
            "site_name": settings.SITE_NAME,
            **_about(mail),
        }
        message = EmailMultiAlternatives(
            subject=_subject(mail),
            body=render_to_string(f"emails/{mail.kind}.txt", context).strip() + "\n",
            to=[order.email],
            # The same mail sent twice, after a crash, is recognised as one.
            headers={
                "Message-ID": f"<{order.token}.{mail.pk}@{_domain()}>",
                "Date": formatdate(mail.written_at.timestamp()),
            },
        )
        message.attach_alternative(
            render_to_string(f"emails/{mail.kind}.html", context), "text/html"
        )
    return message


def _subject(mail: OrderMail) -> str:
    sentences = {
        Kind.RECEIVED: _("We have your order %(number)s"),
        Kind.PAID: _("Order %(number)s is paid"),
        Kind.SENT: _("Order %(number)s is on its way"),
        Kind.REFUNDED: _("Money back for order %(number)s"),
    }
    return sentences[Kind(mail.kind)] % {"number": mail.order.number}


def _about(mail: OrderMail) -> dict[str, object]:
    """What this kind of mail tells of besides the order."""
    if mail.kind == Kind.SENT:
        parcel = Parcel.objects.get(pk=mail.about)
        return {"parcel": parcel, "inside": parcel.inside(mail.order.lines.all())}
    if mail.kind == Kind.REFUNDED:
        return {"refund": Refund.objects.select_related("payment").get(pk=mail.about)}
    if mail.kind == Kind.RECEIVED and mail.order.payment_method == "invoice":
        return {"account": settings.BANK_ACCOUNT}
    return {}


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
