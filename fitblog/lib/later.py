"""Modules that few workers ever need, and that would weigh on all of them."""

from importlib import import_module
from typing import Any


class Later:
    """Stands for a module that is imported when something of it is first asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)
