"""A row as a line of JSON and back, the same from every database.

Primary keys stay, because documents name them. People are named, not numbered: accounts are no
part of a site's content, and another site has accounts of its own.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models

PLAIN = (bool, int, str, type(None))

Model = type[models.Model]
Accounts = dict[Any, Any]  # primary key → name, or the other way round


def in_order(chosen: Iterable[Model]) -> list[Model]:
    """Each after those that it points at; the order is the same each time."""
    left = sorted(chosen, key=lambda model: model._meta.label)
    placed: list[Model] = []
    while left:
        ready = [model for model in left if not _needed(model) & set(left) - {model}]
        if not ready:
            raise ValueError(f"These point at each other: {left}")
        placed += ready
        left = [model for model in left if model not in ready]
    return placed


def lines(model: Model, accounts: Accounts) -> Iterator[bytes]:
    """All rows by primary key. One query, and one for each many-to-many field."""
    linked = {field.name: _links(field) for field in model._meta.many_to_many}
    fields = model._meta.concrete_fields
    for row in model._base_manager.order_by("pk").iterator(chunk_size=500):
        document = {field.attname: _said(field, row, accounts) for field in fields}
        for name, targets in linked.items():
            document[name] = targets.get(row.pk, [])
        yield json.dumps(document, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def store(model: Model, line: bytes, accounts: Accounts) -> None:
    """Write one row as it was. Raises ValidationError or ValueError for what cannot be one."""
    document = json.loads(line)
    if not isinstance(document, dict):
        raise ValidationError("A row is an object.")
    linked = {field.name: document.pop(field.name) for field in model._meta.many_to_many}
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    if document.keys() != by_name.keys():
        raise ValidationError(f"Other columns: {sorted(document.keys() ^ by_name.keys())}")
    row = model(**{n: _read(by_name[n], value, accounts) for n, value in document.items()})
    row.save_base(raw=True, force_insert=True)  # as it was: no clock, no log, no renditions
    for name, targets in linked.items():
        _link(model._meta.get_field(name), row.pk, targets)


def names_an_account(field: models.Field) -> bool:
    return field.is_relation and field.related_model is get_user_model()


def _needed(model: Model) -> set[Model]:
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return {field.related_model for field in fields if field.is_relation}


def _said(field: models.Field, row: models.Model, accounts: Accounts) -> Any:
    value = getattr(row, field.attname)
    if names_an_account(field):
        return accounts.get(value)
    if isinstance(value, PLAIN):
        return str(value) if isinstance(value, str) else value
    return field.value_to_string(row)


def _read(field: models.Field, value: Any, accounts: Accounts) -> Any:
    if names_an_account(field):
        return accounts.get(value)
    if field.is_relation:
        return field.target_field.to_python(value)
    return field.to_python(value)


def _links(field: models.ManyToManyField) -> dict[Any, list[Any]]:
    own, other = field.m2m_column_name(), field.m2m_reverse_name()
    through = field.remote_field.through._base_manager
    found: dict[Any, list[Any]] = {}
    for pk, target in through.order_by(own, other).values_list(own, other).iterator():
        found.setdefault(pk, []).append(target)
    return found


def _link(field: models.ManyToManyField, pk: Any, targets: list[Any]) -> None:
    own, other = field.m2m_column_name(), field.m2m_reverse_name()
    through = field.remote_field.through
    through._base_manager.bulk_create([through(**{own: pk, other: one}) for one in targets])
