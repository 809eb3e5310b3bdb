"""The site's stamp: one number that moves in the transaction of any change readers can see.

Triggers move it, so every writer does: an act, the admin, an import, a `QuerySet.update()`, a
person at the database's own prompt. A table moves it unless its app says otherwise:

- `AppConfig.unseen`: the models whose rows no public page shows;
- `AppConfig.seen_when`: model → the `Watch`es that stand in for “any change”;
- `AppConfig.next_change(now)`: the next moment at which a page changes by the clock alone.

While migrations run there are no triggers and no stamp, and nothing is kept: SQLite loses a
table's triggers when it rebuilds the table, and PostgreSQL alters none with events under way.
"""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import AppConfig, apps
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.models import F, Model
from django.utils import timezone

TABLE = "lib_stamp"
READ = f"SELECT number FROM {TABLE} WHERE id = 1"  # noqa: S608  (a constant)
PREFIX = "stamp_"
NAMES = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)"
    ),
}


@dataclass(frozen=True)
class Watch:
    """A change of a row that readers can see: the event, and SQL over OLD and NEW."""

    event: str
    when: str = "1 = 1"


ANY_CHANGE = (Watch("INSERT"), Watch("UPDATE"), Watch("DELETE"))


def current() -> int | None:
    """The stamp; None where it cannot be read, and then nothing may be kept or shown as kept.

    One query on the thread's own connection, past Django's cursor: it is all that a warm page
    costs the database.
    """
    own = connections[DEFAULT_DB_ALIAS]  # found once, for that takes longer than the query
    try:
        if own.connection is None:
            own.ensure_connection()
        with own.wrap_database_errors:
            cursor = own.connection.cursor()
            cursor.execute(READ)
            row = cursor.fetchone()
            cursor.close()
    except Error:
        # Broken, or the server behind it went away: whoever asks next opens another one.
        own.close()
        return None
    return row[0] if row else None


def next_change(now: datetime) -> datetime:
    """The first moment after `now` at which a public page changes though nobody does anything."""
    year = timezone.localtime(now).replace(month=1, day=1, hour=0, minute=0, second=0)
    new_year = year.replace(year=year.year + 1, microsecond=0)  # the footer names the year
    known = [app.next_change(now) for app in _taking_part() if hasattr(app, "next_change")]
    return min([new_year, *filter(None, known)])


def stop(using: str, plan: list, **_more: Any) -> None:
    """Before migrations: no triggers, no stamp."""
    if not plan or using != DEFAULT_DB_ALIAS or not _tables(using) & {TABLE}:
        return
    _replace(using, {})
    with connections[using].cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608  (a constant)


def start(using: str, **_more: Any) -> None:
    """After migrations, and after a flush: the triggers as the apps ask for them, a fresh stamp."""
    from fitblog.lib.models import Stamp

    tables = _tables(using)
    if using != DEFAULT_DB_ALIAS or TABLE not in tables:
        return
    _replace(using, {t.name: t for t in _triggers() if t.table in tables})
    if not Stamp.objects.update(number=F("number") + 1):
        # Higher than any before it, which a worker may still have pages under.
        Stamp.objects.create(number=time.time_ns() // 1000)


@dataclass(frozen=True)
class Trigger:
    table: str
    watch: Watch

    @property
    def name(self) -> str:
        told = f"{self.watch} {self.sql('sqlite', '')} {self.sql('postgresql', '')}"
        return f"{PREFIX}{self.table}_{hashlib.sha256(told.encode()).hexdigest()[:8]}"

    def sql(self, vendor: str, name: str) -> list[str]:
        on = f"AFTER {self.watch.event} ON {self.table}"
        if vendor == "sqlite":
            move = f"UPDATE {TABLE} SET number = number + 1 WHERE {self.watch.when}"  # noqa: S608
            return [f"CREATE TRIGGER {name} {on} BEGIN {move}; END"]
        # At the commit, so that nobody waits for the stamp while holding what another one needs;
        # and once a transaction, however many rows it writes.
        here = "txid_current() || ' ' || transaction_timestamp()"
        move = (
            f"UPDATE {TABLE} SET number = number + 1, moved_in = {here}"  # noqa: S608
            f" WHERE moved_in <> {here} AND ({self.watch.when})"
        )
        return [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN {move}; RETURN NULL; END $$",
            f"CREATE CONSTRAINT TRIGGER {name} {on} DEFERRABLE INITIALLY DEFERRED"
            f" FOR EACH ROW EXECUTE FUNCTION {name}()",
        ]


def _taking_part() -> list[AppConfig]:
    return [app for app in apps.get_app_configs() if hasattr(app, "unseen")]


def watched() -> Iterator[tuple[type[Model], tuple[Watch, ...]]]:
    """Each model that moves the stamp, with when it does."""
    for app in _taking_part():
        special = getattr(app, "seen_when", {})
        for model in app.get_models(include_auto_created=True):
            name = model.__name__
            if name in special or (name not in app.unseen and not name.startswith("Historical")):
                yield model, special.get(name, ANY_CHANGE)


def _triggers() -> Iterator[Trigger]:
    for model, watches in watched():
        for watch in watches:
            yield Trigger(model._meta.db_table, watch)


def _tables(using: str) -> set[str]:
    return set(connections[using].introspection.table_names())


def _replace(using: str, wanted: dict[str, Trigger]) -> None:
    """Make the stamp's triggers these, at no cost where they are."""
    vendor = connections[using].vendor
    with connections[using].cursor() as cursor:
        cursor.execute(NAMES[vendor])
        there = {name: table for name, table in cursor.fetchall() if name.startswith(PREFIX)}
        for name in there.keys() - wanted.keys():
            if vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER {name}")
            else:
                cursor.execute(f"DROP TRIGGER {name} ON {there[name]}")
                cursor.execute(f"DROP FUNCTION {name}()")
        for name in wanted.keys() - there.keys():
            for statement in wanted[name].sql(vendor, name):
                cursor.execute(statement)
