import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.reviewing import is_waiting, send_back, submit, take_back
from tests.articles.desk import address, hand_in, make_member, opened, sentences, signed_in
from tests.factories import make_article, make_author

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> User:
    return make_member("Writer")


@pytest.fixture
def reviewer() -> Client:
    """Signed in, with a page among the authors."""
    user = make_member("Reviewer")
    make_author("Abla Deku", credentials="BSc Kinesiology", user=user)
    return signed_in(user)


def way(article: Article, page: str = "review") -> str:
    return f"/admin/articles/article/{article.pk}/{page}/"


def decide(client: Client, article: Article, button: str, **fields):
    """Open the page, fill in the form as it stands, press the button."""
    page = client.get(way(article)).context
    shown = {field.name: field.value() or "" for field in page["form"]}
    if reviewed_by := shown["reviewer"]:
        shown["reviewer"] = getattr(reviewed_by, "pk", reviewed_by)
    seen = {"seen": page["original"].version, button: "1"}
    return client.post(way(article), {**shown, **seen, **fields})


def test_a_writer_submits_what_stands_in_the_form(writer):
    article, client = make_article("Hang first", created_by=writer), signed_in(writer)
    fields = opened(client, article) | {"title": "Hang last", "note": "Look at step two."}

    hand_in(client, fields, article, "_submit")

    article.refresh_from_db()
    assert article.title == "Hang last"
    assert article.review_steps.get().comment == "Look at step two."
    said = [entry.get_change_message() for entry in LogEntry.objects.all()]
    assert "Submitted for review." in said


def test_a_guide_without_a_topic_is_not_submitted(writer):
    article, client = make_article(created_by=writer, topic=None), signed_in(writer)

    response = hand_in(client, opened(client, article), article, "_submit")

    assert list(sentences(response)) == ["topic"]
    assert not is_waiting(article)


def test_a_guide_that_waits_already_keeps_what_was_typed(writer):
    article, client = make_article("Hang first", created_by=writer), signed_in(writer)
    submit(article, by=writer)
    fields = opened(client, article) | {"title": "Hang last"}

    response = hand_in(client, fields, article, "_submit")

    assert sentences(response) == {"": ["This guide waits for review already."]}
    assert 'value="Hang last"' in response.content.decode()


def test_the_button_is_there_until_the_guide_waits(writer):
    article, client = make_article(created_by=writer), signed_in(writer)
    assert 'name="_submit"' in client.get(address(article)).text

    submit(article, by=writer)

    page = client.get(address(article)).text
    assert 'name="_submit"' not in page
    assert "Waits for review." in page


def test_a_writer_takes_it_back_with_what_stands_in_the_form(writer):
    article, client = make_article("Hang first", created_by=writer), signed_in(writer)
    submit(article, by=writer)
    fields = opened(client, article) | {"title": "Hang last", "note": "Not yet."}

    hand_in(client, fields, article, "_take_back")

    article.refresh_from_db()
    assert (article.title, is_waiting(article)) == ("Hang last", False)
    assert article.review_steps.first().comment == "Not yet."
    assert 'name="_submit"' in client.get(address(article)).text


def test_what_was_decided_meanwhile_is_not_taken_back(writer):
    article, client = make_article(created_by=writer), signed_in(writer)
    submit(article, by=writer)
    fields = opened(client, article)
    send_back(article, by=make_member("Reviewer"), comment="Name a source.")

    response = hand_in(client, fields, article, "_take_back")

    assert sentences(response) == {"": ["This guide does not wait for review any more."]}


def test_the_desk_says_that_it_was_taken_back(writer):
    article = make_article(created_by=writer)
    submit(article, by=writer)
    take_back(article, by=writer)

    assert f"Taken back by {writer}" in signed_in(writer).get("/admin/").text


def test_a_reviewer_approves_under_their_own_name(reviewer, writer):
    article = make_article(created_by=writer)
    submit(article, by=writer)

    decide(reviewer, article, "_approve", comment="Fine.")

    article.refresh_from_db()
    assert article.reviewer.name == "Abla Deku"
    assert article.reviewer_credentials == "BSc Kinesiology"
    assert article.reviewed_on == timezone.localdate()
    assert article.review_due_on > article.reviewed_on


def test_a_reviewer_signs_with_no_other_name(reviewer, writer):
    article, other = make_article(created_by=writer), make_author("Tomas Reyl")

    response = decide(reviewer, article, "_approve", reviewer=other.pk)

    article.refresh_from_db()
    assert response.context["form"].errors["reviewer"]
    assert article.reviewer is None


def test_an_editor_records_the_review_of_somebody_without_a_login(writer):
    article, expert = make_article(created_by=writer), make_author("Tomas Reyl")

    decide(signed_in(make_member("Editor")), article, "_approve", reviewer=expert.pk)

    article.refresh_from_db()
    assert article.reviewer == expert


def test_a_reviewer_without_a_name_is_told_what_is_missing_and_may_return(writer):
    article, client = make_article(created_by=writer), signed_in(make_member("Reviewer"))
    submit(article, by=writer)

    page = client.get(way(article)).text
    assert "your login has no author’s page" in page
    assert 'name="_approve"' not in page
    decide(client, article, "_return", comment="Name a source.")

    assert article.review_steps.first().kind == "returned"


def test_a_guide_is_returned_with_a_comment_that_its_writer_reads(reviewer, writer):
    article = make_article(created_by=writer)
    submit(article, by=writer)

    decide(reviewer, article, "_return", comment="Name a source.")

    assert "Name a source." in signed_in(writer).get(address(article)).text


def test_a_return_without_a_comment_is_refused_beside_its_field(reviewer, writer):
    article = make_article(created_by=writer)
    submit(article, by=writer)

    response = decide(reviewer, article, "_return")

    assert response.context["form"].errors["comment"] == ["Say what is to be done."]
    assert is_waiting(article)


@pytest.mark.parametrize(
    ("fields", "beside"),
    [
        ({"reviewed_on": "2999-01-01", "due_on": ""}, "reviewed_on"),
        ({"reviewed_on": ""}, "reviewed_on"),
        ({"reviewed_on": "soon"}, "reviewed_on"),
        ({"reviewed_on": "2026-01-02", "due_on": "2026-01-01"}, "due_on"),
        ({"reviewer": ""}, "reviewer"),
    ],
)
def test_an_approval_that_makes_no_sense_is_refused_beside_its_field(
    reviewer, writer, fields, beside
):
    article = make_article(created_by=writer)

    response = decide(reviewer, article, "_approve", comment="Kept.", **fields)

    assert list(response.context["form"].errors) == [beside]
    assert "Kept." in response.text
    assert not article.review_steps.exists()


def test_what_was_saved_meanwhile_is_read_again_before_it_is_approved(reviewer, writer):
    article = make_article(created_by=writer)

    response = decide(reviewer, article, "_approve", seen="an older one", comment="Kept.")

    assert "saved meanwhile, and nothing was decided" in response.text
    assert "Kept." in response.text
    assert not article.review_steps.exists()


def test_words_that_changed_after_the_approval_are_told_apart(reviewer, writer):
    article, client = make_article(created_by=writer), signed_in(writer)
    decide(reviewer, article, "_approve")
    article.refresh_from_db()
    assert "Changed since it was approved." not in client.get(address(article)).text

    hand_in(client, opened(client, article) | {"title": "Hang last"}, article)

    assert "Changed since it was approved." in client.get(address(article)).text


def test_who_only_looks_reads_the_draft_as_a_page(writer):
    article = make_article("Hang first", created_by=writer)

    response = signed_in(make_member("Analyst")).get(way(article, "draft"))

    assert "Hang first" in response.text
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_a_draft_that_no_page_can_show_leads_back_to_the_form(reviewer):
    article = make_article(topic=None)

    assert reviewer.get(way(article, "draft")).url == address(article)


@pytest.mark.parametrize(
    ("kind", "shown"), [("submitted", "Handed in"), ("due", "Old"), ("approved", "")]
)
def test_the_list_shows_what_waits_and_what_is_due(writer, kind, shown):
    submit(make_article("Handed in"), by=writer)
    make_article("Old", reviewed_on="2001-01-01")

    page = signed_in(make_member("Editor")).get(f"/admin/articles/article/?review={kind}").text

    found = [title for title in ("Handed in", "Old") if f">{title}</a>" in page]
    assert found == ([shown] if shown else [])
