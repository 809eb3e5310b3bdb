"""The served site, once for all tests that need it whole."""

from collections.abc import Iterator

import pytest

from tests.load.serving import served


@pytest.fixture(scope="session")
def _served(django_db_setup) -> Iterator[str]:
    with served() as server:
        yield server.site


@pytest.fixture
def site(_served, transactional_db) -> str:
    """Host and port of the served site; its database is emptied after each test."""
    return _served
