"""Publishing what was imported: topic and author wished for, or guessed and said."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.importing.desk import Refused, Wishes, write
from articles.importing.proposal import Proposal
from articles.models import Article, Author, Edition, Topic
from articles.publishing import publish, unpublish
from tests.articles.hanging import TEXT, fresh, imported, proposal
from tests.articles.imported import read
from tests.factories import make_author, make_topic, publish_article

pytestmark = pytest.mark.django_db


def test_topic_and_author_are_set_as_wished():
    topic, author = make_topic("Mobility"), make_author("Abla Deku")

    written = write(read(TEXT), Wishes(topic=topic, author=author, publish=True))

    edition = Edition.objects.live().get()
    assert (edition.topic, edition.author) == (topic, author)
    assert written.edition == edition
    assert written.guesses == []


def test_what_is_missing_is_guessed_and_said():
    publish_article("Pull well", topic=make_topic(), author=make_author())

    written = write(read(TEXT), Wishes(publish=True))

    assert {guess.part for guess in written.guesses} == {"topic", "author"}
    assert fresh(written.article).topic == make_topic()


def test_the_guesses_stay_with_the_draft():
    make_topic(), make_author()
    first = write(read(TEXT), Wishes(publish=True)).article

    again = write(read(TEXT), Wishes(publish=True))

    assert again.guesses == []
    kept = Proposal.from_json(fresh(first).proposal).decisions
    assert [d.part for d in kept if d.part in ("topic", "author")] == ["topic", "author"]


def test_an_explicit_topic_ends_the_guess():
    make_topic(), make_author()
    first = write(read(TEXT), Wishes(publish=True)).article

    write(read(TEXT), Wishes(topic=make_topic("Food")))

    kept = Proposal.from_json(fresh(first).proposal).decisions
    assert [d.part for d in kept if d.part in ("topic", "author")] == ["author"]


@pytest.mark.parametrize(
    ("make", "missing"), [([], "topic"), ([make_topic], "author")], ids=["topic", "author"]
)
def test_a_site_without_topics_or_authors_refuses_and_writes_nothing(make, missing):
    for maker in make:
        maker()

    with pytest.raises(Refused, match=f"needs an? {missing}"):
        write(read(TEXT), Wishes(publish=True))

    assert not Article.objects.exists()


def test_a_draft_needs_neither_topic_nor_author():
    assert write(read(TEXT), Wishes()).outcome == "made"
    assert not Topic.objects.exists()
    assert not Author.objects.exists()


def test_publishing_the_same_again_makes_no_second_edition():
    make_topic(), make_author()
    write(read(TEXT), Wishes(publish=True))

    written = write(read(TEXT), Wishes(publish=True))

    assert (written.outcome, written.edition, written.is_live) == ("unchanged", None, True)
    assert Edition.objects.count() == 1


def test_a_newer_text_waits_until_it_is_published():
    make_topic(), make_author()
    article = write(read(TEXT), Wishes(publish=True)).article

    written = write(proposal(Ten_seconds_count="Nine are enough"), Wishes())

    assert not written.is_live
    assert Article.objects.with_status().get(pk=article.pk).status.kind == "changed"
    assert "Ten seconds" in Edition.objects.live().get().text


def test_a_guide_taken_from_readers_is_shown_again():
    make_topic(), make_author()
    article = write(read(TEXT), Wishes(publish=True)).article
    unpublish(article)

    written = write(read(TEXT), Wishes(publish=True))

    assert written.outcome == "unchanged"
    assert Edition.objects.live().get() == written.edition


def test_a_reviewer_cannot_become_the_author():
    article = imported()
    reviewer = make_author("Ines Marlow")
    Article.objects.filter(pk=article.pk).update(reviewer=reviewer)

    with pytest.raises(Refused, match="Ines Marlow reviews this guide"):
        write(read(TEXT), Wishes(author=reviewer))


def test_an_edition_that_is_due_later_is_not_overtaken():
    article = imported(topic=make_topic(), author=make_author())
    publish(article, at=timezone.now() + timedelta(days=1))

    with pytest.raises(Refused, match="Cancel that first"):
        write(proposal(Ten_seconds_count="Nine are enough"), Wishes(publish=True))

    assert "Ten seconds" in article.takeaways.first().text
