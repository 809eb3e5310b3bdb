"""A link's target is found by its title, among what a reader or the editor may see."""

import pytest
from django.utils import timezone

from tests.articles.desk import chief, make_member, signed_in
from tests.factories import make_article, make_product, publish_article

pytestmark = pytest.mark.django_db

LINKS = "/admin/articles/article/links/"


def found(client, words: str) -> list[tuple[str, str, str]]:
    answer = client.get(LINKS, {"q": words}).json()
    return [(one["title"], one["kind"], one["address"]) for one in answer["targets"]]


def test_guides_and_products_are_found_by_their_titles():
    publish_article("Hang first")
    make_article("Hang later")
    make_product("A bar to hang from")
    make_product("Chalk")

    assert found(chief(), "hang") == [
        ("Hang first", "Guide", "/guides/hang-first/"),
        ("Hang later", "Guide, not live", "/guides/hang-later/"),
        ("A bar to hang from", "Product", "/shop/a-bar-to-hang-from/"),
    ]


def test_every_word_must_be_there_in_any_order():
    make_article("Hang first"), make_article("Pull first")

    assert [title for title, *_ in found(chief(), "first hang")] == ["Hang first"]


def test_no_word_finds_nothing():
    make_article("Hang first")

    assert found(chief(), "  ") == []


def test_ten_are_shown_at_most():
    for number in range(8):
        make_article(f"Hang {number}"), make_product(f"Hanger {number}")

    assert len(found(chief(), "hang")) == 10


def test_what_is_in_the_trash_or_withdrawn_is_not_offered():
    make_article("Hang first", trashed_at=timezone.now())
    make_product("Hanger", withdrawn_at=timezone.now())

    assert found(chief(), "hang") == []


def test_a_writer_finds_their_own_drafts_and_what_readers_see():
    writer = make_member("Writer")
    make_article("Hang: mine", created_by=writer)
    make_article("Hang: theirs")
    publish_article("Hang: live")

    titles = [title for title, *_ in found(signed_in(writer), "hang")]

    assert titles == ["Hang: live", "Hang: mine"]


def test_it_takes_two_queries(django_assert_num_queries):
    client = chief()
    publish_article("Hang first"), make_product("Hanger")

    with django_assert_num_queries(2 + 2):  # the session and its user
        found(client, "hang")
