"""People with an account."""

import itertools

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User

numbers = itertools.count(1)


def make_customer(email: str = "", *, verified: bool = True, **fields) -> User:
    """Whoever signs in with this address; verified unless told."""
    number = next(numbers)
    email = email or f"shopper{number}@postbox.example"
    user = get_user_model().objects.create_user(f"customer{number}", email, **fields)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=verified)
    return user
