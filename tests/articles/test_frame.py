"""What stands around a page is the same, whoever asks for it."""

import pytest
from django.utils import timezone

from articles.frame import around, frame_of, with_frame
from articles.models import Edition, PlainPage
from tests.factories import make_topic, publish_article

pytestmark = pytest.mark.django_db


def test_it_comes_along_with_a_guide_as_it_comes_alone():
    for position, name in enumerate(["Strength", "Engine", "Food"]):
        make_topic(name, position=-position % 3, colour="green")
    for position, title in enumerate(["Returns", "About", "Hidden"]):
        PlainPage.objects.create(
            title=title,
            slug=title.lower(),
            text="<p>So.</p>",
            position=-position % 3,
            is_in_footer=title != "Hidden",
        )
    publish_article()

    edition = with_frame(Edition.objects.live(timezone.now())).get()

    assert frame_of(edition) == around()
    assert [topic.name for topic in around().topics] == ["Strength", "Food", "Engine"]
    assert [page.title for page in around().pages] == ["Returns", "About"]


def test_it_may_be_empty():
    publish_article(topic=make_topic("Strength"))

    assert frame_of(with_frame(Edition.objects.all()).get()).pages == around().pages == ()
