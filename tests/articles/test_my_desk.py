"""The first page of the admin: what waits for whoever is signed in."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article
from articles.my_desk import shelves
from articles.publishing import note_change, publish
from articles.reviewing import Review, approve, send_back, submit
from articles.trash import throw_away
from tests.articles.desk import make_member, signed_in
from tests.factories import make_article, make_author, publish_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> User:
    return make_member("Writer")


def desk(user: User) -> dict[str, list[str]]:
    """The titles on each list."""
    user = User.objects.get(pk=user.pk)  # without the rights that were looked up before
    return {shelf.name: [row.article.title for row in shelf.rows] for shelf in shelves(user)}


def remark(user: User, shelf: str) -> str:
    return next(one for one in shelves(user) if one.name == shelf).rows[0].remark


def test_each_role_has_the_lists_that_belong_to_it():
    seen = ["scheduled", "due", "blocked", "published"]

    assert list(desk(make_member("Writer"))) == ["drafts", *seen]
    assert list(desk(make_member("Editor"))) == ["drafts", "waiting", *seen]
    assert list(desk(make_member("Reviewer"))) == ["waiting", *seen]
    assert list(desk(make_member("Analyst"))) == seen
    assert desk(make_member("Shop manager")) == {}


def test_my_drafts_are_what_i_began_and_readers_do_not_see_yet(writer):
    make_article("Mine", created_by=writer), make_article("Theirs")
    publish(make_article("Out", created_by=writer))
    changed = publish(make_article("Changed since", created_by=writer)).article
    Article.objects.filter(pk=changed.pk).update(excerpt="Other words.")
    note_change(Article.objects.get(pk=changed.pk))

    assert set(desk(writer)["drafts"]) == {"Mine", "Changed since"}


def test_a_draft_that_came_back_says_by_whom_and_why(writer):
    article = make_article(created_by=writer)
    submit(article, by=writer)
    send_back(article, by=make_member("Reviewer", username="abla"), comment="Name a source.")

    said = remark(writer, "drafts")

    assert said.startswith("Returned by abla on ")
    assert said.endswith(": Name a source.")


def test_what_was_handed_in_waits_for_every_reviewer_but_its_writer(writer):
    editor, reviewer = make_member("Editor"), make_member("Reviewer")
    for title, user in (("First", writer), ("Second", editor)):
        submit(make_article(title, created_by=user), by=user)
    make_article("Not yet", created_by=writer)

    assert desk(reviewer)["waiting"] == ["First", "Second"]
    assert desk(editor)["waiting"] == ["First"]
    assert remark(reviewer, "waiting").startswith("Submitted by Writer on ")


def test_what_was_approved_waits_no_more(writer):
    reviewer, article = make_member("Reviewer"), make_article(created_by=writer)
    submit(article, by=writer)
    approve(article, Review(make_author("Abla Deku"), timezone.localdate()), by=reviewer)

    assert desk(reviewer)["waiting"] == []


def test_what_is_scheduled_stands_in_the_order_of_its_time():
    for title, month in (("Later", 12), ("Sooner", 11)):
        publish(make_article(title), at=datetime(2199, month, 27, 8, tzinfo=UTC))
    analyst = make_member("Analyst")

    assert desk(analyst)["scheduled"] == ["Sooner", "Later"]
    assert remark(analyst, "scheduled") == "Goes live on 27 Nov 2199 08:00"


def test_reviews_that_are_due_failed_checks_and_what_came_out():
    make_article("Old", reviewed_on=date(2001, 1, 1))
    note_change(make_article("Empty", sections=[{"heading": "Grip", "body": ""}]))
    publish_article("First out"), publish_article("Last out")

    found = desk(make_member("Analyst"))

    assert (found["due"], found["blocked"]) == (["Old"], ["Empty"])
    assert found["published"] == ["Last out", "First out"]


def test_a_writer_finds_their_own_alone_on_every_list(writer):
    make_article("Old", reviewed_on=date(2001, 1, 1)), publish_article("Out")
    make_article("My old", reviewed_on=date(2001, 1, 1), created_by=writer)

    assert desk(writer)["due"] == ["My old"]
    assert desk(writer)["published"] == []


def test_what_lies_in_the_trash_lies_on_no_desk(writer):
    throw_away(make_article(created_by=writer))

    assert not any(desk(writer).values())


def test_a_long_list_says_where_the_rest_is(writer):
    for _n in range(6):
        make_article(created_by=writer)

    shelf = next(one for one in shelves(writer) if one.name == "drafts")

    assert len(shelf.rows) == 5
    rest = signed_in(writer).get(shelf.rest)
    assert rest.context["cl"].result_count == 6


def test_an_empty_desk_says_so_in_words(writer):
    page = signed_in(writer).get("/admin/").text

    assert "You have nothing under way. Begin a guide." in page
    assert "Nothing is scheduled." in page


def test_the_shop_manager_has_no_desk_of_guides():
    assert "My desk" not in signed_in(make_member("Shop manager")).get("/admin/").text


def test_a_row_leads_to_the_form_and_what_waits_to_its_review(writer):
    article, reviewer = make_article(created_by=writer), make_member("Reviewer")
    submit(article, by=writer)

    address = f"/admin/articles/article/{article.pk}/"
    assert f'href="{address}change/"' in signed_in(writer).get("/admin/").text
    assert f'href="{address}review/"' in signed_in(reviewer).get("/admin/").text


@pytest.mark.parametrize("guides", [1, 9])
def test_the_desk_costs_a_query_a_list(guides, django_assert_num_queries):
    editor, abla = make_member("Editor"), User.objects.create_user("abla")
    for _n in range(guides):
        submit(make_article(reviewed_on=date(2001, 1, 1)), by=abla)
        publish_article()
    editor.get_all_permissions()

    with django_assert_num_queries(6):
        shelves(editor)


@pytest.mark.parametrize("guides", [0, 9])
def test_the_first_page_costs_the_same_however_much_waits(guides, django_assert_max_num_queries):
    client = signed_in(make_member("Editor"))
    for _n in range(guides):
        make_article(reviewed_on=date(2001, 1, 1)), publish_article()

    with django_assert_max_num_queries(11):
        client.get("/admin/")
