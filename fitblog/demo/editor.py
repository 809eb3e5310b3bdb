"""The login of the demo's editor."""

import secrets

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser

NAME = "editor"
EMAIL = "editor@fitblog.example"


def make_editor() -> str | None:
    """The new login's password, or None where somebody can sign in already."""
    users = get_user_model().objects
    # One that was made before there was an e-mail address to sign in with.
    users.filter(username=NAME, is_superuser=True, email="").update(email=EMAIL)
    if old := users.filter(username=NAME, email=EMAIL).first():
        _verify(old)
    if users.filter(is_superuser=True).exists():
        return None
    password = secrets.token_urlsafe(12)
    _verify(users.create_superuser(NAME, EMAIL, password, first_name="Demo", last_name="Editor"))
    return password


def _verify(editor: AbstractBaseUser) -> None:
    """No mail leaves a demo site, so that nobody could type a code from it."""
    verified = {"email": EMAIL, "verified": True, "primary": True}
    EmailAddress.objects.get_or_create(user=editor, defaults=verified)


def first_login() -> AbstractBaseUser:
    """Who can sign in already."""
    return get_user_model().objects.filter(is_superuser=True).order_by("pk")[0]
