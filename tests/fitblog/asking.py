"""The site at its WSGI door, with the memory of public pages before it and no client between."""

import gzip
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import brotli
from django.core.wsgi import get_wsgi_application

from fitblog.lib.publiccache import PublicCache


@dataclass
class Said:
    status: int
    headers: dict[str, str]
    body: bytes  # as it was sent

    @property
    def text(self) -> str:
        unpack: dict[str | None, Callable] = {"br": brotli.decompress, "gzip": gzip.decompress}
        return unpack.get(self.headers.get("Content-Encoding"), bytes)(self.body).decode()


@dataclass
class Door:
    """Counts in `asked` the requests that reach Django."""

    limit: int = 2**20
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        django = get_wsgi_application()

        def counting(environ: dict[str, Any], start_response: Callable) -> Any:
            self.asked.append(environ["PATH_INFO"])
            return django(environ, start_response)

        self.cache = PublicCache(counting, self.limit)

    def ask(self, address: str, method: str = "GET", **headers: str) -> Said:
        path, _, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "SCRIPT_NAME": "",
            "QUERY_STRING": query,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "testserver",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
        } | {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        started: list[Any] = []
        answer = self.cache(environ, lambda status, sent, _=None: started.append((status, sent)))
        body = b"".join(answer)
        if close := getattr(answer, "close", None):
            close()
        status, sent = started[-1]
        names = [name for name, _value in sent]
        assert len(names) == len(set(names)), names
        return Said(int(status[:3]), dict(sent), body)
