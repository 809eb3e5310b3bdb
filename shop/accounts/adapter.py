"""What allauth leaves to the site: how mails look, and what signing in and out does to carts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from shop import cart as carts
from shop.accounts.adoption import adopt


class Adapter(DefaultAccountAdapter):
    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMultiAlternatives:
        """allauth's text, and the same words as HTML in the brand."""
        context = {**context, "site_name": settings.SITE_NAME}
        message = super().render_mail(template_prefix, email, context, headers)
        paragraphs = [part.strip() for part in message.body.split("\n\n") if part.strip()]
        message.body = "\n\n".join([*paragraphs, settings.SITE_NAME]) + "\n"
        html = {**context, "heading": message.subject, "paragraphs": paragraphs}
        message.attach_alternative(render_to_string("emails/account.html", html), "text/html")
        return message

    def post_login(
        self,
        request: HttpRequest,
        user: AbstractBaseUser,
        *,
        redirect_url: str | None,
        **hooks: Any,
    ) -> HttpResponse:
        response = super().post_login(request, user, redirect_url=redirect_url, **hooks)
        adopt(user)
        if (redirect_url or "").startswith(reverse("shop:checkout")):
            # What is about to be ordered stays as it was shown; the account's cart waits.
            return response
        own = carts.bring_together(request)
        carts.remember_count(request, response, carts.items_of(own.lines) if own else 0)
        return response

    def logout(self, request: HttpRequest) -> None:
        carts.leave(request)
        super().logout(request)
