"""Many at once."""

import http.client
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.db import connections

TOKEN = "t" * 32  # of the cookie and of the form: what proves that both are one page's


def at_once(*acts: Callable[[], Any], threads: int = 0) -> list[Any]:
    """Does all in threads that start together; gives what each returned, or raised.

    With fewer `threads` than acts, as many at a time: a database takes only so many connections.
    """
    together = min(threads or len(acts), len(acts))
    start = threading.Barrier(together)
    ready = iter(range(together))

    def run(act: Callable[[], Any]) -> Any:
        if next(ready, None) is not None:
            start.wait()
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(together) as crowd:
        running = [crowd.submit(run, act) for act in acts]
    return [one.exception() or one.result() for one in running]


class Answer(http.client.HTTPResponse):
    body: str  # read, so that the connection can be closed


def post(site: str, path: str, session: str = "", **form: object) -> Answer:
    """A form of the site's own, as a browser sends it."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
    return ask(
        site, "POST", path, session, urlencode({"csrfmiddlewaretoken": TOKEN} | form), headers
    )


def get(site: str, path: str, session: str = "") -> Answer:
    return ask(site, "GET", path, session)


def ask(
    site: str,
    method: str,
    path: str,
    session: str,
    content: str | None = None,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Answer:
    """On a connection of its own."""
    connection = http.client.HTTPConnection(site, timeout=60)
    # No browser sends an empty session, and Django would take it back on a page for everyone.
    cookies = [f"csrftoken={TOKEN}", *([f"sessionid={session}"] if session else [])]
    connection.request(method, path, content, {"Cookie": "; ".join(cookies)} | headers)
    answer = connection.getresponse()
    answer.body = answer.read().decode()
    connection.close()
    return answer
