"""Posts from pages that hold no token, because they are the same bytes for everyone."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def is_same_origin(request: HttpRequest) -> bool:
    """True when the browser itself says that one of our own pages sent this.

    No script on another site can set or take away either header.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    # Browsers send Sec-Fetch-Site to trustworthy addresses only, so not to plain http hosts.
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def same_origin_post(view: View[P]) -> View[P]:
    """Takes a POST of the same origin without a token; every other one needs Django's."""
    with_token = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        guarded = view if is_same_origin(request) else with_token
        return guarded(request, *args, **kwargs)

    return answer
