from pathlib import Path

import pytest

from fitblog.lib import env


@pytest.fixture
def say(monkeypatch):
    return lambda value: monkeypatch.setenv("WORD", value)


@pytest.mark.parametrize("word", ["1", "true", "Yes", " on "])
def test_a_flag_is_raised_by_these_words(say, word):
    say(word)

    assert env.flag("WORD", False) is True


@pytest.mark.parametrize("word", ["0", "false", "No", "off", ""])
def test_a_flag_is_lowered_by_these_words(say, word):
    say(word)

    assert env.flag("WORD", True) is False


@pytest.mark.parametrize("default", [True, False])
def test_a_flag_nobody_set_is_its_default(default):
    assert env.flag("WORD_THAT_NOBODY_SET", default) is default


def test_words_lose_their_blanks_and_the_empty_ones(say):
    say(" a.example , ,b.example,")

    assert env.words("WORD") == ["a.example", "b.example"]


@pytest.mark.parametrize("value", ["-1", "1.5", "ten"])
def test_a_number_is_whole_and_not_negative(say, value):
    say(value)

    with pytest.raises(SystemExit, match="whole number"):
        env.number("WORD", 3)


@pytest.mark.parametrize("value", ["https://pay.example.org", "https://Pay.Example.org/"])
def test_an_origin_is_a_scheme_and_a_host(say, value):
    say(value)

    assert env.origin("WORD", "https://example.org") == "https://pay.example.org"


def test_an_origin_nobody_set_is_its_default(say):
    say("")

    assert env.origin("WORD", "https://example.org") == "https://example.org"


@pytest.mark.parametrize(
    "value",
    ["pay.example.org", "http://pay.example.org", "https://a.org/b", "https://a.org *"],
)
def test_what_is_more_or_less_than_an_origin_is_refused(say, value):
    say(value)

    with pytest.raises(SystemExit, match="write https:// and a host"):
        env.origin("WORD", "https://example.org")


def test_without_an_address_the_database_is_one_sqlite_file_that_queues_its_writers(say):
    say("")

    database = env.database("WORD", Path("site.sqlite3"))

    assert database["NAME"] == Path("site.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
    assert database["CONN_MAX_AGE"] is None


def test_a_sqlite_address_names_another_file(say):
    say("sqlite:////srv/site.db")

    assert env.database("WORD", Path("site.sqlite3"))["NAME"] == "/srv/site.db"


def test_a_postgres_address_is_taken_apart_and_unquoted(say):
    say("postgres://shop:p%40ss@db.example:5433/fit%20blog?sslmode=require")

    database = env.database("WORD", Path("site.sqlite3"))

    assert (database["USER"], database["PASSWORD"]) == ("shop", "p@ss")
    assert (database["HOST"], database["PORT"]) == ("db.example", 5433)
    assert database["NAME"] == "fit blog"
    assert database["OPTIONS"] == {"sslmode": "require"}
