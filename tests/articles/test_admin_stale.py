"""Two editors with one guide open: the second to save overwrites nothing and loses nothing."""

import pytest

from articles.models import Article, Edition
from articles.publishing import note_change
from tests.articles.desk import (
    add_row,
    address,
    chief,
    hand_in,
    make_editor,
    opened,
    sentences,
    signed_in,
)
from tests.factories import make_article

pytestmark = pytest.mark.django_db

WRITER = ("view_article", "change_article", "delete_section", "change_section", "add_section")


@pytest.fixture
def article() -> Article:
    article = make_article("Hang first", sections=["Grip", "Pull"])
    note_change(article)
    return article


@pytest.fixture
def second(article):
    """Somebody who has the form open; meanwhile another one saves it."""
    client = chief()
    fields = opened(client, article)
    abla = signed_in(make_editor(*WRITER, username="abla"))
    hand_in(abla, opened(abla, article) | {"title": "Hang last"}, article)
    return client, fields


def test_a_stale_save_overwrites_nothing(article, second):
    client, fields = second

    response = hand_in(client, fields | {"excerpt": "My own line."}, article)

    article.refresh_from_db()
    assert (article.title, article.excerpt != "My own line.") == ("Hang last", True)
    assert "abla saved this guide on" in sentences(response)[""][0]


def test_it_shows_both_versions_part_by_part_and_keeps_the_text(article, second):
    client, fields = second

    page = hand_in(client, fields | {"excerpt": "My own line."}, article).text

    assert "My own line.</textarea>" in page
    assert "<ins>My own line.</ins>" in page
    assert "Hang<del> last</del><ins> first</ins>" in page


def test_who_has_seen_both_versions_saves_their_own(article, second):
    client, fields = second
    response = hand_in(client, fields | {"excerpt": "My own line."}, article)

    hand_in(client, fields | {"excerpt": "Mine.", "seen": response.context["seen"]}, article)

    article.refresh_from_db()
    assert (article.title, article.excerpt) == ("Hang first", "Mine.")


def test_nothing_stale_is_published(article, second):
    client, fields = second

    response = hand_in(client, fields | {"title": "Mine"}, article, "_publish")

    assert "Nothing is overwritten" in sentences(response)[""][0]
    assert not Edition.objects.exists()


def test_a_stale_form_with_an_error_is_asked_again(article, second):
    client, fields = second

    response = hand_in(client, fields | {"title": ""}, article)
    assert sentences(response)["title"] == ["This field is required."]
    again = fields | {"title": "Mine", "seen": response.context["seen"]}
    hand_in(client, again, article)

    article.refresh_from_db()
    assert article.title == "Hang last"


def test_the_words_of_a_section_that_somebody_deleted_stay_and_can_be_saved(article):
    client = chief()
    fields = opened(client, article) | {"sections-0-body": "<p>Long work.</p>"}
    add_row(fields, "sections", heading="Rest", level=2, kind="text", body="<p>New.</p>")
    article.sections.get(heading="Grip").delete()
    article.save()

    response = hand_in(client, fields, article)
    assert "Long work." in response.text
    hand_in(client, opened_again(response), article)

    sections = Article.objects.get(pk=article.pk).sections
    assert sections.get(heading="Grip").body == "<p>Long work.</p>"
    assert sorted(sections.values_list("heading", flat=True)) == ["Grip", "Pull", "Rest"]


def opened_again(response) -> dict:
    """The fields of a form that came back."""
    context = response.context
    forms = [context["adminform"].form]
    for group in context["inline_admin_formsets"]:
        forms += [group.formset.management_form, *group.formset.forms]
    fields = {field.html_name: field.value() for form in forms for field in form}
    fields = {name: "" if value is None else value for name, value in fields.items()}
    return fields | {"tags": fields["tags"] or [], "seen": context["seen"]}


def test_saving_twice_what_is_the_same_is_no_conflict(article):
    client = chief()
    fields = opened(client, article) | {"title": "Hang last"}

    hand_in(client, fields, article)
    response = hand_in(client, fields, article)

    assert response.status_code == 302


def test_a_save_that_names_no_version_overwrites_nothing(article):
    client = chief()
    fields = opened(client, article) | {"title": "Hang last"}
    del fields["seen"]

    hand_in(client, fields, article)

    article.refresh_from_db()
    assert article.title == "Hang first"


def test_a_trial_says_nothing_and_logs_nothing(article, second):
    client, fields = second

    hand_in(client, fields | {"title": "Mine"}, article)

    assert "is saved" not in client.get(address(article)).text


@pytest.mark.parametrize("which", ["999", "nonsense"])
def test_a_guide_that_is_gone_is_no_error(which):
    response = chief().post(f"/admin/articles/article/{which}/change/", {"_save": "1"})

    assert response.status_code == 302
