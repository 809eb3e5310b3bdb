import pytest
from django.core import signals
from django.db import close_old_connections


@pytest.fixture
def one_connection():
    """That of the test, which a request to the WSGI application would close."""
    around = (signals.request_started, signals.request_finished)
    for signal in around:
        signal.disconnect(close_old_connections)
    yield
    for signal in around:
        signal.connect(close_old_connections)
