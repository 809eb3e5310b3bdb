"""Signed messages: `t=<seconds>,v1=<HMAC-SHA256 of "seconds.body">`, as Stripe sends them."""

import hashlib
import hmac

from django.utils import timezone

from shop.payments import BadSignature

WINDOW = 300  # seconds that a message may be old, or our clock be slow


def sign(body: bytes, secret: str, at: int | None = None) -> str:
    at = int(timezone.now().timestamp()) if at is None else at
    return f"t={at},v1={_digest(body, secret, str(at))}"


def verify(body: bytes, header: str, secret: str) -> None:
    """Raises BadSignature unless one of the header's signatures fits the raw bytes."""
    if not secret:
        raise BadSignature("no secret is set, so nothing can be believed")
    pairs = [part.strip().partition("=")[::2] for part in header.split(",")]
    at = next((value for name, value in pairs if name == "t"), "")
    if not (at.isascii() and at.isdecimal() and len(at) < 16):
        raise BadSignature("no time")
    wanted = _digest(body, secret, at).encode()
    given = [value for name, value in pairs if name == "v1"]
    if not any(hmac.compare_digest(wanted, value.encode()) for value in given):
        raise BadSignature("the signature does not fit")
    if abs(timezone.now().timestamp() - int(at)) > WINDOW:
        raise BadSignature("too old")


def _digest(body: bytes, secret: str, at: str) -> str:
    return hmac.new(secret.encode(), at.encode() + b"." + body, hashlib.sha256).hexdigest()
