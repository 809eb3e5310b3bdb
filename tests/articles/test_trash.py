"""A guide that is deleted lies in the trash for a month, and comes back from there."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from articles import publishing, sharing, trash
from articles.models import Article, Edition, RecoveryCopy, ShareLink
from tests.articles.desk import chief, hand_in, make_member, opened, signed_in
from tests.factories import make_article, publish_article

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_article_changelist")


def act(article: Article, name: str) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def shown(client, query="") -> list[str]:
    return [str(one) for one in client.get(LIST + query).context["cl"].result_list]


def status_of(article: Article) -> str:
    return Article.objects.with_status().get(pk=article.pk).status.kind


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


@pytest.fixture
def thrown(db):
    """A guide that readers saw and that was thrown away."""
    article = publish_article("Hang", slug="hang").article
    trash.throw_away(article)
    return article


def test_the_page_says_what_will_happen():
    page = chief().get(act(publish_article("Hang").article, "delete")).content.decode()

    assert "“Hang” goes into the trash for 30 days, with all its editions." in page
    assert "If readers see it, they lose it now" in page


def test_a_guide_that_is_deleted_goes_into_the_trash(client):
    editor, article = chief(), publish_article("Hang", slug="hang").article

    answer = editor.post(act(article, "delete"), {"post": "yes"}, follow=True)

    assert "“Hang” is in the trash until" in said(answer)
    assert shown(editor) == []
    assert shown(editor, "?trash=1") == ["Hang"]
    assert client.get("/guides/hang/").status_code == 410
    assert article.editions.count() == 1


def test_what_is_scheduled_does_not_appear():
    article = make_article()
    publishing.publish(article, at=timezone.now() + timedelta(days=1))

    trash.throw_away(article)

    assert not Edition.objects.live(timezone.now() + timedelta(days=2)).exists()


def test_many_at_once():
    editor = chief()
    chosen = [publish_article("Hang").article.pk, make_article("Pull").pk]
    action = {"action": "delete_selected", "_selected_action": chosen}

    asked = editor.post(LIST, action)
    answer = editor.post(LIST, action | {"post": "yes"}, follow=True)

    page = asked.content.decode()
    assert "They lie there for 30 days" in page
    assert "Hang" in page
    assert "Live" in page
    assert "They lie in the trash until" in said(answer)
    assert shown(editor) == []
    assert len(shown(editor, "?trash=1")) == 2


def test_it_can_be_read_and_not_changed(thrown):
    editor = chief()

    page = editor.get(act(thrown, "change"))

    assert "This guide is in the trash." in page.content.decode()
    assert not page.context["has_change_permission"]
    assert editor.post(act(thrown, "change"), {"title": "Other"}).status_code == 403


def test_it_cannot_be_published(thrown):
    with pytest.raises(ValidationError, match="in the trash"):
        publishing.publish(thrown)


def test_it_is_put_back_as_a_draft_with_its_history(thrown, client):
    editor = chief()

    answer = editor.post(act(thrown, "put_back"), follow=True)

    assert "“Hang” is back, as a draft." in said(answer)
    assert status_of(thrown) == "expired"
    assert client.get("/guides/hang/").status_code == 410
    hand_in(editor, opened(editor, thrown), thrown, "_publish")
    assert client.get("/guides/hang/").status_code == 200
    assert thrown.editions.count() == 2


def test_asking_for_the_address_alone_puts_nothing_back(thrown):
    chief().get(act(thrown, "put_back"))

    assert status_of(thrown) == "trash"


def test_who_may_not_delete_may_not_put_back(thrown):
    assert signed_in(make_member("Analyst")).post(act(thrown, "put_back")).status_code == 403


def test_from_the_trash_it_is_deleted_for_good(thrown):
    editor = chief()

    page = editor.get(act(thrown, "delete")).content.decode()
    editor.post(act(thrown, "delete"), {"post": "yes"})

    assert "Are you sure" in page
    assert not Article.objects.exists()
    assert not Edition.objects.exists()


def test_it_is_not_offered_where_guides_are_chosen(thrown):
    make_article("Hang on")
    field = {"app_label": "articles", "model_name": "relatedpin", "field_name": "target"}

    found = chief().get(reverse("admin:autocomplete"), {"term": "hang", **field}).json()["results"]

    assert [one["text"] for one in found] == ["Hang on"]


def test_its_share_links_lead_nowhere(client):
    article = make_article()
    address = sharing.address(sharing.share(article))
    assert client.get(address).status_code == 200

    trash.throw_away(article)

    assert client.get(address).status_code == 404


def test_tidying_deletes_what_has_lain_there_for_a_month(django_user_model, capsys):
    now = timezone.now()
    user = django_user_model.objects.create_user("ines")
    old, newer, kept = (make_article(name) for name in ("Old", "Newer", "Kept"))
    trash.throw_away(old)
    RecoveryCopy.objects.create(user=user, article=kept, fields={})
    sharing.share(kept)
    with time_machine.travel(now + timedelta(days=20), tick=False):
        trash.throw_away(newer)

    with time_machine.travel(now + timedelta(days=31), tick=False):
        call_command("tidy_desk")

    assert list(Article.objects.order_by("pk")) == [newer, kept]
    assert not RecoveryCopy.objects.exists()
    assert not ShareLink.objects.exists()
    assert "1  guides that lay in the trash for 30 days" in capsys.readouterr().out
