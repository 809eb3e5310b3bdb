"""A code from the mailbox, asked for once more before something that cannot be undone."""

import time

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django.http import HttpRequest

KEY = "proof"  # in the session: code, when it was mailed, tries left
TRIES = 3
GOOD_FOR = 15 * 60  # seconds


def mail_code(request: HttpRequest) -> bool:
    """False where too many were asked for."""
    email = request.user.email
    if not ratelimit.consume(request, action="request_login_code", key=email.lower()):
        return False
    adapter = get_adapter(request)
    code = adapter.generate_login_code()
    request.session[KEY] = [code, time.time(), TRIES]
    adapter.send_mail("account/email/proof_code", email, {"request": request, "code": code})
    return True


def was_mailed(request: HttpRequest) -> bool:
    code, mailed_at, tries = request.session.get(KEY, ("", 0, 0))
    return bool(code) and tries > 0 and time.time() - mailed_at < GOOD_FOR


def proves(request: HttpRequest, typed: str) -> bool:
    """The code is right. Each one opens once, and bears three tries."""
    if not was_mailed(request):
        return False
    code, mailed_at, tries = request.session[KEY]
    is_right = compare_user_code(actual=typed, expected=code)
    request.session[KEY] = ["", 0, 0] if is_right else [code, mailed_at, tries - 1]
    return is_right
