"""A guide begins with a template's sections, and with what is to be written in each."""

import pytest

from articles import starting
from articles.body import Body
from articles.models import Article, GuideTemplate
from articles.publishing import compose
from tests.articles.desk import chief, hand_in, make_member, opened, signed_in
from tests.factories import make_article, make_author, make_topic

pytestmark = pytest.mark.django_db

START = "/admin/articles/article/start/"


@pytest.fixture
def template() -> GuideTemplate:
    template = GuideTemplate.objects.create(name="One exercise")
    rows = [("How to do it", 2, "text"), ("Set up", 3, "steps"), ("In the end", 2, "conclusion")]
    for position, (heading, level, kind) in enumerate(rows):
        prompt = f"What comes under “{heading}”."
        template.sections.create(
            position=position, heading=heading, level=level, kind=kind, prompt=prompt
        )
    template.takeaways.create(position=1, label="Go slow", text="Speed hides mistakes.")
    template.takeaways.create(position=0, label="Who it is for")
    template.questions.create(position=0, question="How often?")
    return template


def parts(article: Article) -> list[tuple[str, int, str]]:
    return [(one.heading, one.level, one.kind) for one in article.sections.all()]


def test_a_draft_has_the_sections_of_its_template(template):
    client = chief()

    response = client.post(START, {"title": "Hang first", "template": template.pk})

    article = Article.objects.get(slug="hang-first")
    assert response.url.endswith(f"/article/{article.pk}/change/")
    assert article.created_by.username == "chief"
    assert parts(article) == [
        ("How to do it", 2, "text"),
        ("Set up", 3, "steps"),
        ("In the end", 2, "conclusion"),
    ]
    assert Article.objects.with_status().get().status.kind == "draft"


def test_the_form_says_what_to_write_where(template):
    client = chief()
    client.post(START, {"title": "Hang first", "template": template.pk})

    page = client.get(f"/admin/articles/article/{Article.objects.get().pk}/change/")

    assert "What comes under “Set up”." in page.content.decode()


def test_a_draft_has_the_takeaways_and_questions_of_its_template(template):
    article = starting.start(template, "Hang first", by=None)

    assert list(article.takeaways.values_list("label", "text")) == [
        ("Who it is for", ""),
        ("Go slow", "Speed hides mistakes."),
    ]
    assert [(one.question, one.answer) for one in article.faq_items.all()] == [("How often?", "")]


def test_the_page_says_what_a_template_holds(template):
    page = chief().get(START).text

    assert "Takeaways: Who it is for; Go slow" in page
    assert "Questions: How often?" in page


def test_a_question_waits_for_its_answer_and_holds_the_guide_back(template):
    client, article = chief(), starting.start(template, "Hang first", by=None)
    fields = opened(client, article) | {"topic": make_topic().pk, "author": make_author().pk}

    hand_in(client, fields, article)
    response = hand_in(client, opened(client, article), article, "_publish")

    assert "“How often?” has no answer. Write one, or delete it." in response.text
    assert not article.editions.exists()


def test_no_prompt_reaches_a_reader(template):
    article = starting.start(template, "Hang first", by=None)
    article.topic, article.author = make_topic(), make_author()

    edition = compose(article).edition

    assert "What comes under" not in str(Body.to_json(edition.body))
    assert "What comes under" not in edition.text


def test_a_prompt_outlives_a_save(template):
    client, article = chief(), starting.start(template, "Hang first", by=None)

    hand_in(client, opened(client, article), article)

    assert article.sections.first().prompt == "What comes under “How to do it”."


def test_two_drafts_of_one_title_have_addresses_of_their_own(template):
    make_article("Hang first")

    article = starting.start(template, "Hang first", by=None)

    assert article.slug == "hang-first-2"


def test_a_change_of_the_template_leaves_the_guide_alone(template):
    article = starting.start(template, "Hang first", by=None)

    template.delete()

    assert len(parts(article)) == 3


@pytest.mark.parametrize("fields", [{"title": ""}, {"template": "99"}, {"template": ""}])
def test_what_is_missing_is_said_and_the_rest_stays(template, fields):
    response = chief().post(START, {"title": "Hang first", "template": template.pk} | fields)

    assert response.status_code == 200
    assert response.context["form"].errors.keys() == fields.keys()
    assert not Article.objects.exists()


def test_a_writer_starts_a_guide_of_their_own(template):
    writer = make_member("Writer")

    signed_in(writer).post(START, {"title": "Hang first", "template": template.pk})

    assert Article.objects.get().created_by == writer


def test_without_a_template_the_page_says_so():
    assert "There is no template yet." in chief().get(START).content.decode()


def test_editors_keep_templates_and_their_levels_are_held_to():
    client, page = chief(), "/admin/articles/guidetemplate/add/"
    rows = {"sections-TOTAL_FORMS": "1", "sections-INITIAL_FORMS": "0"}
    rows |= {f"{name}-TOTAL_FORMS": "1" for name in ("takeaways", "questions")}
    rows |= {f"{name}-INITIAL_FORMS": "0" for name in ("takeaways", "questions")}
    rows |= {"takeaways-0-label": "Go slow", "questions-0-question": "How often?"}
    row = {f"sections-0-{name}": value for name, value in SET_UP.items()}

    refused = client.post(page, {"name": "Exercise", **rows, **row, "sections-0-level": "3"})
    client.post(page, {"name": "Exercise", **rows, **row})

    assert "An H3 needs an H2 before it" in refused.content.decode()
    kept = GuideTemplate.objects.get()
    assert kept.sections.get().prompt == "How to stand."
    assert (str(kept.takeaways.get()), str(kept.questions.get())) == ("Go slow", "How often?")


SET_UP = {"heading": "Set up", "level": "2", "kind": "steps", "prompt": "How to stand."}
