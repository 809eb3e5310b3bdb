"""Rows of another table inside one query."""

import pytest
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from articles.models import Edition, Tag
from fitblog.lib.rows import JSONRows
from tests.factories import publish_article

pytestmark = pytest.mark.django_db


def with_tags():
    tags = Tag.objects.filter(editions=OuterRef("pk")).order_by("-name")
    return Edition.objects.annotate(rows=JSONRows(tags.values(row=JSONObject(name="name"))))


def test_the_rows_come_as_dicts_in_their_order():
    publish_article(tags=["Bar", "Grip", "Chalk"])

    assert with_tags().get().rows == [{"name": "Grip"}, {"name": "Chalk"}, {"name": "Bar"}]


def test_no_rows_are_an_empty_list():
    publish_article()

    assert with_tags().get().rows == []


def test_each_row_has_its_own():
    publish_article("Hang", tags=["Bar"])
    publish_article("Lunch", tags=["Tin"])

    found = {edition.title: edition.rows for edition in with_tags()}

    assert found == {"Hang": [{"name": "Bar"}], "Lunch": [{"name": "Tin"}]}


def test_quotes_and_other_alphabets_come_through():
    publish_article(tags=['The "heavy" one', "Größe"])

    assert [row["name"] for row in with_tags().get().rows] == ['The "heavy" one', "Größe"]
