import pytest

from articles.models import Article
from articles.publishing import note_change, publish
from articles.restoring import restore
from tests.factories import (
    make_article,
    make_author,
    make_picture,
    make_product,
    publish_article,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def full() -> Article:
    """A guide with something in every part, published."""
    article = make_article(
        "Hang first",
        meta_title="Hang",
        meta_description="How to hang.",
        reviewer=make_author("Abla Deku"),
        hero=make_picture(),
        sections=["Grip", {"heading": "Pull", "level": 3, "product": make_product()}],
        takeaways=["One", "Two"],
        faq=["Why?"],
        tags=["hang", "grip"],
    )
    article.sources.create(title="On grip", year=2020, url="https://example.org/")
    article.pins.create(target=publish_article().article)
    publish(article)
    return article


def rewrite(article: Article) -> None:
    article.sections.all().delete()
    article.sections.create(heading="Other", position=1)
    article.takeaways.filter(label="One").delete()
    article.faq_items.update(question="How?", answer="<p>No.</p>")
    article.sources.all().delete()
    article.pins.all().delete()
    article.tags.clear()
    Article.objects.filter(pk=article.pk).update(
        title="Hang last", meta_title="", meta_description="", hero=None, reviewer=None
    )
    note_change(Article.objects.get(pk=article.pk))


def test_an_edition_that_is_restored_says_the_same_to_the_letter(full):
    edition = full.editions.get()
    rewrite(full)

    assert restore(edition)

    again = publish(Article.objects.get(pk=full.pk))
    assert again.fingerprint == edition.fingerprint
    assert again.body.to_json() == edition.body.to_json()


def test_readers_see_nothing_of_it(full):
    rewrite(full)
    publish(full)

    restore(full.editions.get(number=1))

    assert full.editions.live().get().title == "Hang last"
    assert Article.objects.with_status().get(pk=full.pk).status.kind == "changed"


def test_what_was_on_the_desk_goes_into_the_history_first(full):
    rewrite(full)

    restore(full.editions.get())

    kept = full.editions.get(number=2)
    assert (kept.title, kept.live_from) == ("Hang last", None)
    assert kept.note == "The desk copy before edition 1 was restored"
    assert full.editions.live().get().number == 1


def test_what_an_edition_says_already_is_not_kept_twice(full):
    restore(full.editions.get())

    assert full.editions.count() == 1


def test_anchors_and_rows_stay_where_they_can(full):
    before = list(full.sections.values_list("pk", "anchor"))
    full.sections.filter(heading="Grip").update(heading="Hold")

    restore(full.editions.get())

    assert list(full.sections.values_list("pk", "anchor")) == before
    assert full.sections.first().heading == "Grip"


def test_the_address_stays_the_guides_own(full):
    Article.objects.filter(pk=full.pk).update(slug="elsewhere")

    restore(full.editions.get())

    full.refresh_from_db()
    assert full.slug == "elsewhere"


def test_what_was_deleted_meanwhile_is_left_out_and_that_is_said(full):
    edition = full.editions.get()
    full.sections.get(heading="Pull").product.delete()
    full.pins.get().target.editions.all().delete()
    full.pins.get().target.delete()

    assert not restore(edition)

    assert full.sections.get(heading="Pull").product is None
    assert not full.pins.exists()


def test_an_empty_desk_copy_is_no_obstacle(full):
    full.sections.all().delete()
    Article.objects.filter(pk=full.pk).update(topic=None, author=None)

    assert restore(full.editions.get())
