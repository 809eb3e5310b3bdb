"""The stored lists: made from all guides, and kept while guides come and go."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from articles.models import Edition, RelatedGuide, RelatedNeighbour, RelatedTerm, RelatedWord
from articles.publishing import cancel, publish, unpublish
from articles.related import refreshing, related_editions
from articles.related.rebuilding import nearest, rebuild
from tests.factories import make_article, publish_article

pytestmark = pytest.mark.django_db
TEXTS = {
    "Hang longer": "grip forearm bar chalk shoulder hang",
    "Grip for climbers": "grip forearm chalk rope finger wall",
    "Shoulder health": "shoulder band press hang rotate",
    "Oats for breakfast": "oats breakfast milk protein spoon",
    "Protein at night": "protein milk sleep spoon yoghurt",
    "Run slow": "pace breath heart hill shoe",
    "Run far": "pace heart hill shoe water",
    "Breath and heart": "breath heart pace sleep water",
}


def write(title: str, text: str = "", **fields):
    return make_article(title, introduction=f"<p>{text or TEXTS[title]}</p>", **fields)


@pytest.fixture
def shelf() -> dict[str, Edition]:
    """Published and weighed."""
    editions = {title: publish(write(title)) for title in TEXTS}
    rebuild()
    return editions


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """What is done after the commit is done when the block ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def listed(edition: Edition) -> list[str]:
    rows = edition.article.neighbours.order_by("-score").select_related("target")
    return [row.target.title for row in rows]


def rows() -> set[tuple[str, str, float]]:
    found = RelatedNeighbour.objects.values_list("article__title", "target__title", "score")
    return {(own, other, round(score, 3)) for own, other, score in found}


def test_guides_that_share_words_stand_in_each_others_lists(shelf):
    assert listed(shelf["Grip for climbers"])[0] == "Hang longer"
    assert listed(shelf["Oats for breakfast"])[0] == "Protein at night"
    assert listed(shelf["Run far"])[0] == "Run slow"


def test_from_five_guides_on_every_page_has_its_full_list(shelf):
    for edition in shelf.values():
        assert len(related_editions(edition, [])) == 3


def test_a_page_shows_what_is_listed(shelf):
    edition = shelf["Hang longer"]

    shown = [other.title for other in related_editions(edition, [], limit=2)]

    assert shown == listed(edition)[:2]


def test_a_second_rebuild_changes_nothing(shelf):
    before = rows(), RelatedTerm.objects.count(), RelatedWord.objects.count()

    call_command("rebuild_related")

    assert (rows(), RelatedTerm.objects.count(), RelatedWord.objects.count()) == before


def test_memory_and_database_find_the_same_neighbours(shelf):
    articles = list(RelatedGuide.objects.order_by("article").values_list("pk", flat=True))
    weights = [
        list(RelatedTerm.objects.filter(article=pk).values_list("word__term", "weight"))
        for pk in articles
    ]

    in_memory = [
        {articles[place]: score for score, place in candidates} for candidates in nearest(weights)
    ]

    assert in_memory == [refreshing.nearest(pk) for pk in articles]


@pytest.mark.parametrize(("lanes", "rare"), [(3, 0), (3, 99), (99, 0), (1, 2)])
def test_neighbours_are_the_same_however_they_are_counted(shelf, monkeypatch, lanes, rare):
    before = rows()
    monkeypatch.setattr("articles.related.rebuilding.LANES", lanes)
    monkeypatch.setattr("articles.related.rebuilding.RARE", rare)

    rebuild()

    assert rows() == before


def test_publishing_lists_the_guide_and_offers_it_to_the_others(shelf, at_once, monkeypatch):
    monkeypatch.setattr("articles.related.refreshing.FEW_GUIDES", 0)

    with at_once():
        edition = publish(write("Rope climbing", "rope wall finger grip chalk forearm"))

    assert listed(edition)[0] == "Grip for climbers"
    assert listed(shelf["Grip for climbers"])[0] == "Rope climbing"


def test_where_guides_are_few_each_new_one_weighs_all_anew(shelf, at_once):
    with at_once():
        publish(write("Yoghurt", "yoghurt milk spoon breakfast sleep"))

    kept = rows()
    rebuild()
    assert rows() == kept
    assert set(RelatedGuide.objects.values_list("among", flat=True)) == {9}


def test_a_list_keeps_so_many_and_no_more(shelf, at_once, monkeypatch):
    monkeypatch.setattr("articles.related.refreshing.FEW_GUIDES", 0)
    monkeypatch.setattr("articles.related.refreshing.KEPT", 1)

    with at_once():
        edition = publish(write("Rope climbing", "rope wall finger grip chalk forearm"))

    assert listed(shelf["Grip for climbers"]) == ["Rope climbing"]
    assert len(listed(edition)) == 1


def test_a_new_text_finds_new_neighbours(shelf, at_once, monkeypatch):
    monkeypatch.setattr("articles.related.refreshing.FEW_GUIDES", 0)
    article = shelf["Oats for breakfast"].article
    article.introduction, article.title = "<p>grip forearm chalk rope</p>", "Chalk"
    article.save()

    with at_once():
        edition = publish(article)

    assert listed(edition)[0] == "Grip for climbers"
    assert "Chalk" not in listed(shelf["Protein at night"])
    assert RelatedWord.objects.get(term="oats").guides == 0


def test_an_unpublished_guide_leaves_all_lists(shelf, at_once):
    article = shelf["Run slow"].article

    with at_once():
        unpublish(article)

    assert not RelatedNeighbour.objects.filter(target=article).exists()
    assert not RelatedTerm.objects.filter(article=article).exists()
    assert RelatedWord.objects.get(term="hill").guides == 1


def test_a_scheduled_guide_is_listed_and_shown_once_it_is_live(shelf, at_once):
    at = timezone.now() + timedelta(hours=1)

    with at_once():
        publish(write("Rope climbing", "rope wall finger grip chalk forearm"), at=at)

    edition = shelf["Grip for climbers"]
    assert listed(edition)[0] == "Rope climbing"
    assert related_editions(edition, [])[0].title == "Hang longer"
    with time_machine.travel(at + timedelta(seconds=1)):
        assert related_editions(edition, [])[0].title == "Rope climbing"


def test_what_was_scheduled_and_cancelled_is_listed_no_more(shelf, at_once):
    article = write("Rope climbing", "rope wall finger grip chalk forearm")
    with at_once():
        publish(article, at=timezone.now() + timedelta(hours=1))
    with at_once():
        cancel(article)

    assert not RelatedNeighbour.objects.filter(target=article).exists()


def test_a_guide_that_was_over_by_the_clock_is_forgotten_by_the_next_rebuild(shelf):
    article = shelf["Run slow"].article
    Edition.objects.filter(article=article).update(
        live_until=timezone.now() + timedelta(milliseconds=1)
    )

    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        rebuild()

    assert not RelatedGuide.objects.filter(article=article).exists()
    assert not RelatedNeighbour.objects.filter(target=article).exists()


def test_an_edition_that_is_known_is_not_weighed_anew(
    shelf, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr("articles.related.refreshing.FEW_GUIDES", 0)

    with django_assert_num_queries(5):
        refreshing.refresh(shelf["Run far"].article_id)


def test_an_empty_site_has_nothing_to_weigh():
    assert rebuild() == 0


def test_a_guide_without_a_word_in_common_has_a_list_all_the_same(shelf):
    edition = publish_article("Zzyzx", introduction="<p>Xyzzy</p>", excerpt="")
    rebuild()

    assert listed(edition) == []
    assert len(related_editions(edition, [])) == 3
