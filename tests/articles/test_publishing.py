import pytest
from django.core.exceptions import ValidationError

from articles.models import Article, Edition
from articles.publishing import compose, note_change, publish, unpublish
from tests.factories import make_article, publish_article

pytestmark = pytest.mark.django_db


def status_of(article: Article) -> str:
    return Article.objects.with_status().get(pk=article.pk).status.kind


def test_an_edition_shows_what_the_desk_copy_said_when_it_was_published():
    article = make_article(
        "Hang first", sections=["Grip", "Pull"], takeaways=["Hang"], faq=["Why?"]
    )

    publish(article)
    article.sections.update(heading="Something else")

    body = Edition.objects.get().body
    assert [section.heading for section in body.sections] == ["Grip", "Pull"]
    assert body.takeaways[0].label == "Hang"
    assert body.faq[0].question == "Why?"


def test_composing_writes_nothing():
    article = make_article(sections=["Grip"])

    compose(article)

    assert not Edition.objects.exists()


def test_publishing_twice_ends_the_first_edition_where_the_second_begins():
    article = make_article()
    first = publish(article)

    second = publish(article)

    first.refresh_from_db()
    assert first.live_until == second.live_from
    assert list(Edition.objects.live()) == [second]
    assert (second.number, second.published_at) == (2, first.published_at)


def test_a_guide_without_a_topic_is_not_published():
    article = make_article(topic=None)

    with pytest.raises(ValidationError) as refused:
        publish(article)

    assert list(refused.value.message_dict) == ["topic"]
    assert not Edition.objects.exists()


def test_unpublishing_takes_the_guide_from_readers():
    edition = publish_article()

    assert unpublish(edition.article)

    assert not Edition.objects.live().exists()
    assert status_of(edition.article) == "expired"


def test_a_change_on_the_desk_shows_as_unpublished():
    article = publish_article(sections=["Grip"]).article
    assert status_of(article) == "live"

    article.sections.update(heading="Grip harder")
    note_change(article)

    assert status_of(article) == "changed"


def test_taking_the_change_back_makes_the_guide_plainly_live_again():
    article = publish_article(sections=["Grip"]).article
    article.sections.update(heading="Grip harder")
    note_change(article)

    article.sections.update(heading="Grip")
    note_change(article)

    assert status_of(article) == "live"


def test_a_section_keeps_its_anchor_when_its_heading_changes():
    article = publish_article(sections=["Grip"]).article
    article.sections.update(heading="Hands")

    edition = publish(article)

    assert edition.body.sections[0].anchor == "grip"


def test_two_sections_of_one_heading_have_two_anchors():
    edition = publish_article(sections=["Grip", "Grip"])

    assert [section.anchor for section in edition.body.sections] == ["grip", "grip-2"]


def test_script_in_a_body_does_not_reach_the_edition():
    edition = publish_article(sections=[{"heading": "Grip", "body": "<p>Hi<script>x</script></p>"}])

    assert edition.body.sections[0].body == "<p>Hi</p>"
