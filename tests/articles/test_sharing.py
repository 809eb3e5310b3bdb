"""A draft is read without a login, by whoever was sent a link that still works."""

from datetime import timedelta

import pytest
import time_machine
from django.core.signing import Signer
from django.utils import timezone

from articles.models import Article, ShareLink
from articles.sharing import address, share
from tests.articles.desk import chief, make_editor, signed_in
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def way(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/share/"


def test_a_link_shows_the_draft_to_somebody_without_a_login(client):
    link = share(make_article("Hang first"))

    response = client.get(address(link))

    assert "Hang first" in response.text
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in response.headers


def test_it_shows_what_is_on_the_desk_now(client):
    article = make_article("Hang first")
    link = share(article)
    Article.objects.update(title="Hang last")

    assert "Hang last" in client.get(address(link)).text


def test_it_works_for_as_many_hours_as_the_setting_says(client, settings):
    settings.SHARE_HOURS = 2
    link = share(make_article())

    with time_machine.travel(timezone.now() + timedelta(minutes=119)):
        assert client.get(address(link)).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=121)):
        assert client.get(address(link)).status_code == 404


@pytest.mark.parametrize("token", ["1", "1:x", "nonsense", f"x{Signer().sign('1')}"])
def test_a_link_that_nobody_made_leads_nowhere(client, token):
    share(make_article())

    assert client.get(f"/shared/{token}/").status_code == 404


def test_a_link_signed_for_something_else_leads_nowhere(client):
    link = share(make_article())

    assert client.get(f"/shared/{Signer().sign(str(link.pk))}/").status_code == 404


def test_a_draft_that_a_page_cannot_show_yet_is_not_found(client):
    link = share(make_article())
    Article.objects.update(topic=None)

    assert client.get(address(link)).status_code == 404


def test_links_are_made_listed_and_revoked(client):
    editor, article = chief(), make_article()

    editor.post(way(article), {"_share": "1"})
    link = ShareLink.objects.get()
    assert f"http://testserver{address(link)}" in editor.get(way(article)).text
    editor.post(way(article), {"_revoke": link.pk})

    assert client.get(address(link)).status_code == 404
    assert "No link works" in editor.get(way(article)).text


def test_no_link_is_made_to_what_a_page_cannot_show():
    article = make_article(topic=None)

    response = chief().post(way(article), {"_share": "1"}, follow=True)

    assert "Choose a topic before this guide can be shown." in response.text
    assert not ShareLink.objects.exists()


def test_a_link_of_another_guide_is_not_revoked_from_here():
    link = share(make_article())

    chief().post(way(make_article()), {"_revoke": link.pk})

    assert ShareLink.objects.exists()


def test_sharing_is_for_whoever_may_write(client):
    article = make_article()
    reader = signed_in(make_editor("view_article", username="reader"))

    assert client.get(way(article)).status_code == 302
    assert reader.get(way(article)).status_code == 403
    assert reader.post(way(article), {"_share": "1"}).status_code == 403
    assert signed_in(make_editor("change_article")).get(way(article)).status_code == 200
