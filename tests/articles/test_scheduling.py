"""Editions in time: what is due, what gives way, what comes back. The clock alone decides."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.models import Article, Edition
from articles.publishing import cancel, expire, publish, unpublish
from articles.timeline import timeline
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def day(number: int) -> datetime:
    return datetime(2026, 11, number, 9, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(day(1), tick=False) as traveller:
        yield traveller


@pytest.fixture
def article(clock) -> Article:
    return make_article("Hang first")


def shown(*days: int) -> list[int | None]:
    """The number of the edition that readers see on each of these days."""
    found = [Edition.objects.live(day(number)).values_list("number", flat=True) for number in days]
    return [next(iter(numbers), None) for numbers in found]


def test_a_scheduled_edition_appears_with_its_minute_and_needs_no_job(article, clock):
    publish(article, at=day(3))

    assert shown(1, 2, 3, 4) == [None, None, 1, 1]


def test_a_scheduled_change_takes_over_from_what_is_live(article):
    publish(article)
    publish(article, at=day(3))

    assert shown(1, 2, 3, 4) == [1, 1, 2, 2]


def test_scheduling_anew_takes_the_place_of_what_was_due(article):
    publish(article)
    publish(article, at=day(3))
    publish(article, at=day(5))

    assert shown(1, 3, 4, 5) == [1, 1, 1, 3]
    assert Edition.objects.get(number=2).live_from is None


def test_nothing_is_published_past_an_edition_that_is_due(article):
    publish(article, at=day(3))

    with pytest.raises(ValidationError, match="Edition 1 goes live on 3 Nov 2026 09:00"):
        publish(article)

    assert shown(1, 3) == [None, 1]


def test_what_is_cancelled_never_appears_and_leaves_no_gap(article):
    publish(article)
    publish(article, at=day(3))

    assert cancel(article).number == 2

    assert shown(1, 3, 9) == [1, 1, 1]


def test_cancelling_what_is_not_due_does_nothing(article):
    publish(article)

    assert cancel(article) is None

    assert shown(1) == [1]


def test_a_guide_leaves_the_site_when_it_is_told_to(article):
    publish(article)
    expire(article, day(4))

    assert shown(1, 3, 4) == [1, 1, None]


def test_an_end_outlives_a_new_edition_a_scheduled_one_and_its_cancelling(article, clock):
    publish(article)
    expire(article, day(8))
    clock.move_to(day(2))
    publish(article)
    publish(article, at=day(4))
    assert shown(1, 2, 3, 4, 7, 8) == [1, 2, 2, 3, 3, None]

    cancel(article)

    assert shown(2, 7, 8) == [2, 2, None]


def test_an_end_can_be_taken_back(article):
    publish(article)
    expire(article, day(4))

    expire(article, None)

    assert shown(4) == [1]


def test_what_is_due_after_the_end_of_what_is_live_leaves_the_gap_that_was_asked_for(article):
    publish(article)
    expire(article, day(3))
    publish(article, at=day(5))

    assert shown(2, 3, 4, 5) == [1, None, None, 2]


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (day(1), "Choose a time that is still to come."),
        (day(3), "Edition 1 goes live on 3 Nov 2026 09:00. Choose a later time"),
    ],
)
def test_an_end_that_does_not_fit_is_refused(article, at, sentence):
    publish(article, at=day(3))

    with pytest.raises(ValidationError, match=sentence):
        expire(article, at)


def test_a_guide_that_nobody_sees_has_no_end(article):
    with pytest.raises(ValidationError, match="Readers do not see this guide"):
        expire(article, day(3))


def test_unpublishing_withdraws_what_is_due_and_keeps_it_in_the_history(article, clock):
    publish(article)
    clock.move_to(day(2))
    publish(article, at=day(4))

    assert unpublish(article)

    assert shown(1, 2, 4) == [1, None, None]
    assert article.editions.count() == 2


def test_a_number_is_never_used_twice(article):
    publish(article, at=day(3))
    cancel(article)

    assert publish(article).number == 2


def test_a_guide_came_out_when_readers_first_saw_it(article, clock):
    publish(article, at=day(3))
    cancel(article)
    clock.move_to(day(5))

    assert publish(article).published_at == day(5)


@pytest.mark.parametrize(
    "fields", [{"live_from": day(1)}, {"live_until": day(9)}, {"live_from": None}]
)
def test_the_database_itself_refuses_two_editions_in_one_place(article, fields):
    first = publish(article)
    expire(article, day(9))
    other = Edition.objects.get(pk=first.pk)
    other.pk, other.number, other.live_from, other.live_until = None, 2, day(2), day(8)
    for name, value in fields.items():
        setattr(other, name, value)

    with pytest.raises(IntegrityError), transaction.atomic():
        other.save(force_insert=True)


def test_one_line_says_what_readers_see_now_and_next(article, clock, settings):
    settings.TIME_ZONE = "Europe/Berlin"

    def sentence() -> str:
        return timeline(article).sentence

    assert sentence() == "Readers have seen nothing of this guide yet."
    publish(article, at=day(3))
    assert sentence() == (
        "Readers have seen nothing of this guide yet; edition 1 goes live on 3 Nov 2026 10:00."
    )
    clock.move_to(day(4))
    assert sentence() == "Edition 1, live since 3 Nov 2026 10:00 Berlin."
    expire(article, day(9))
    assert sentence() == (
        "Edition 1, live since 3 Nov 2026 10:00 Berlin; it leaves the site on 9 Nov 2026 10:00."
    )
    publish(article, at=day(6))
    assert sentence() == (
        "Edition 1, live since 3 Nov 2026 10:00 Berlin; edition 2 goes live on 6 Nov 2026 10:00; "
        "it leaves the site on 9 Nov 2026 10:00."
    )
    clock.move_to(day(10))
    assert sentence() == "Off the site since 9 Nov 2026 10:00 Berlin."


def test_the_line_costs_one_query_however_long_the_history(article, django_assert_num_queries):
    for number in range(1, 9):
        publish(article, at=day(number)) if number > 1 else publish(article)

    with django_assert_num_queries(1):
        assert timeline(article).due.number == 8
