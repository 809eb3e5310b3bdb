"""The site as it is served, worker processes before the database of the tests."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]
GRANIAN = Path(sys.executable).with_name("granian")
WORKERS = ["--workers", "2", "--blocking-threads", "4", "--log-level", "warning"]
SITE = "fitblog.wsgi:application"
CARELESS = "tests.load.careless:application"


class Server:
    """Two worker processes of four threads each, as the site ships them."""

    def __init__(self, application: str = SITE, **environment: object) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.site = f"127.0.0.1:{self.port}"
        address = ["--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [GRANIAN, "--interface", "wsgi", *WORKERS, *address, application],
            cwd=ROOT,
            env=os.environ
            | {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": _address()}
            | {"MALLOC_ARENA_MAX": "1"}
            | {name: str(value) for name, value in environment.items()},
            # A group of its own, so that a kill reaches the workers too.
            start_new_session=True,
        )
        self._wait()

    def _wait(self) -> None:
        while self.process.poll() is None:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.05)
        pytest.fail("The server did not start.")

    def kill(self) -> None:
        """As a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


@contextlib.contextmanager
def served(application: str = SITE, **environment: object) -> Iterator[Server]:
    server = Server(application, **environment)
    try:
        yield server
    finally:
        server.stop()


def _address() -> str:
    """The database of this test process, as DATABASE_URL names it."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    place = f"{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
    return f"postgres://{place}/{database['NAME']}"
