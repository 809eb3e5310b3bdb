"""Queries that are put together once a process, and only filled in each time.

Django takes several times longer to turn a queryset with annotations into SQL than the database
takes to answer it. Where a page asks the same each time, that work is done once:

    @prepared
    def kept_cart(key, since):
        return Cart.objects.select_related("discount").filter(key=key, changed_at__gte=since)

    kept_cart(key="…", since=monday)  # → list of carts

The function is called once, with places for its arguments: it hands them on into lookups and
expressions and must not look at them, nor at the clock. What is given is of the column's own
type and range: no key that no column holds, no model in the place of its key. A list goes into
`pk__in=Keys(keys)`. A write is put together alike, by `prepared_update`; what goes into a
JSONField is given as JSON.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from datetime import datetime
from functools import update_wrapper
from inspect import signature
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Expression, Func, QuerySet
from django.db.models.sql import UpdateQuery

Row = TypeVar("Row")


class Given(Expression):
    """A place in a query that each call fills."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]

    def value(self, given: Mapping[str, Any], connection: Any) -> Any:
        value = given[self.name]
        if isinstance(value, list):
            return json.dumps(value) if connection.vendor == "sqlite" else value
        return connection.ops.adapt_unknown_value(value)


class Keys(Func):
    """A given list of primary keys, for `pk__in`: one statement, however many they are."""

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, Any]:
        return self.as_sql(
            compiler, connection, template="SELECT value FROM json_each(%(expressions)s)"
        )

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, Any]:
        return self.as_sql(
            compiler, connection, template="SELECT unnest(%(expressions)s::bigint[])"
        )


Moment = datetime | Given | None  # for querysets that look at the clock unless they are told


class prepared(Generic[Row]):  # noqa: N801, a decorator
    """Makes of a function that gives a queryset one that gives its rows as a list."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        update_wrapper(self, build)
        self._build = build
        self._ready: tuple[QuerySet[Any, Row], Any, str, tuple] | None = None

    def __call__(self, **given: Any) -> list[Row]:
        queryset, compiler, sql, params = self._ready or self._prepare()
        connection = connections[queryset.db]
        filled = _filled(params, given, connection)
        # Copies, for what is kept here serves every thread, each on a connection of its own.
        query, asking = copy(queryset.query), copy(compiler)
        asking.connection = connection
        asking.as_sql = lambda: (sql, filled)
        query.get_compiler = lambda *_, **__: asking
        asked = QuerySet(queryset.model, query, queryset.db)
        asked._fields = queryset._fields
        return list(queryset._iterable_class(asked))

    def first(self, **given: Any) -> Row | None:
        return next(iter(self(**given)), None)

    def _prepare(self) -> tuple[QuerySet[Any, Row], Any, str, tuple]:
        queryset, compiler, sql, params = self._compiled()
        if params != self._compiled()[-1]:
            raise ValueError(f"{self.__name__} looks at the clock; a prepared query is given it.")
        self._ready = queryset, compiler, sql, params
        return self._ready

    def _compiled(self) -> tuple[QuerySet[Any, Row], Any, str, tuple]:
        queryset = self._build(**_places(self._build))
        compiler = queryset.query.get_compiler(queryset.db)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([s[0] for s in compiler.select[: compiler.col_count]])
        compiler.get_converters = lambda _: converters
        return queryset, compiler, sql, params


Update = tuple[QuerySet[Any], dict[str, Any]]  # rows, and what to set in them


class prepared_update:  # noqa: N801, a decorator
    """Makes of a function that gives rows and what to set one that sets it; gives how many.

    @prepared_update
    def told(cart):
        return Cart.objects.filter(pk=cart), {"notices": []}
    """

    def __init__(self, build: Callable[..., Update]) -> None:
        update_wrapper(self, build)
        self._build = build
        self._ready: tuple[str, str, tuple] | None = None

    def __call__(self, **given: Any) -> int:
        database, sql, params = self._ready or self._prepare()
        connection = connections[database]
        with connection.cursor() as cursor:
            cursor.execute(sql, _filled(params, given, connection))
            return cursor.rowcount

    def _prepare(self) -> tuple[str, str, tuple]:
        rows, values = self._build(**_places(self._build))
        query = rows.query.chain(UpdateQuery)
        query.add_update_values(values)
        self._ready = rows.db, *query.get_compiler(rows.db).as_sql()
        return self._ready


def _places(build: Callable[..., Any]) -> dict[str, Given]:
    return {name: Given(name) for name in signature(build).parameters}


def _filled(params: Iterable[Any], given: Mapping[str, Any], connection: Any) -> list[Any]:
    return [p.value(given, connection) if isinstance(p, Given) else p for p in params]
