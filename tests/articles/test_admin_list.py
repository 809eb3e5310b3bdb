from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.models import Article
from articles.publishing import note_change, publish, unpublish
from tests.articles.desk import chief
from tests.factories import make_article, make_author, make_topic, publish_article

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


@pytest.fixture
def one_of_each() -> dict[str, Article]:
    """A guide in each status, named after it."""
    live = publish_article("live").article
    changed = publish_article("changed").article
    Article.objects.filter(pk=changed.pk).update(excerpt="Other words.")
    note_change(Article.objects.get(pk=changed.pk))
    scheduled = make_article("scheduled")
    publish(scheduled, at=timezone.now() + timedelta(days=1))
    with time_machine.travel(timezone.now() - timedelta(days=1)):
        expired = publish_article("expired").article
    unpublish(expired)
    guides = [make_article("draft"), live, changed, scheduled, expired]
    return {article.title: article for article in guides}


def chips(page: str) -> dict[str, str]:
    """The status beside each title."""
    rows = page.split('class="field-title"')[1:]
    return {
        row.split("</a>")[0].split(">")[-1]: row.split('data-status="')[1].split('"')[0]
        for row in rows
    }


def test_every_guide_wears_its_status(one_of_each):
    page = chief().get(LIST).content.decode()

    assert chips(page) == {kind: kind for kind in one_of_each}


@pytest.mark.parametrize("kind", ["draft", "live", "changed", "scheduled", "expired"])
def test_the_list_can_show_one_status_alone(one_of_each, kind):
    page = chief().get(LIST, {"status": kind}).content.decode()

    assert list(chips(page)) == [kind]


def test_a_status_that_nobody_knows_filters_nothing(one_of_each):
    page = chief().get(LIST, {"status": "nonsense"}).content.decode()

    assert len(chips(page)) == len(one_of_each)


def test_the_list_can_show_one_topic_and_one_author():
    make_article("Hang", topic=make_topic("Strength"), author=make_author("Ines"))
    make_article("Run", topic=make_topic("Engine"), author=make_author("Abla"))
    client, topic, author = chief(), make_topic("Engine"), make_author("Ines")

    by_topic = client.get(LIST, {"topic__id__exact": topic.pk}).content.decode()
    by_author = client.get(LIST, {"author__id__exact": author.pk}).content.decode()

    assert list(chips(by_topic)) == ["Run"]
    assert list(chips(by_author)) == ["Hang"]


@pytest.mark.parametrize("words", ["Hang", "dead weight"])
def test_a_guide_is_found_by_words_of_its_title_and_its_excerpt(words):
    make_article("Hang first", excerpt="For dead weight.")
    make_article("Run")

    page = chief().get(LIST, {"q": words}).content.decode()

    assert list(chips(page)) == ["Hang first"]


def test_the_list_costs_the_same_with_more_guides(django_assert_num_queries):
    client = chief()
    publish_article("One", topic=make_topic("Strength"), author=make_author("Ines"))
    with django_assert_num_queries(7):
        client.get(LIST)
    for number in range(8):
        publish_article(f"Guide {number}")

    with django_assert_num_queries(7):
        client.get(LIST)


def test_a_word_of_the_text_finds_its_guide_once():
    make_article("Hang first", sections=["Chalk the bar", "Chalk the hands"])
    make_article("Walk it off")

    page = chief().get(LIST, {"q": "chalk"}).content.decode()

    assert list(chips(page)) == ["Hang first"]


def test_who_chooses_a_guide_searches_its_name_alone():
    make_article("Hang first", sections=["Walking to the bar"]), make_article("Walk it off")
    field = {"app_label": "articles", "model_name": "relatedpin", "field_name": "target"}

    answer = chief().get("/admin/autocomplete/", field | {"term": "walk"}).json()

    assert [row["text"] for row in answer["results"]] == ["Walk it off"]


def test_a_live_guide_says_when_its_next_edition_comes():
    article = publish_article("Hang first").article
    publish(article, at=datetime(2199, 11, 27, 8, tzinfo=UTC))

    page = chief().get(LIST).content.decode()

    assert "27 Nov 2199 08:00" in page
