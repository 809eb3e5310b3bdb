"""The admin's door: one sign-in for the whole site, and a second factor for whoever works here."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def lacks_second_factor(user: AbstractBaseUser | AnonymousUser) -> bool:
    return settings.STAFF_MFA_REQUIRED and not is_mfa_enabled(user, SECOND_FACTORS)


class Desk(AdminSite):
    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and not lacks_second_factor(request.user)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None):
        """Leads on: to the site's own sign-in, to the second factor, or to the desk."""
        user = request.user
        if not user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
        if not super().has_permission(request):
            messages.error(request, _("This account has no key to the editors’ room."))
            return redirect(settings.LOGIN_REDIRECT_URL)
        if lacks_second_factor(user):
            messages.info(
                request, _("The editors’ room asks for a second factor. Set one up here.")
            )
            return redirect("mfa_index")
        return redirect("admin:index")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None):
        """The site's own, which also takes the cart out of the browser."""
        return redirect("account_logout", preserve_request=True)
