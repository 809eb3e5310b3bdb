"""What every test in a real Chromium stands on: the browser, a server, a signed-in editor."""

import os
import shutil
import threading
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import expect

# Playwright keeps an event loop running in the thread of the tests until the session ends, and
# Django then refuses the ORM there, in every later test of this process.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

expect.set_options(timeout=20_000)  # a busy machine is no failure

PATIENCE = 60  # seconds
ANSWERING = "process_request_thread"  # how socketserver names the thread of a connection

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
FLAGS = [
    "--no-sandbox",  # containers run as root
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium(browser_type) -> str:
    """The path of a Chromium: CHROMIUM, the machine's own, or the one Playwright installed."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    for path in filter(None, (found, MAC, browser_type.executable_path)):
        if Path(path).exists():
            return path
    sentence = "No Chromium found: install it, or set CHROMIUM to its path."
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, chromium):
    return {**browser_type_launch_args, "executable_path": chromium, "args": FLAGS}


@pytest.fixture(autouse=True)
def all_answered(db):
    """Once its page is closed and before its rows are cleared, what the test asked for has ended.

    A request still under way holds rows, and clearing the tables then ends in a deadlock.
    """
    yield
    until = time.monotonic() + PATIENCE
    while under_way := [one.name for one in threading.enumerate() if ANSWERING in one.name]:
        assert time.monotonic() < until, f"still answering after {PATIENCE} s: {under_way}"
        time.sleep(0.01)


@pytest.fixture
def complaints(page) -> list[str]:
    """What the browser's console holds against the pages of a test: nothing, one hopes."""
    found: list[str] = []

    def note(line):
        # The plain admin of some tests has no icon.
        if line.type in {"error", "warning"} and "favicon" not in line.location["url"]:
            found.append(f"{line.text} {line.location['url']}")

    page.on("console", note)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def editor(page, live_server):
    """A page whose browser is signed in to the admin as a superuser."""
    user = get_user_model().objects.create_superuser("editor", "editor@example.org", "-")
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "url": live_server.url,
            }
        ]
    )
    return page
