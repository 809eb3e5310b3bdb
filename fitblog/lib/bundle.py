"""Our stylesheets for production: imports written in, comments and indentation taken out."""

import posixpath
import re
from collections.abc import Mapping

from django.core.files.storage import Storage
from django.core.management.base import CommandError

Sources = Mapping[str, tuple[Storage, str]]  # name in STATIC_ROOT -> where it comes from

# Strings are matched so that nothing inside one is taken for a comment or an import.
STRING = r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
COMMENT = re.compile(rf"({STRING})|/\*(?!!).*?\*/", re.DOTALL)
IMPORT = re.compile(
    rf"""@import\s+(?:url\(\s*)?(?P<address>{STRING}|[^\s"');]+)\s*\)?"""
    r"""\s*(?:layer\((?P<layer>[\w.-]+)\))?\s*(?P<media>[^;]*);"""
)
URL = re.compile(rf"url\(\s*(?P<address>{STRING}|[^\s\"')]+)\s*\)")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#", re.IGNORECASE)


def is_ours(name: str) -> bool:
    return name.startswith("css/") and name.endswith(".css")


def stylesheets(sources: Sources) -> dict[str, str]:
    """Each sheet's whole text, by its name. Raises CommandError for an import that is not there."""
    return {name: _text(name, sources, ()) for name in sources}


def _text(name: str, sources: Sources, importers: tuple[str, ...]) -> str:
    storage, path = sources[name]
    with storage.open(path) as file:
        text = _light(file.read().decode())

    def written_in(rule: re.Match[str]) -> str:
        address = rule["address"].strip("\"'")
        if ELSEWHERE.match(address):
            return rule[0]
        imported = posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
        if imported not in sources:
            raise CommandError(f"{name} imports {imported}, which is not there.")
        if imported in (name, *importers):
            raise CommandError(f"{name} imports {imported}, which imports it in turn.")
        inner = _moved(_text(imported, sources, (name, *importers)), imported, name)
        for rules, label in ((rule["media"].strip(), "@media"), (rule["layer"], "@layer")):
            inner = f"{label} {rules} {{\n{inner}\n}}" if rules else inner
        return inner

    return IMPORT.sub(written_in, text)


def _light(text: str) -> str:
    """Without comments (`/*!` ones stay) and without white space around lines."""
    text = COMMENT.sub(lambda found: found[1] or "", text)
    return "\n".join(line for raw in text.splitlines() if (line := raw.strip()))


def _moved(text: str, source: str, target: str) -> str:
    """The same sheet with its addresses as another sheet has to write them."""

    def moved(found: re.Match[str]) -> str:
        address = found["address"].strip("\"'")
        if ELSEWHERE.match(address):
            return found[0]
        place = posixpath.join(posixpath.dirname(source), address)
        return f'url("{posixpath.relpath(place, posixpath.dirname(target))}")'

    return URL.sub(moved, text)
