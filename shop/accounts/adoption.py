"""Orders that somebody placed as a guest, and is now known to have placed."""

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.contrib.auth.models import AbstractBaseUser
from django.db.models.functions import Lower
from django.dispatch import receiver

from shop.models import Order


def adopt(account: AbstractBaseUser) -> int:
    """Give the account the guests' orders with an address that is shown to be its own.

    An address that nobody has verified proves nothing. Returns how many. One query.
    """
    own = EmailAddress.objects.filter(user=account, verified=True)
    guests = Order.objects.filter(customer=None).alias(address=Lower("email"))
    return guests.filter(address__in=own.values_list(Lower("email"))).update(customer=account)


@receiver(email_confirmed)
def adopt_on_verification(email_address: EmailAddress, **_signal: object) -> None:
    adopt(email_address.user)
