"""Counts of queries that hold whatever ran before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.mark.django_db
def test_a_new_connection_asks_nothing_within_the_count_of_a_page():
    fresh = connection.copy()
    fresh.ensure_connection()

    with CaptureQueriesContext(fresh) as counted:
        assert fresh.features.has_json_object_function
    fresh.close()

    assert len(counted) == 0
