"""The site's own name and address."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


def absolute(request: HttpRequest, path: str) -> str:
    """A full address: SITE_URL where it is set, else the host that was asked."""
    if path.startswith(("http://", "https://")):
        return path
    return settings.SITE_URL + path if settings.SITE_URL else request.build_absolute_uri(path)


def context(request: HttpRequest) -> dict[str, object]:
    return {
        "site_name": settings.SITE_NAME,
        "site_tagline": settings.SITE_TAGLINE,
        "canonical_url": absolute(request, request.path),
        "year": timezone.localdate().year,
    }
