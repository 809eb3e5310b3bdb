"""TOML tables as dataclasses, with an error that says where a file is wrong."""

import tomllib
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


class ContentError(Exception):
    """A content file that cannot be loaded, worded for whoever wrote it."""


def read_file(kind: type[T], path: Path, **known: Any) -> T:
    """The file as one `kind`; `known` is what the file's place says already."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError(f"{path.name}: {error}") from error
    return _read(kind, {**table, **known}, path.name)


def _read(hint: Any, value: Any, where: str) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if is_dataclass(hint) and isinstance(value, dict):
        return _row(hint, value, where)
    if origin is list and isinstance(value, list):
        return [_read(inner[0], item, f"{where}, {at}") for at, item in enumerate(value, 1)]
    if origin is tuple and isinstance(value, list) and len(value) == len(inner):
        return tuple(_read(one, item, where) for one, item in zip(inner, value, strict=True))
    if origin is UnionType:
        return _read(inner[0], value, where)
    if hint is Decimal and isinstance(value, str):
        try:
            return Decimal(value)
        except InvalidOperation as error:
            raise ContentError(f"{where}: {value!r} is no amount") from error
    if isinstance(hint, type) and type(value) is hint:
        return value
    raise ContentError(f"{where}: {value!r} does not fit here")


def _row(kind: type[T], table: dict[str, Any], where: str) -> T:
    hints, known = get_type_hints(kind), {field.name: field for field in fields(kind)}
    if unknown := sorted(table.keys() - known.keys()):
        raise ContentError(f"{where}: nothing is called {', '.join(unknown)}")
    needed = {
        name
        for name, field in known.items()
        if field.default is MISSING and field.default_factory is MISSING
    }
    if missing := sorted(needed - table.keys()):
        raise ContentError(f"{where}: {', '.join(missing)} is missing")
    return kind(
        **{name: _read(hints[name], value, f"{where}, {name}") for name, value in table.items()}
    )
