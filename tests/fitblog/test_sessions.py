"""Sessions are Django's own, read by a prepared query."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from fitblog.lib.sessions import SessionStore

pytestmark = pytest.mark.django_db


def make_session() -> str:
    session = SessionStore()
    session["cart"] = "k"
    session.create()
    return session.session_key


def test_what_was_kept_is_there_in_one_query(django_assert_num_queries):
    key = make_session()

    with django_assert_num_queries(1):
        assert SessionStore(key)["cart"] == "k"


def test_djangos_own_store_reads_and_writes_the_same():
    theirs = db.SessionStore(make_session())
    theirs["cart"] = "other"
    theirs.save()

    assert SessionStore(theirs.session_key)["cart"] == "other"


def test_an_ended_session_is_forgotten():
    key = make_session()
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    session = SessionStore(key)

    assert "cart" not in session
    assert session.session_key is None
