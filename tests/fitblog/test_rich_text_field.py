"""HTML on its way into the database, by every road, and in a form."""

import json

import pytest
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.safestring import SafeString

from articles.models import Article, FaqItem, PlainPage, Section
from fitblog.lib.widgets import RichTextWidget
from shop.models import Product
from tests.factories import make_article

DIRTY = '<p onclick="x()">Hang<script>alert(1)</script> <a href="//example.org/">here</a></p>'
CLEAN = '<p>Hang <a href="https://example.org/">here</a></p>'


def stored(column: str, table: str = "articles_section") -> list[str]:
    """What really lies in the column, past the field."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.django_db
def test_save_cleans():
    Section.objects.create(article=make_article(), heading="Grip", body=DIRTY)

    assert stored("body") == [CLEAN]


@pytest.mark.django_db
def test_bulk_create_cleans():
    article = make_article()

    Section.objects.bulk_create([Section(article=article, heading="Grip", body=DIRTY)])

    assert stored("body") == [CLEAN]


@pytest.mark.django_db
def test_update_cleans():
    make_article(sections=["Grip"])

    Section.objects.update(body=DIRTY)

    assert stored("body") == [CLEAN]


@pytest.mark.django_db
def test_bulk_update_cleans():
    section = make_article(sections=["Grip"]).sections.get()
    section.body = DIRTY

    Section.objects.bulk_update([section], ["body"])

    assert stored("body") == [CLEAN]


@pytest.mark.django_db
def test_loaddata_cleans(tmp_path):
    article = make_article()
    fields = {"article": article.pk, "question": "Why?", "answer": DIRTY}
    fixture = tmp_path / "faq.json"
    fixture.write_text(json.dumps([{"model": "articles.faqitem", "pk": 1, "fields": fields}]))

    call_command("loaddata", fixture, verbosity=0)

    assert stored("answer", "articles_faqitem") == [CLEAN]


@pytest.mark.django_db
def test_what_comes_out_is_safe_to_show():
    section = make_article(sections=["Grip"]).sections.get()

    assert isinstance(section.body, SafeString)


@pytest.mark.django_db
def test_what_was_not_stored_yet_is_not_safe_to_show():
    assert not isinstance(Section(heading="Grip", body=DIRTY).body, SafeString)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["<b>" * 200, "x" * 600_000])
def test_what_is_too_much_is_not_written(text):
    article = make_article(introduction="<p>Grip</p>")

    with pytest.raises(ValidationError), transaction.atomic():
        Article.objects.update(introduction=text)

    article.refresh_from_db()
    assert article.introduction == "<p>Grip</p>"


def form_for(model: type, name: str) -> type[forms.ModelForm]:
    """The form that the admin makes."""
    return admin.ModelAdmin(model, admin.AdminSite()).get_form(None, fields=[name])


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (Article, "introduction"),
        (Section, "body"),
        (FaqItem, "answer"),
        (Product, "description"),
    ],
)
def test_every_rich_text_stands_behind_one_widget_in_the_admin(model, name):
    form = form_for(model, name)()

    assert type(form.fields[name].widget) is RichTextWidget


def test_a_form_hands_on_what_is_clean():
    form = form_for(Section, "body")({"body": DIRTY})

    assert form.is_valid()
    assert form.cleaned_data["body"] == CLEAN


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<b>" * 200, "nests more than 100 levels deep"),
        ("x" * 600_000, "longer than 512 KB"),
    ],
)
def test_a_form_says_beside_the_field_what_is_too_much(text, sentence):
    form = form_for(Section, "body")({"body": text})

    assert sentence in form.errors["body"][0]


@pytest.mark.parametrize("text", ["", "  ", "<p>&nbsp;</p>", "<script>x</script>", "<p><br></p>"])
def test_a_required_text_needs_a_word(text):
    form = form_for(PlainPage, "text")({"text": text})

    assert form.errors["text"] == ["This field is required."]


def test_a_browser_does_not_ask_for_a_field_that_the_editor_hides():
    assert "required" not in form_for(PlainPage, "text")().as_p()


def test_a_model_says_what_is_too_much_before_it_is_written():
    section = Section(heading="Grip", body="<b>" * 200)

    with pytest.raises(ValidationError) as refused:
        section.clean_fields(exclude=["article"])

    assert list(refused.value.message_dict) == ["body"]


def test_what_is_stored_is_shown_in_the_form_as_text_not_as_markup():
    html = form_for(Section, "body")(initial={"body": "<p></textarea><b>"}).as_p()

    assert "&lt;p&gt;&lt;/textarea&gt;&lt;b&gt;</textarea>" in html
