"""What a request costs the process that answers it."""

import io
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def ask(application: Application, address: str) -> bytes:
    """The page, without the server around it and without compression."""
    path, _, query = address.partition("?")
    said: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    answer = application(environ, lambda status, _headers: said.append(status))
    body = b"".join(answer)
    if close := getattr(answer, "close", None):
        close()
    assert said == ["200 OK"], address
    return body


def least(*acts: Callable[[], Any], rounds: int = 40) -> list[float]:
    """Milliseconds of each act, the least disturbed one of several, taken in turns.

    Of CPU, where the database is in this process; by the clock where it has its own.
    """
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    times: list[list[float]] = [[] for _ in acts]
    for _round in range(rounds):
        for act, own in zip(acts, times, strict=True):
            began = clock()
            act()
            own.append((clock() - began) * 1000)
    return [min(own) for own in times]


def queries(act: Callable[[], Any]) -> int:
    asked = 0

    def count(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*arguments)

    with connection.execute_wrapper(count):
        act()
    return asked
