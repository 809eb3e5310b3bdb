"""A guide's words as Markdown and HTML: for programs in public, for editors at the desk."""

import pytest
from django.urls import reverse

from articles.addresses import rename
from articles.publishing import unpublish
from tests.factories import make_article, make_author, publish_article

pytestmark = pytest.mark.django_db

WHOLE = {
    "excerpt": "Short and good.",
    "introduction": "<p>It <em>begins</em>.</p>",
    "takeaways": ["Hold"],
    "sections": ["Grip"],
    "faq": ["Why?"],
}


def words_of(article, kind):
    return reverse("admin:articles_article_words", args=[article.pk, kind])


def test_a_live_guide_is_there_as_markdown(client, django_assert_num_queries):
    publish_article("Hang #1", slug="hang", reviewer=make_author("Noor Haddad"), **WHOLE)

    with django_assert_num_queries(1):
        response = client.get("/guides/hang.md")

    assert response.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "public" in response.headers["Cache-Control"]
    text = response.content.decode()
    assert text.startswith("# Hang #1\n\n*Short and good.*\n\nBy Ines Marlow · reviewed by Noor")
    for words in ("It *begins*.", "- **Hold**", "## Grip", "### Why?", "Yes."):
        assert words in text
    assert "<http://testserver/guides/hang/>" in text


def test_a_draft_is_not(client):
    make_article(slug="hang")

    assert client.get("/guides/hang.md").status_code == 404


def test_a_withdrawn_guide_is_gone(client):
    unpublish(publish_article(slug="hang").article)

    assert client.get("/guides/hang.md").status_code == 410


def test_an_old_address_leads_to_the_new_one(client):
    edition = publish_article(slug="hang")
    rename(edition.article, "hold")
    edition.article.save()

    assert client.get("/guides/hang.md").headers["Location"] == "/guides/hold.md"


def test_an_editor_takes_the_desk_copy_along(admin_client):
    article = publish_article(slug="hang", **WHOLE).article
    article.title = "Not yet <live>"
    article.save()

    markdown = admin_client.get(words_of(article, "md"))
    html = admin_client.get(words_of(article, "html"))

    assert markdown.content.decode().startswith("# Not yet \\<live\\>")
    assert markdown.headers["Content-Disposition"] == 'attachment; filename="hang.md"'
    assert html.headers["Content-Disposition"] == 'attachment; filename="hang.html"'
    assert "<h1>Not yet &lt;live&gt;</h1>" in html.content.decode()
    assert "<h2>Grip</h2>" in html.content.decode()


def test_a_guide_that_lacks_what_a_page_needs_says_so(admin_client):
    article = make_article(author=None)

    response = admin_client.get(words_of(article, "md"), follow=True)

    assert [str(message) for message in response.context["messages"]]
    assert response.redirect_chain[-1][0].endswith("/change/")


def test_no_other_kind(admin_client):
    assert admin_client.get(words_of(make_article(), "exe")).status_code == 404


def test_who_may_not_see_guides_gets_no_words(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("s", is_staff=True))

    assert client.get(words_of(make_article(), "md")).status_code == 403
