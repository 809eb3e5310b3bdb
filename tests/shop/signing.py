"""A browser without scripts in front of the account's pages."""

import re

from django.core import mail
from django.http import HttpResponse
from django.urls import reverse

from tests.shop.conftest import Shopper

LOGIN, SIGNUP, LOGOUT = (reverse(f"account_{name}") for name in ("login", "signup", "logout"))
CONFIRM_LOGIN = reverse("account_confirm_login_code")
CONFIRM_EMAIL = reverse("account_email_verification_sent")


def mailed_code() -> str:
    """From the newest mail."""
    return re.search(r"^\d{4}-\d{4}$", mail.outbox[-1].body, re.MULTILINE)[0]


class Visitor(Shopper):
    def sign_up(self, email: str) -> HttpResponse:
        self.post(SIGNUP, {"email": email})
        return self.post(CONFIRM_EMAIL, {"code": mailed_code()})

    def sign_in(self, email: str, password: str = "", to: str = "") -> HttpResponse:
        """With a code from the mailbox where there is no password."""
        form = {"login": email, "password": password, "next": to}
        response = self.post(LOGIN, {name: value for name, value in form.items() if value})
        if password:
            return response
        return self.post(CONFIRM_LOGIN, {"code": mailed_code()} | ({"next": to} if to else {}))

    def sign_out(self) -> HttpResponse:
        return self.post(LOGOUT)

    @property
    def is_signed_in(self) -> bool:
        return "_auth_user_id" in self.session
