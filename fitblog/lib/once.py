"""Partials that are rendered once for what they show."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language


class Shown:
    """A row among the inputs of a partial: the same one while all that is shown of it is."""

    def __init__(self, row: Any, *shown: Hashable) -> None:
        self.row, self.shown = row, shown

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, Shown) and self.shown == other.shown

    def __hash__(self) -> int:
        return hash(self.shown)

    def take(self) -> Any:
        """The row, once: what stays is the key of what was rendered."""
        row, self.row = self.row, None
        return row


def once(partial: str, **inputs: Hashable) -> SafeString:
    """A partial that shows these inputs and nothing else: words, numbers, tuples of them, `Shown`.

    What was rendered for one language and one set of inputs is the answer ever after, so there
    is nothing to throw away, and nothing can be stale. No input is marked safe in one place and
    plain in another: the two are equal.
    """
    render = _rendered.__wrapped__ if settings.DEBUG else _rendered
    return render(partial, get_language(), tuple(inputs.items()))


@lru_cache(maxsize=2048)
def _rendered(partial: str, language: str, inputs: tuple[tuple[str, Hashable], ...]) -> SafeString:
    told = {name: said.take() if isinstance(said, Shown) else said for name, said in inputs}
    return render_to_string(partial, told)
