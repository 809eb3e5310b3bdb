"""What is found follows what readers see: at once, and by the clock."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from articles.addresses import rename
from articles.models import Article, Edition
from articles.publishing import cancel, expire, publish, unpublish
from fitblog.lib.search.finding import find
from fitblog.lib.search.models import Entry
from shop.catalogue.withdrawing import offer_again, withdraw
from tests.factories import make_article, make_product, publish_article

pytestmark = pytest.mark.django_db


def found(typed: str) -> list[str]:
    return [hit.title for hit in find(typed).hits]


def test_a_draft_is_not_found_and_a_published_guide_is_at_once():
    article = make_article("Zercher squat")
    assert found("zercher") == []

    publish(article)

    assert found("zercher") == ["Zercher squat"]


def test_a_new_edition_takes_the_place_of_the_old_one():
    article = publish_article("Zercher squat").article
    article.title = "Jefferson squat"
    article.save()
    assert found("jefferson") == []

    publish(article)

    assert found("jefferson") == ["Jefferson squat"]
    assert found("zercher") == []


def test_a_scheduled_edition_is_found_from_its_time_on_and_the_old_one_until_then():
    article = publish_article("Zercher squat").article
    article.title = "Jefferson squat"
    article.save()
    at = timezone.now() + timedelta(hours=1)

    publish(article, at=at)

    assert (found("zercher"), found("jefferson")) == (["Zercher squat"], [])
    with time_machine.travel(at + timedelta(seconds=1)):
        assert (found("zercher"), found("jefferson")) == ([], ["Jefferson squat"])


def test_what_was_scheduled_and_cancelled_is_never_found():
    article = make_article("Zercher squat")
    at = timezone.now() + timedelta(hours=1)
    publish(article, at=at)

    cancel(article)

    with time_machine.travel(at + timedelta(seconds=1)):
        assert found("zercher") == []


def test_a_guide_is_found_until_it_expires():
    article = publish_article("Zercher squat").article
    at = timezone.now() + timedelta(hours=1)

    expire(article, at)

    assert found("zercher") == ["Zercher squat"]
    with time_machine.travel(at + timedelta(seconds=1)):
        assert found("zercher") == []


def test_an_unpublished_guide_is_found_no_more():
    article = publish_article("Zercher squat").article

    unpublish(article)

    assert found("zercher") == []


def test_a_renamed_guide_is_found_at_its_new_address():
    article = publish_article("Zercher squat").article

    rename(article, "front-carry")

    assert find("zercher").hits[0].path == "/guides/front-carry/"


def test_a_product_is_found_by_its_text_without_its_markup():
    make_product("Belt", summary="Ten millimetres", description="<p>Full<b>grain</b> leather</p>")

    assert found("leather") == ["Belt"]
    assert found("grain") == ["Belt"]
    assert found("strong") == []


def test_a_withdrawn_product_is_found_again_once_it_is_offered():
    product = make_product("Belt")

    withdraw([product])
    assert found("belt") == []

    offer_again([product])
    assert found("belt") == ["Belt"]


def test_a_deleted_product_is_found_no_more():
    make_product("Belt").delete()

    assert found("belt") == []


def test_a_rebuild_finds_the_same_and_forgets_what_is_gone():
    publish_article("Zercher squat", tags=["Carry"])
    make_product("Belt")
    gone = publish_article("Hang").article
    Article.objects.filter(pk=gone.pk).delete()
    Edition.objects.update(title="Jefferson squat")

    call_command("rebuild_search")

    assert found("jefferson") == ["Jefferson squat"]
    assert found("carry") == ["Jefferson squat"]
    assert found("belt") == ["Belt"]
    assert found("hang") == []
    assert Entry.objects.count() == 2


def test_tags_topic_and_author_are_looked_through():
    publish_article("Zercher squat", tags=["Front carry"])

    assert found("front carry") == found("marlow") == found("strength") == ["Zercher squat"]


def test_a_word_in_the_title_weighs_more_than_in_the_text():
    publish_article("Legs", introduction="<p>belt belt belt and a belt</p>")
    publish_article("The belt", introduction="<p>around the waist of somebody</p>")

    assert found("belt") == ["The belt", "Legs"]
