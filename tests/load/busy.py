"""A shop in which many write and many read, for a while."""

import re
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from django.contrib.sessions.backends.db import SessionStore

from shop.models import Variant
from tests.load.crowd import Answer, get, post
from tests.load.till import CHECKOUT, token_of
from tests.shop.ordering import MAYA

SHOWN = re.compile(r'name="shown" value="([^"]+)"')


@dataclass
class Log:
    """What came of the requests of one kind."""

    seconds: list[float] = field(default_factory=list)
    results: Counter = field(default_factory=Counter)

    def percentile(self, share: float) -> float:
        """Seconds within which this share of them was answered."""
        ordered = sorted(self.seconds)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


class Crowd:
    """Threads that each do their act again and again. `logs` has what it notes, by kind."""

    def __init__(self, site: str, seconds: float) -> None:
        self.site, self.seconds = site, seconds
        self.logs: dict[str, Log] = defaultdict(Log)
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()  # adding one is to read and to write

    def let(self, act: Callable[["Crowd"], None]) -> None:
        def go_on() -> None:
            until = time.monotonic() + self.seconds
            while time.monotonic() < until:
                act(self)

        self._threads.append(threading.Thread(target=go_on))

    def note(self, kind: str, ask: Callable[[], Answer]) -> object:
        began = time.monotonic()
        answer = ask()
        seconds = time.monotonic() - began
        self.count(kind, answer.status)
        self.logs[kind].seconds.append(seconds)
        return answer

    def count(self, kind: str, result: object) -> None:
        with self._lock:
            self.logs[kind].results[result] += 1

    def run(self) -> dict[str, Log]:
        for thread in self._threads:
            thread.start()
        for thread in self._threads:
            thread.join()
        return self.logs


def a_session() -> str:
    session = SessionStore()
    session["seen"] = True
    session.create()
    return session.session_key


def buyer(variant: Variant) -> Callable[[Crowd], None]:
    """Puts one into the cart, looks at the checkout, and orders it."""
    session = a_session()
    typed = asdict(MAYA) | {"email": "maya.osei@postbox.example", "payment": "invoice"}

    def buy(crowd: Crowd) -> None:
        site = crowd.site
        crowd.note("add", lambda: post(site, "/cart/add/", session, sku=variant.sku))
        page = crowd.note("look", lambda: get(site, CHECKOUT, session))
        shown = SHOWN.search(page.body)
        form = typed | {"same": "on", "shown": shown.group(1) if shown else ""}
        answer = crowd.note("checkout", lambda: post(site, CHECKOUT, session, **form))
        if token_of(answer):
            crowd.count("checkout", "ordered")

    return buy


def adder(variant: Variant) -> Callable[[Crowd], None]:
    """Puts one into the cart."""
    session = a_session()
    return lambda crowd: crowd.note(
        "add", lambda: post(crowd.site, "/cart/add/", session, sku=variant.sku)
    )


def reader(path: str) -> Callable[[Crowd], None]:
    return lambda crowd: crowd.note("read", lambda: get(crowd.site, path))
