"""Long lists to choose from, written once and not for each page."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.choices import BaseChoiceIterator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

SELECTED = SafeString(" selected")


class Choices(BaseChoiceIterator):
    """Values and names, both plain words: a field need not look each of them over to know."""

    def __init__(self, choices: Iterable[tuple[str, str]]) -> None:
        self.choices = tuple(choices)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.choices)

    def __deepcopy__(self, memo: dict[int, Any]) -> "Choices":
        return self


def options(choices: Iterable[tuple[str, Any]], chosen: str = "") -> SafeString:
    """The `<option>`s of value and name. Two hundred and fifty countries take a template 5 ms."""
    if not isinstance(choices, Choices):
        choices = Choices((value, str(name)) for value, name in choices)
    return _options(choices.choices, chosen)


@lru_cache(maxsize=256)
def _options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    rows = ((value, SELECTED if value == chosen else "", name) for value, name in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


class LongSelect(forms.Select):
    """A select without groups, for many choices."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: Mapping[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        own = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        chosen = "" if value is None else str(value)
        return format_html("<select{}>{}</select>", flatatt(own), options(self.choices, chosen))
