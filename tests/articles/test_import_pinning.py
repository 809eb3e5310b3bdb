"""Hints that name a live guide become pins."""

import pytest

from articles.importing.desk import Wishes, write
from articles.models import RelatedPin
from articles.publishing import note_change, publish
from tests.articles.hanging import TEXT, imported
from tests.articles.imported import read
from tests.factories import make_article, publish_article

pytestmark = pytest.mark.django_db

WITH_CARD = TEXT + (
    "\nRead more\n\nOwn the Bottom of Your Squat\nMobility\n\nWall rocks and goblet pauses,"
    " and a heel that learns to stay down.\n\nRead more\n"
)


def test_a_hint_that_names_a_live_guide_is_pinned():
    squat = publish_article("Own the bottom of your squat").article

    written = write(read(WITH_CARD), Wishes())

    assert RelatedPin.objects.get().target == squat
    assert written.pinned == ["Own the Bottom of Your Squat"]


def test_a_draft_is_not_pinned_but_once_it_is_live_the_next_import_pins_it():
    squat = make_article("Own the bottom of your squat")
    write(read(WITH_CARD), Wishes())
    assert not RelatedPin.objects.exists()

    publish(squat)
    written = write(read(WITH_CARD), Wishes())

    assert written.outcome == "updated"
    assert RelatedPin.objects.get().target == squat


def test_a_pin_that_an_editor_took_away_stays_away():
    publish_article("Own the bottom of your squat")
    write(read(WITH_CARD), Wishes())
    RelatedPin.objects.all().delete()

    written = write(read(WITH_CARD), Wishes())

    assert not RelatedPin.objects.exists()
    assert written.pinned == []


def test_pins_of_the_editor_stay_first():
    own = publish_article("Chosen by hand").article
    article = imported()
    RelatedPin.objects.create(article=article, target=own, position=0)
    note_change(article)
    publish_article("Own the bottom of your squat")

    write(read(WITH_CARD), Wishes())

    titles = [pin.target.title for pin in article.pins.all()]
    assert titles == ["Chosen by hand", "Own the bottom of your squat"]
