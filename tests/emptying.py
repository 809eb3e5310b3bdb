"""What a test with real transactions leaves behind goes, row by row.

Django's `flush` truncates every table and then makes all permissions anew: one to four seconds a
test on PostgreSQL. What only migrations write stays here, and few tables hold anything else.
"""

from functools import cache

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase

from fitblog.lib import stamp

WRITTEN_BY_MIGRATE = {
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
    "lib_stamp",
}
OF_NO_MODEL = {"search_text"}


def empty(connection: BaseDatabaseWrapper) -> None:
    """Delete all rows of a test. Foreign keys are checked at the end, so the order is free."""
    quote = connection.ops.quote_name
    filled = (f"SELECT '{t}' WHERE EXISTS (SELECT 1 FROM {quote(t)})" for t in _tables(connection))
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(filled))
        for (table,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {quote(table)}")
    if stamp.current() is None:  # a test took it away, and perhaps its triggers
        stamp.start(connection.alias)


@cache
def _tables(connection: BaseDatabaseWrapper) -> list[str]:
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return sorted({*tables} - WRITTEN_BY_MIGRATE | OF_NO_MODEL)


def empty_all(case: TransactionTestCase) -> None:
    for alias in case._databases_names(include_mirrors=False):
        empty(connections[alias])


TransactionTestCase._fixture_teardown = empty_all
