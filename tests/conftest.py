"""What every test stands on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db.backends.signals import connection_created

from tests import emptying  # noqa: F401  (takes the place of Django's flush)

SECRET = "a-key-for-one-test-0123456789-abcdefghijklmnopqrstuvwxyz-only"


def know_features(connection, **_more):
    """Ask SQLite for its JSON functions when a connection opens, not in the first page's count.

    Django asks once a connection, with three statements. The browser tests start an event loop
    in the thread of the tests, and Django opens that thread a new connection from then on.
    """
    assert connection.features.supports_json_field


connection_created.connect(know_features)


def pytest_addoption(parser):
    parser.addoption(
        "--only-database",
        action="store_true",
        help="only what asks the database: for the second one, when all has run on the first",
    )


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--only-database"):
        return
    asks = [item for item in items if asks_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asks)])
    items[:] = asks


def asks_the_database(item) -> bool:
    return bool(
        item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)
    )


@pytest.fixture(scope="session")
def collected(tmp_path_factory) -> Path:
    """STATIC_ROOT as `manage.py collectstatic` fills it in production, from nothing."""
    data = tmp_path_factory.mktemp("data")
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "SECRET_KEY": SECRET,
            "ALLOWED_HOSTS": "example.org",
            "DATA_DIR": str(data),
        },
        check=True,
    )
    return data / "static"
