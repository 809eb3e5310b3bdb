"""Django's sessions in the database, read by a prepared query: a shopper's every page begins so."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from fitblog.lib.prepared import Given, prepared


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        session = _lasting.first(key=self.session_key, at=timezone.now())
        if session is None:
            self._session_key = None
        return session


@prepared
def _lasting(key: Given, at: Given) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=at)
