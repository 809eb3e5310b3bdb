"""What every page tells the browser to refuse: content security and permissions policies."""

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse

PUBLIC = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
# CKEditor writes style attributes while it runs; scripts stay as strict as outside.
# A guide's form shows its preview in a frame.
ADMIN = PUBLIC | {"style-src": "'self' 'unsafe-inline'", "frame-src": "'self'"}
# Nothing here needs the reader's devices. A name that a browser does not know is an error in its
# console, so only the settled ones.
UNUSED = (
    "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi "
    "payment usb"
).split()
PERMISSIONS = ", ".join(f"{feature}=()" for feature in UNUSED)

# Such a file runs nothing, whoever opens it; on a phone the words would cost more than the icon.
INERT = {"text/css", "font/woff2", "image/avif", "image/webp", "image/jpeg", "image/png"}


def policy(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def let_forms_lead_to(response: HttpResponse, origins: Iterable[str]) -> HttpResponse:
    """Allow the page's forms to end, by way of a redirect, on these other sites too.

    Chromium holds the redirects after a form's POST to `form-action`, of the page with the form.
    """
    sources = " ".join([PUBLIC["form-action"], *origins])
    response.headers["Content-Security-Policy"] = policy(PUBLIC | {"form-action": sources})
    return response


class ContentSecurityPolicy:
    """Sends the public policy, or the admin's under /admin/, and keeps resources same-origin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.public, self.admin = policy(PUBLIC), policy(ADMIN)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if response.headers.get("Content-Type", "").partition(";")[0] in INERT:
            return response
        in_admin = request.path_info.startswith("/admin/")
        response.headers.setdefault(
            "Content-Security-Policy", self.admin if in_admin else self.public
        )
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response
