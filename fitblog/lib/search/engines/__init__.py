"""The same search on two databases."""

from django.db import connection

from fitblog.lib.search.engines import postgres, sqlite
from fitblog.lib.search.engines.hits import MOST, Found

ENGINES = {"sqlite": sqlite, "postgresql": postgres}

__all__ = ["MOST", "Found", "engine"]


def engine():
    """`add(entry, title, keywords, text)`, `remove(keys)` and `find(question, …)`."""
    return ENGINES[connection.vendor]
