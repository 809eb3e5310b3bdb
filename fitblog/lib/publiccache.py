"""Pages that are the same bytes for everyone, and the worker's memory of them.

`public_page` marks a view. `PublicCache` stands as a WSGI application before Django and hands out
ready bytes of such pages while the site's stamp (lib/stamp.py) stands still and no moment has come
at which a page changes by itself. It costs one query a request. When that fails, Django answers.
"""

import hashlib
import re
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache, partial, wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.cache import get_conditional_response

from fitblog.lib import stamp
from fitblog.lib.kept import Headers, Kept, Shelf, Turns, encoding_for

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

# What other caches may do, in seconds: hand a page out without asking, and then once more while
# they ask. Browsers ask each time.
FRESH, STALE = 30, 30
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,4}")


def public_page(
    view: View[P] | None = None, *, query: Mapping[str, re.Pattern[str]] | None = None
) -> Any:
    """Any cache may keep this page.

    The view must touch neither session nor user, and set no cookie. `query` names the arguments
    with which a page of its own is kept, each with what it may say; with others it is not kept.
    """
    if view is None:
        return partial(public_page, query=query)

    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = cache_control(FRESH + STALE)
        if response.status_code != 200:
            return response
        digest = hashlib.blake2b(response.content, digest_size=12).hexdigest()
        response.headers["ETag"] = f'"{digest}"'
        return get_conditional_response(request, etag=f'"{digest}"', response=response)

    answer.kept_query = query or {}
    return answer


@lru_cache(maxsize=FRESH + STALE + 1)
def cache_control(seconds: int) -> str:
    """For a page that stays as it is for so long by all that is known."""
    fresh = min(FRESH, seconds)
    stale = min(STALE, seconds - fresh)
    return f"public, max-age=0, s-maxage={fresh}, stale-while-revalidate={stale}"


class Answer(NamedTuple):
    """What the application behind said."""

    status: str
    headers: Headers
    body: bytes

    def header(self, wanted: str) -> str:
        return ", ".join(value for name, value in self.headers if name.lower() == wanted)

    @property
    def is_marked(self) -> bool:
        """Marked as public by its view, and nothing on its way out made it somebody's own."""
        varies = {name.strip().lower() for name in self.header("vary").split(",")}
        return (
            self.header("cache-control").startswith("public")
            and not self.header("set-cookie")
            and varies <= {"", "accept-encoding"}
        )


class PublicCache:
    """`limit` is in bytes, for each worker process."""

    def __init__(self, application: Application, limit: int) -> None:
        self.application = application
        self.shelf, self.turns = Shelf(limit), Turns()
        self.change: tuple[int, float] = (-1, 0)  # the stamp, and the next change by the clock
        proxy = settings.SECURE_PROXY_SSL_HEADER
        self.scheme = proxy[0] if proxy else "wsgi.url_scheme"
        self.never = (settings.STATIC_URL, settings.MEDIA_URL, "/admin/")

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if (
            method not in ("GET", "HEAD")
            or path.startswith(self.never)
            or "HTTP_AUTHORIZATION" in environ
            or environ.get("SCRIPT_NAME")
        ):
            return self.application(environ, start_response)
        query = environ.get("QUERY_STRING", "")
        key = (environ.get("HTTP_HOST"), path, query, environ.get(self.scheme))
        if (page := self.shelf.get(key)) and self._is_true(page, stamp.current()):
            return self._hand_out(page, key, environ, start_response)
        return self._ask(key, environ, start_response)

    def _is_true(self, page: Kept, number: int | None) -> bool:
        return page.stamp == number and time.time() < page.until

    def _hand_out(
        self, page: Kept, key: tuple, environ: Environ, start_response: StartResponse
    ) -> list[bytes]:
        encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if (form := page.forms.get(encoding)) is None:
            with self.turns.turn((key, encoding)):
                form = page.form(encoding)
            self.shelf.put(key, page)
        control = ("Cache-Control", cache_control(_seconds_to(page.until)))
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and (form.etag in known or known.strip() == "*"):
            start_response("304 Not Modified", [*form.unchanged, control])
            return []
        start_response("200 OK", [*form.headers, control])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [form.body]

    def _ask(self, key: tuple, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Django's answer, kept when it may be: one request for a page asks, the others wait."""
        allowed = _public_arguments(environ)
        if allowed is None:
            return self.application(environ, start_response)
        if environ["REQUEST_METHOD"] == "HEAD" or not _is_as_linked(environ, allowed):
            until = self._changes_at(stamp.current(), time.time())
            return self.application(environ, _until(start_response, until))
        with self.turns.turn(key):
            # Read before the page is made: what changes meanwhile makes it old at once, not true.
            number = stamp.current()
            if (page := self.shelf.get(key)) is None or not self._is_true(page, number):
                until = self._changes_at(number, time.time())
                answer = self._made(environ)
                if until is None or answer.status != "200 OK" or not answer.is_marked:
                    _until(start_response, until)(answer.status, answer.headers)
                    return [answer.body]
                page = Kept(number, until, answer.headers, answer.body, answer.header("etag"))
                page.form(encoding_for(environ.get("HTTP_ACCEPT_ENCODING", "")))
                self.shelf.put(key, page)
        return self._hand_out(page, key, environ, start_response)

    def _changes_at(self, number: int | None, now: float) -> float | None:
        """When a page changes by the clock alone, asked once for each stamp; None: not known."""
        known, at = self.change
        if number is None or (known == number and at > now):
            return None if number is None else at
        try:
            at = stamp.next_change(datetime.fromtimestamp(now, UTC)).timestamp()
        except Error:
            return None
        self.change = (number, at)
        return at

    def _made(self, environ: Environ) -> Answer:
        """The whole page, plain."""
        said: list[Any] = []

        def start_response(status: str, headers: Headers, _problem: Any = None) -> None:
            said[:] = [status, headers]

        whole = {
            name: value
            for name, value in environ.items()
            if name not in {"HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"}
        }
        answer = self.application(whole, start_response)
        try:
            body = b"".join(answer)
        finally:
            if close := getattr(answer, "close", None):
                close()
        return Answer(*said, body)


def _public_arguments(environ: Environ) -> Mapping[str, re.Pattern[str]] | None:
    """What `public_page` was told of the view at this address; None where it is none."""
    try:
        view = resolve(get_path_info(environ)).func
    except Resolver404:
        return None
    return getattr(view, "kept_query", None)


def _is_as_linked(environ: Environ, allowed: Mapping[str, re.Pattern[str]]) -> bool:
    """Whether the address is written as the site's own links write it."""
    host, _, port = environ.get("HTTP_HOST", "").partition(":")
    if not host or host != host.lower() or port not in ("", environ.get("SERVER_PORT")):
        return False
    query = environ.get("QUERY_STRING", "")
    pairs = parse_qsl(query, keep_blank_values=True)
    return (
        urlencode(pairs) == query
        and len(dict(pairs)) == len(pairs)
        and all(name in allowed and allowed[name].fullmatch(value) for name, value in pairs)
    )


def _until(start_response: StartResponse, moment: float | None) -> StartResponse:
    """Lets no other cache keep a public answer past this moment, or at all where none is known."""

    def limited(status: str, headers: Headers, *problem: Any) -> Any:
        seconds = 0 if moment is None else _seconds_to(moment)
        told = [
            (name, cache_control(seconds))
            if name.lower() == "cache-control" and value.startswith("public")
            else (name, value)
            for name, value in headers
        ]
        return start_response(status, told, *problem)

    return limited


def _seconds_to(moment: float) -> int:
    return max(0, min(FRESH + STALE, int(moment - time.time())))
