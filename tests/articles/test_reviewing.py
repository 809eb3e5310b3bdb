from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import Article, Author, ReviewStep
from articles.publishing import publish
from articles.reviewing import Review, approve, is_waiting, send_back, submit, take_back
from tests.factories import make_article, make_author

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def abla() -> User:
    return User.objects.create_user("abla")


def review(**fields) -> Review:
    reviewer = make_author("Abla Deku", credentials="BSc Kinesiology")
    return Review(reviewer, **{"reviewed_on": TODAY, **fields})


def test_a_guide_that_was_handed_in_waits(abla):
    article = make_article()

    submit(article, by=abla, comment="Look at the second step.")

    step = article.review_steps.get()
    assert (step.kind, step.by, step.comment) == ("submitted", abla, "Look at the second step.")
    assert is_waiting(article)
    assert list(Article.objects.with_review().filter(review="submitted")) == [article]


def test_it_is_not_handed_in_twice(abla):
    article = make_article()
    submit(article, by=abla)

    with pytest.raises(ValidationError, match="waits for review already"):
        submit(article, by=abla)


def test_a_guide_is_taken_back_and_waits_no_longer(abla):
    article = make_article()
    submit(article, by=abla)

    take_back(article, by=abla, comment="The second step is wrong.")

    step = article.review_steps.first()
    assert (step.kind, step.by, step.comment) == ("withdrawn", abla, "The second step is wrong.")
    assert not is_waiting(article)


def test_only_what_waits_is_taken_back(abla):
    article = make_article()
    submit(article, by=abla)
    approve(article, review(), by=abla)

    with pytest.raises(ValidationError, match="does not wait for review any more"):
        take_back(article, by=abla)


@pytest.mark.parametrize("hours", [0, 5])
def test_publishing_or_scheduling_ends_a_review_that_waits(abla, hours):
    article = make_article()
    submit(article, by=abla)

    edition = publish(article, by=abla, at=timezone.now() + timedelta(hours=hours))

    step = article.review_steps.first()
    assert (step.kind, step.by, step.fingerprint) == ("published", abla, edition.fingerprint)
    assert not is_waiting(article)


def test_publishing_leaves_a_review_that_was_decided(abla):
    article = make_article()
    approve(article, review(), by=abla)

    publish(article, by=abla)

    assert [step.kind for step in article.review_steps.all()] == ["approved"]


def test_what_is_not_published_waits_on(abla):
    article = make_article(topic=None)
    submit(article, by=abla)

    with pytest.raises(ValidationError):
        publish(article, by=abla)

    assert is_waiting(article)


def test_approving_records_who_reviewed_it_with_which_credentials_when_and_until_when(abla):
    article = make_article()
    submit(article, by=abla)

    approve(article, review(due_on=date(2027, 5, 1)), by=abla, comment="Fine.")

    article.refresh_from_db()
    assert article.reviewer.name == "Abla Deku"
    assert article.reviewer_credentials == "BSc Kinesiology"
    assert (article.reviewed_on, article.review_due_on) == (TODAY, date(2027, 5, 1))
    assert not is_waiting(article)


def test_credentials_stay_as_they_were_on_the_day_of_the_review(abla):
    article = make_article()
    approve(article, review(), by=abla)

    Author.objects.filter(name="Abla Deku").update(credentials="None any more")

    assert publish(article).credentials == "BSc Kinesiology"


def test_without_a_day_the_next_review_is_due_after_as_long_as_the_site_says(abla, settings):
    settings.REVIEW_DAYS = 30
    article = make_article()

    approve(article, review(), by=abla)

    article.refresh_from_db()
    assert article.review_due_on == date(2026, 12, 22)


def test_an_approval_stands_for_the_words_that_were_approved(abla):
    article = make_article()

    step = approve(article, review(), by=abla)

    article.refresh_from_db()
    assert step.fingerprint == article.fingerprint


def test_nobody_approves_as_the_guides_own_author(abla):
    article = make_article(author=make_author("Abla Deku"))

    with pytest.raises(ValidationError, match="Nobody reviews their own guide"):
        approve(article, review(), by=abla)


def test_nobody_approves_what_they_wrote(abla):
    article = make_article(created_by=abla)

    with pytest.raises(ValidationError, match="Somebody else has to review it"):
        approve(article, review(), by=abla)

    article.refresh_from_db()
    assert article.reviewer is None


def test_what_was_handed_in_is_sent_back_with_a_reason(abla):
    article = make_article()
    submit(article, by=abla)

    send_back(article, by=abla, comment="Name a source.")

    kinds = [step.kind for step in article.review_steps.all()]
    assert kinds == ["returned", "submitted"]
    assert article.review_steps.first().comment == "Name a source."


def test_who_sends_back_says_why(abla):
    article = make_article()
    submit(article, by=abla)

    with pytest.raises(ValidationError, match="Say what is to be done"):
        send_back(article, by=abla, comment="  ")


def test_nothing_is_sent_back_that_nobody_handed_in(abla):
    with pytest.raises(ValidationError, match="Nobody has submitted"):
        send_back(make_article(), by=abla, comment="Name a source.")


def test_the_history_outlives_whoever_made_it(abla):
    article = make_article()
    submit(article, by=abla)

    abla.delete()

    assert ReviewStep.objects.get().by is None


def test_guides_whose_review_is_due_are_those_that_the_check_names(settings):
    settings.REVIEW_DAYS = 365
    due = make_article(reviewed_on=date(2026, 1, 1), review_due_on=date(2026, 11, 21))
    old = make_article(reviewed_on=date(2025, 11, 21))
    make_article(reviewed_on=date(2025, 1, 1), review_due_on=date(2026, 11, 22))
    make_article(reviewed_on=date(2025, 11, 22))
    make_article()

    with time_machine.travel("2026-11-22 12:00Z", tick=False):
        assert set(Article.objects.review_due()) == {due, old}
