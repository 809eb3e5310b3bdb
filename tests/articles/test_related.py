"""Which guides stand under “Keep going”."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.models import Edition, RelatedExclusion, RelatedNeighbour, RelatedPin
from articles.publishing import compose, publish, unpublish
from articles.related import related_editions
from tests.factories import make_article, make_topic, publish_article

pytestmark = pytest.mark.django_db


def related(edition: Edition, **options) -> list[str]:
    found = related_editions(edition, list(edition.tags.all()), **options)
    return [other.title for other in found]


def list_neighbour(edition: Edition, other: Edition, score: float) -> None:
    RelatedNeighbour.objects.create(article=edition.article, target=other.article, score=score)


def pin(edition: Edition, *targets: Edition) -> Edition:
    for position, target in enumerate(targets):
        RelatedPin.objects.create(article=edition.article, target=target.article, position=position)
    return publish(edition.article)


def test_pins_come_first_in_the_editors_order():
    edition, near = publish_article("Hang"), publish_article("Near")
    far, farther = (publish_article(t, topic=make_topic("Food")) for t in ("Far", "Farther"))

    edition = pin(edition, farther, far)

    assert related(edition) == ["Farther", "Far", near.title]


def test_then_the_stored_neighbours_the_nearest_first():
    far, near = publish_article("Far"), publish_article("Near")
    publish_article("Tagged", tags=["Bar"])
    edition = publish_article("Hang", tags=["Bar"])
    list_neighbour(edition, near, 0.9)
    list_neighbour(edition, far, 0.1)

    assert related(edition) == ["Near", "Far", "Tagged"]


def test_then_those_that_share_the_most_tags_and_then_the_newest():
    publish_article("Both", tags=["Bar", "Grip", "Chalk"])
    publish_article("One", tags=["Bar"])
    publish_article("None")
    edition = publish_article("Hang", tags=["Bar", "Grip"])

    assert related(edition, limit=4) == ["Both", "One", "None"]


def test_a_neighbour_that_readers_cannot_see_makes_room_for_the_next():
    gone, later = publish_article("Gone"), make_article("Later")
    edition = publish_article("Hang")
    list_neighbour(edition, gone, 0.9)
    unpublish(gone.article)
    due = publish(later, at=timezone.now() + timedelta(hours=1))
    list_neighbour(edition, due, 0.8)
    publish_article("Newest")

    assert related(edition) == ["Newest"]
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert related(edition) == ["Later", "Newest"]


@pytest.mark.parametrize("says_so", ["this one", "the other one"])
def test_a_pair_that_an_editor_keeps_apart_stands_under_neither(says_so):
    near, edition = publish_article("Near"), publish_article("Hang")
    publish_article("Other")
    list_neighbour(edition, near, 0.9)
    pair = (edition, near) if says_so == "this one" else (near, edition)
    RelatedExclusion.objects.create(article=pair[0].article, target=pair[1].article)

    assert related(edition) == ["Other"]


def test_a_pin_counts_more_than_a_pair_kept_apart():
    near, edition = publish_article("Near"), publish_article("Hang")
    RelatedExclusion.objects.create(article=near.article, target=edition.article)

    assert related(pin(edition, near)) == ["Near"]


def test_among_equals_the_newest_comes_first():
    for title in ("First", "Second", "Third", "Fourth"):
        publish_article(title)
    edition = publish_article("Hang")

    assert related(edition) == ["Fourth", "Third", "Second"]


def test_never_the_guide_itself():
    edition = publish_article("Hang", tags=["Bar"])

    assert related(edition) == []


def test_never_twice_though_pinned_and_near():
    near = publish_article("Near", tags=["Bar"])
    edition = pin(publish_article("Hang", tags=["Bar"]), near)

    assert related(edition) == ["Near"]


def test_never_one_that_readers_cannot_see():
    gone, draft = publish_article("Gone"), make_article("Draft")
    edition = publish_article("Hang")
    RelatedPin.objects.create(article=edition.article, target=draft, position=1)
    edition = pin(edition, gone)
    unpublish(gone.article)

    assert related(edition) == []


def test_a_guide_of_many_editions_stands_there_once_as_it_is_now():
    article = publish_article("Near", tags=["Bar"]).article
    article.title = "Nearer"
    article.save()
    publish(article)

    assert related(publish_article("Hang", tags=["Bar"])) == ["Nearer"]


def test_an_unsaved_edition_has_relations_too():
    publish_article("Near", tags=["Bar"])
    publish_article("None")
    composed = compose(make_article("Hang", tags=["Bar"]))

    found = related_editions(composed.edition, composed.tags)

    assert [other.title for other in found] == ["Near", "None"]


def test_one_query_brings_all_that_the_cards_show(django_assert_num_queries):
    for _ in range(4):
        publish_article(tags=["Bar"])
    edition = publish_article(tags=["Bar"])
    tags = list(edition.tags.all())

    with django_assert_num_queries(1):
        found = related_editions(edition, tags)
        cards = [(other.get_absolute_url(), other.topic.name, other.picture) for other in found]

    assert len(cards) == 3


def test_a_shelf_of_thousands_is_not_looked_through(monkeypatch):
    monkeypatch.setattr("articles.related.shown.CONSIDERED", 2)
    monkeypatch.setattr("articles.related.shown.SPARE", 0)
    publish_article("Old but close", tags=["Bar"])
    publish_article("Second", tags=["Bar"])
    publish_article("Newest")
    edition = publish_article("Hang", tags=["Bar"])

    assert related(edition, limit=2) == ["Second", "Newest"]
