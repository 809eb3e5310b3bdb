"""Partials that are rendered once for what they show."""

from collections.abc import Hashable
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language


def once(partial: str, **inputs: Hashable) -> SafeString:
    """A partial that shows these inputs and nothing else: words, numbers, tuples of them.

    What was rendered for one language and one set of inputs is the answer ever after, so there
    is nothing to throw away, and nothing can be stale. No input is marked safe in one place and
    plain in another: the two are equal.
    """
    render = _rendered.__wrapped__ if settings.DEBUG else _rendered
    return render(partial, get_language(), tuple(inputs.items()))


@lru_cache(maxsize=2048)
def _rendered(partial: str, language: str, inputs: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return render_to_string(partial, dict(inputs))
