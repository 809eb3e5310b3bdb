import pytest
from django.urls import reverse

from articles.home import opening
from articles.models import HomePage, PathStep
from tests.articles.desk import add_row, chief, make_editor, signed_in
from tests.factories import publish_article

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_homepage_changelist")
FORM = reverse("admin:articles_homepage_change", args=[1])


def opened(client) -> dict:
    context = client.get(LIST, follow=True).context
    forms = [context["adminform"].form]
    for group in context["inline_admin_formsets"]:
        forms += [group.formset.management_form, *group.formset.forms]
    fields = {field.html_name: field.value() for form in forms for field in form}
    return {name: "" if value is None else value for name, value in fields.items()}


def test_the_home_page_opens_without_a_list_before_it():
    response = chief().get(LIST)

    assert response.status_code == 302
    assert response.url == FORM
    assert HomePage.objects.count() == 1


def test_an_editor_chooses_the_lead_and_the_path():
    first, second = publish_article().article, publish_article().article
    client = chief()
    fields = opened(client) | {"lead": second.pk, "path_introduction": "Two weeks."}
    add_row(fields, "steps", article=first.pk, position=1, home=1)
    add_row(fields, "steps", article=second.pk, position=2, home=1)

    response = client.post(FORM, fields)

    assert response.status_code == 302, response.context["errors"]
    home = opening()
    assert home.lead.article == second
    assert [edition.article for edition in home.path] == [first, second]
    assert home.path_introduction == "Two weeks."


def test_the_path_is_put_in_another_order():
    steps = [publish_article().article for _ in range(2)]
    home = HomePage.objects.create()
    for position, article in enumerate(steps, 1):
        PathStep.objects.create(home=home, article=article, position=position)
    client = chief()
    fields = opened(client) | {"steps-0-position": 2, "steps-1-position": 1}

    client.post(FORM, fields)

    assert [edition.article for edition in opening().path] == steps[::-1]


def test_there_is_no_second_home_page_and_no_way_to_lose_it():
    HomePage.objects.create()
    client = chief()

    assert client.get(reverse("admin:articles_homepage_add")).status_code == 403
    assert client.post(reverse("admin:articles_homepage_delete", args=[1])).status_code == 403


def test_an_editor_without_the_permission_neither_sees_nor_makes_it():
    client = signed_in(make_editor("change_article"))

    assert client.get(LIST).status_code == 403
    assert not HomePage.objects.exists()
