"""Our stylesheets and scripts for production: imports written in, comments taken out."""

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
# An import is one line; what is exported is a function or a constant, and never changes.
SCRIPT_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
SCRIPT_IMPORT = re.compile(
    r"""^import (?:(?P<names>\{[^}]*\}) from )?["']\./(?P<file>[\w-]+\.js)["'];\n""", re.MULTILINE
)
ANY_IMPORT = re.compile(r"^import\b(?!\()", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|(?:async )?function)\b[ *]*(?P<name>\w+))", re.MULTILINE)
ANY_EXPORT = re.compile(r"^export\b", re.MULTILINE)


def is_ours(name: str) -> bool:
    return name.startswith("css/") and name.endswith(".css")


def is_our_script(name: str) -> bool:
    """Those of the public pages. The desk's modules share what they hold, so they stay apart."""
    return posixpath.dirname(name) == "js" and name.endswith(".js")


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


def scripts(sources: Sources) -> dict[str, str]:
    """Each module's whole text, by its name, with the modules before it that it imports.

    What a module imports when it is needed, `import("./drawer.js")`, stays a file of its own; a
    module that two such files import is in both, so it must hold nothing that they share.
    Raises CommandError for an import or export that is written in another way.
    """
    return {name: _whole_script(name, sources) for name in sources}


def _whole_script(name: str, sources: Sources) -> str:
    modules = _modules(name, sources, ())
    *before, last = modules
    if not before:
        return modules[last]
    own = "".join(
        f"const {_label(module)} = (() => {{\n{modules[module]}}})();\n" for module in before
    )
    return own + modules[last]


def _modules(name: str, sources: Sources, importers: tuple[str, ...]) -> dict[str, str]:
    """The texts of all that this module needs, in the order in which they run, itself last."""
    storage, path = sources[name]
    with storage.open(path) as file:
        text = SCRIPT_COMMENT.sub("", file.read().decode())
    before: dict[str, str] = {}

    def received(rule: re.Match[str]) -> str:
        imported = posixpath.join(posixpath.dirname(name), rule["file"])
        if imported not in sources:
            raise CommandError(f"{name} imports {imported}, which is not there.")
        if imported in (name, *importers):
            raise CommandError(f"{name} imports {imported}, which imports it in turn.")
        before.update(_modules(imported, sources, (name, *importers)))
        names = (rule["names"] or "").replace(" as ", ": ")
        return f"const {names} = {_label(imported)};\n" if names else ""

    text = SCRIPT_IMPORT.sub(received, text)
    exported = [found["name"] for found in EXPORT.finditer(text)]
    text = EXPORT.sub("", text)
    if ANY_IMPORT.search(text) or ANY_EXPORT.search(text):
        raise CommandError(f"{name} imports or exports in a way that cannot be joined.")
    if importers and exported:
        text += f"return {{ {', '.join(exported)} }};\n"
    return {**before, name: text}


def _label(name: str) -> str:
    """What the joined text calls a module."""
    return "$" + re.sub(r"\W", "_", posixpath.basename(name).removesuffix(".js"))
