"""What every test stands on."""

from django.db.backends.signals import connection_created

from tests import emptying  # noqa: F401  (takes the place of Django's flush)


def know_features(connection, **_more):
    """Ask SQLite for its JSON functions when a connection opens, not in the first page's count.

    Django asks once a connection, with three statements. The browser tests start an event loop
    in the thread of the tests, and Django opens that thread a new connection from then on.
    """
    assert connection.features.supports_json_field


connection_created.connect(know_features)


def pytest_addoption(parser):
    parser.addoption(
        "--only-database",
        action="store_true",
        help="only what asks the database: for the second one, when all has run on the first",
    )


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--only-database"):
        return
    asks = [item for item in items if asks_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asks)])
    items[:] = asks


def asks_the_database(item) -> bool:
    return bool(
        item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)
    )
