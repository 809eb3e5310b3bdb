"""How long shoppers wait when many come at once: `make bench`, on a machine that rests.

How busy it is otherwise, the last row tells: what the server used, what the crowd, what the machine
had. Waiting is only the site's own where the two are nearly all that was used.
"""

import os
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.benchmarks.rates import TICK, cpu_seconds
from tests.factories import make_variant, publish_article
from tests.load.busy import Crowd, Log, adder, buyer, reader
from tests.load.serving import Server, served

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS = 30


def run(title: str, crowd: Crowd, server: Server) -> dict[str, Log]:
    """Let them all do their acts, and print what came of it."""
    own, others = time.process_time(), _busy()
    used = cpu_seconds(server.process.pid)
    logs = crowd.run()
    used, own, others = (
        cpu_seconds(server.process.pid) - used,
        time.process_time() - own,
        _busy() - others,
    )
    requests = sum(len(log.seconds) for log in logs.values())
    print(f"\n{connection.vendor}: {title}, {SECONDS} s")
    print(f"{'request':10}{'a second':>10}{'p50 ms':>8}{'p95 ms':>8}{'p99 ms':>8}")
    for kind, log in logs.items():
        waits = [log.percentile(share) * 1000 for share in (0.5, 0.95, 0.99)]
        print(f"{kind:10}{len(log.seconds) / SECONDS:>10.0f}", *(f"{wait:7.0f}" for wait in waits))
    print(
        f"CPU: server {used:.0f} s ({used / requests * 1000:.1f} ms a request), crowd {own:.0f} s, "
        f"others {others - used - own:.0f} s, of {SECONDS * (os.cpu_count() or 1)} s"
    )
    return logs


def _busy() -> float:
    """Seconds of CPU that all processes of the machine have used."""
    of_all = Path("/proc/stat").read_text().splitlines()[0]
    user, nice, system = map(int, of_all.split()[1:4])
    return (user + nice + system) / TICK


def test_sixteen_shoppers_who_add():
    variants = [make_variant(stock=100_000) for _ in range(16)]
    with served(CART_LINE_MAX=99_999) as server:
        crowd = Crowd(server.site, SECONDS)
        for variant in variants:
            crowd.let(adder(variant))
        logs = run("16 shoppers who add", crowd, server)

    assert set(logs["add"].results) == {302}


def test_fifty_buyers_and_twenty_readers():
    variants = [make_variant(stock=100_000) for _ in range(10)]
    publish_article("Hang")
    with served() as server:
        crowd = Crowd(server.site, SECONDS)
        for number in range(50):
            crowd.let(buyer(variants[number % 10]))
        for number in range(20):
            crowd.let(reader(["/guides/hang/", "/shop/"][number % 2]))
        logs = run("50 buyers and 20 readers", crowd, server)

    assert set(logs["checkout"].results) == {303, "ordered"}
