"""The checks beside the form: of what is saved, and of what is typed."""

import pytest
from django.urls import reverse

from articles.models import Article
from articles.publishing import note_change
from tests.articles.checked import make_sound_article
from tests.articles.desk import add_row, address, chief, hand_in, make_editor, opened, signed_in
from tests.articles.test_admin_preview import stored
from tests.factories import make_article, make_product, publish_article

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


def asked(client, fields, article=None):
    """The panel for these fields, as the script asks for it."""
    name = f"admin:articles_article_{'' if article else 'add_'}checks"
    fields = {name: value for name, value in fields.items() if value is not False}
    return client.post(reverse(name, args=[article.pk] if article else []), fields)


def found(response) -> list[tuple[str, str]]:
    """Each finding's rule, and the id that it leads to."""
    panel = response.context.get("panel") or response.context["checks"]["panel"]
    return [(finding.rule, id) for finding, id in panel.shown]


def titles(page: str) -> set[str]:
    rows = page.split('class="field-title"')[1:]
    return {row.split("</a>")[0].split(">")[-1] for row in rows}


def test_the_form_opens_with_what_checks_say_of_the_saved_guide():
    article = make_sound_article(faq=["Why?"])
    article.faq_items.update(answer="")

    response = chief().get(address(article))

    assert found(response) == [("unanswered_question", "id_faq_items-0-answer")]
    page = response.content.decode()
    assert 'href="#id_faq_items-0-answer"' in page
    assert 'id="id_faq_items-0-answer"' in page
    assert "Checks: 1 block" in page


def test_a_question_waits_for_its_answer_as_a_draft_and_not_for_readers():
    article, client = make_sound_article(), chief()
    fields = opened(client, article)
    add_row(fields, "faq_items", question="Why?", answer="")

    assert hand_in(client, fields, article).status_code == 302
    page = hand_in(client, opened(client, article), article, "_publish").content.decode()

    assert article.faq_items.get().question == "Why?"
    assert "“Why?” has no answer." in page
    assert not article.editions.exists()


def test_a_finding_about_a_whole_group_leads_to_its_heading():
    page = chief().get(address(make_article())).content.decode()

    assert 'href="#takeaways-heading"' in page
    assert 'id="takeaways-heading"' in page


def test_of_a_sound_guide_the_panel_has_nothing_to_say():
    response = chief().get(address(make_sound_article()))

    assert found(response) == []
    assert "Checks: all passed" in response.content.decode()


def test_an_empty_form_has_its_checks_too():
    assert ("missing_excerpt", "id_excerpt") in found(chief().get(address(None)))


def test_the_checks_look_at_what_stands_in_the_form():
    client, article = chief(), make_sound_article()
    fields = opened(client, article) | {"excerpt": "", "sections-0-body": "<p> </p>"}

    rules = found(asked(client, fields, article))

    assert ("empty_section", "id_sections-0-body") in rules
    assert ("missing_excerpt", "id_excerpt") in rules


def test_and_write_nothing():
    client, edition = chief(), publish_article("Hang first", sections=["Grip"], tags=["hang"])
    fields = opened(client, edition.article) | {"slug": "hang-last", "tags": ["new word"]}
    add_row(fields, "sections", heading="New", level=2, kind="text", body="<p>New.</p>")
    before = stored()

    response = asked(client, fields, edition.article)

    assert response.status_code == 200
    assert stored() == before


def test_a_guide_that_was_never_saved_is_checked_while_it_is_written():
    client = chief()
    fields = opened(client) | {"title": "Hang", "slug": ""}
    row = add_row(fields, "sections", heading="Grip", level=2, kind="text", body="")

    rules = found(asked(client, fields))

    assert ("empty_section", f"id_{row}-body") in rules
    assert not Article.objects.exists()


def test_findings_lead_to_their_rows_whatever_the_order():
    client = chief()
    article = make_sound_article(sections=["Grip", "Pull", {"heading": "Rest", "body": ""}])
    fields = opened(client, article) | {"sections-2-position": 2, "sections-0-position": 5}
    new = add_row(fields, "sections", heading="New", level=2, kind="text", body="", position=1)
    fields["sections-1-DELETE"] = "on"

    rules = found(asked(client, fields, article))

    assert set(rules) == {
        ("empty_section", "id_sections-2-body"),
        ("empty_section", f"id_{new}-body"),
    }


def test_a_form_with_errors_is_checked_as_far_as_it_can_be_read():
    client, article = (
        chief(),
        make_sound_article(sections=["Grip", {"heading": "Pull", "body": ""}]),
    )
    fields = opened(client, article) | {"sections-0-heading": "", "title": "", "reviewed_on": "x"}

    rules = found(asked(client, fields, article))

    assert ("empty_section", "id_sections-1-body") in rules


def test_an_h3_before_any_h2_is_told_while_it_is_written():
    client, article = chief(), make_sound_article()

    rules = found(asked(client, opened(client, article) | {"sections-0-level": 3}, article))

    assert rules == [("heading_order", "id_sections-0-level")]


def test_checks_are_only_asked_for():
    client, article = chief(), make_article()

    assert client.get(f"{LIST}{article.pk}/checks/").status_code == 405


@pytest.mark.parametrize(
    ("permissions", "status"), [((), 403), (("view_article",), 403), (("change_article",), 200)]
)
def test_who_may_write_a_guide_may_have_it_checked(permissions, status):
    client, article = signed_in(make_editor(*permissions)), make_article()
    fields = opened(chief(), article)

    assert asked(client, fields, article).status_code == status


def test_who_may_not_add_a_guide_may_not_have_one_checked():
    client = signed_in(make_editor("change_article"))

    assert asked(client, opened(chief())).status_code == 403


@pytest.mark.parametrize("which", ["999", "nonsense"])
def test_a_guide_that_is_not_there_is_not_found(which):
    assert chief().post(f"{LIST}{which}/checks/").status_code == 404


def test_strangers_are_sent_to_the_login(client):
    response = client.post(f"{LIST}{make_article().pk}/checks/")

    assert response.url.startswith("/admin/login/")


def test_who_may_only_look_sees_the_findings_of_what_is_saved():
    article = make_article("Hang", excerpt="")

    response = signed_in(make_editor("view_article")).get(address(article))

    assert ("missing_excerpt", "id_excerpt") in found(response)
    assert 'data-address=""' in response.content.decode()


@pytest.mark.parametrize("rows", [4, 12])
def test_the_checks_cost_the_same_however_many_rows(rows, django_assert_max_num_queries):
    client, product = chief(), make_product()
    body = '<p><a href="/guides/pull/">Pull</a> <a href="https://example.org/">Grip</a></p>'
    article = make_article(
        sections=[{"heading": f"Part {n}", "product": product, "body": body} for n in range(rows)]
    )
    fields = opened(client, article)

    with django_assert_max_num_queries(26):
        asked(client, fields, article)


def test_the_list_shows_and_filters_by_what_checks_said():
    client = chief()
    blocked = make_sound_article("Blocked for now", sections=[{"heading": "Grip", "body": ""}])
    sound, _never = make_sound_article("Sound as it is"), make_sound_article("Never saved")
    for article in (blocked, sound):
        hand_in(client, opened(client, article), article)

    def shown(kind: str) -> set[str]:
        return titles(client.get(LIST, {"checks": kind}).content.decode())

    assert shown("block") == {"Blocked for now"}
    assert shown("pass") == {"Sound as it is"}
    assert shown("never") == {"Never saved"}
    assert shown("warn") == set()
    assert len(shown("nonsense")) == 3


def test_publishing_keeps_what_checks_said():
    assert Article.objects.get(pk=publish_article().article.pk).worst == "warn"


def test_a_guide_without_a_topic_is_checked_too():
    article = make_sound_article(topic=None, excerpt="")

    note_change(article)

    article.refresh_from_db()
    assert article.worst == "warn"
