"""How long one document may keep a person waiting."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

SECONDS = 5.0  # of this thread's own work, so that a busy machine refuses nothing

_ends_at: ContextVar[float | None] = ContextVar("ends_at", default=None)


class TookTooLong(Exception):
    """The document needs more time than one may have."""


@contextmanager
def limited() -> Iterator[None]:
    """Reading inside this block raises TookTooLong once its time is used up."""
    token = _ends_at.set(time.thread_time() + SECONDS)
    try:
        yield
    finally:
        _ends_at.reset(token)


def check() -> None:
    """Called by every loop that grows with the document."""
    ends_at = _ends_at.get()
    if ends_at is not None and time.thread_time() > ends_at:
        raise TookTooLong
