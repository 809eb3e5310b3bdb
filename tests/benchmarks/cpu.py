"""What a request costs, on a machine that has other work as well."""

import io
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
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


def spent() -> float:
    """Seconds of CPU so far: of this process, and of PostgreSQL's for this connection."""
    own = time.process_time()
    if connection.vendor == "sqlite":
        return own
    backend = connection.connection.info.backend_pid
    return own + int(Path(f"/proc/{backend}/schedstat").read_text().split()[0]) / 1e9


def least(*acts: Callable[[], Any], rounds: int = 40) -> list[float]:
    """Milliseconds of CPU of each act, the least disturbed one of several, taken in turns."""
    times: list[list[float]] = [[] for _ in acts]
    for _round in range(rounds):
        for act, own in zip(acts, times, strict=True):
            began = spent()
            act()
            own.append((spent() - began) * 1000)
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
