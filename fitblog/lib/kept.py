"""Ready bytes in one worker's memory."""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

import brotli

Headers = list[tuple[str, str]]

IDENTITY = "identity"
ENCODINGS = {"br", "gzip"}
WAIT = 10  # seconds for somebody else's page; then one's own
OVERHEAD = 2_000  # bytes that a page takes besides its body: headers, key, objects
QUALITY = re.compile(r"q=(0(\.\d*)?|1(\.0*)?)")


class Form(NamedTuple):
    """A page in one encoding."""

    body: bytes
    headers: Headers  # of the 200, without Cache-Control
    unchanged: Headers  # of the 304, likewise
    etag: str


class Kept:
    """A page that may be handed out while the stamp is this one and `until` is to come."""

    def __init__(self, stamp: int, until: float, headers: Headers, body: bytes, etag: str) -> None:
        self.stamp, self.until, self.etag = stamp, until, etag
        dropped = {"content-length", "cache-control", "etag", "vary"}
        self.headers = [(name, value) for name, value in headers if name.lower() not in dropped]
        self.forms = {IDENTITY: self._form(IDENTITY, body)}
        self.is_used = False

    @property
    def size(self) -> int:
        return OVERHEAD + sum(len(form.body) for form in self.forms.values())

    def form(self, encoding: str) -> Form:
        """Made once for each encoding. The plain bytes go as soon as there are smaller ones."""
        if found := self.forms.get(encoding):
            return found
        form = self._form(encoding, _packed(encoding, self._plain()))
        forms = {name: other for name, other in self.forms.items() if name != IDENTITY}
        self.forms = forms | {encoding: form}  # a new one, for whoever reads the old one just now
        return form

    def _plain(self) -> bytes:
        encoding, form = next(iter(self.forms.items()))
        return _unpacked(encoding, form.body)

    def _form(self, encoding: str, body: bytes) -> Form:
        tag = self.etag if encoding == IDENTITY else f'{self.etag[:-1]}-{encoding}"'
        about = [("ETag", tag), ("Vary", "Accept-Encoding")]
        own = [("Content-Length", str(len(body)))]
        if encoding != IDENTITY:
            own.append(("Content-Encoding", encoding))
        return Form(body, self.headers + own + about, about, tag)


class Shelf:
    """Kept pages by key, at most `limit` bytes of them. Reading takes no lock."""

    def __init__(self, limit: int) -> None:
        self.limit, self.size = limit, 0
        self.pages: dict[Any, Kept] = {}
        self.sizes: dict[Any, int] = {}
        self.lock = Lock()

    def get(self, key: Any) -> Kept | None:
        page = self.pages.get(key)
        if page:
            page.is_used = True
        return page

    def put(self, key: Any, page: Kept) -> None:
        """Also for a page that has grown. Makes room for it, least used pages first."""
        with self.lock:
            self._drop(key)
            size = page.size
            if size > self.limit // 8:
                return
            while self.size + size > self.limit:
                self._make_room()
            self.pages[key], self.sizes[key] = page, size
            self.size += size

    def _make_room(self) -> None:
        """Drop the oldest page, or let it go to the end of the row if somebody wanted it since."""
        key = next(iter(self.pages))
        page, size = self.pages[key], self.sizes[key]
        self._drop(key)
        if page.is_used:
            page.is_used = False
            self.pages[key], self.sizes[key] = page, size
            self.size += size

    def _drop(self, key: Any) -> None:
        if self.pages.pop(key, None):
            self.size -= self.sizes.pop(key)


class Turns:
    """One at a time for each key."""

    def __init__(self) -> None:
        self.guard = Lock()
        self.locks: dict[Any, tuple[Lock, int]] = {}  # with how many hold or want it

    @contextmanager
    def turn(self, key: Any) -> Iterator[None]:
        with self.guard:
            lock, wanted = self.locks.get(key, (Lock(), 0))
            self.locks[key] = lock, wanted + 1
        has_it = lock.acquire(timeout=WAIT)
        try:
            yield
        finally:
            if has_it:
                lock.release()
            with self.guard:
                _lock, wanted = self.locks[key]
                if wanted == 1:
                    del self.locks[key]
                else:
                    self.locks[key] = lock, wanted - 1


@lru_cache(maxsize=512)
def encoding_for(accepted: str) -> str:
    """The smallest encoding that an Accept-Encoding header allows."""
    allowed = set()
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        found = QUALITY.fullmatch(parameter.strip())
        if not parameter.strip() or (found and float(found[1]) > 0):
            allowed.add(name.strip())
    return next((name for name in ("br", "gzip") if name in allowed), IDENTITY)


def _packed(encoding: str, body: bytes) -> bytes:
    if encoding == "br":
        return brotli.compress(body, mode=brotli.MODE_TEXT, quality=5, lgwin=18)
    return gzip.compress(body, 6, mtime=0) if encoding == "gzip" else body


def _unpacked(encoding: str, body: bytes) -> bytes:
    if encoding == IDENTITY:
        return body
    return brotli.decompress(body) if encoding == "br" else gzip.decompress(body)
