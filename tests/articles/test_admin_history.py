import pytest
from django.contrib.admin.models import LogEntry

from articles.models import Article, Edition
from articles.publishing import note_change, publish
from tests.articles.desk import address, chief, hand_in, make_editor, opened, signed_in
from tests.factories import make_article, publish_article

pytestmark = pytest.mark.django_db

READER, WRITER = ("view_article",), ("view_article", "change_article")
PAGES = ("editions/", "editions/1/", "compare/", "compare/?old=1&new=desk")


def way(article: Article, page: str = "editions/") -> str:
    return f"/admin/articles/article/{article.pk}/{page}"


def rewritten(**fields) -> Article:
    article = publish_article("Hang first", **fields).article
    Article.objects.filter(pk=article.pk).update(introduction="<p>Where this ends.</p>")
    note_change(Article.objects.get(pk=article.pk))
    return article


def test_the_history_tells_who_when_and_why():
    article = make_article()
    publish(article, by=make_editor(username="abla"), note="First go")

    page = chief().get(way(article)).text

    for words in ("Edition 1", "by abla", "First go", "live since"):
        assert words in page


@pytest.mark.parametrize("page", ["editions/", "compare/"])
def test_a_guide_without_editions_has_a_history_all_the_same(page):
    assert chief().get(way(make_article(), page)).status_code == 200


def test_a_long_history_comes_in_pages_and_costs_the_same(django_assert_num_queries):
    client, article = chief(), make_article()
    publish(article)
    with django_assert_num_queries(8):
        assert client.get(way(article)).text.count('class="edition"') == 1

    for _ in range(30):
        publish(article)

    with django_assert_num_queries(8):
        assert client.get(way(article)).text.count('class="edition"') == 25
    assert client.get(way(article), {"page": "2"}).text.count('class="edition"') == 6


@pytest.mark.parametrize("editions", [1, 12])
def test_the_form_costs_the_same_however_long_the_history(editions, django_assert_max_num_queries):
    client, article = chief(), make_article()
    for _ in range(editions):
        publish(article)
    opened(client, article)

    with django_assert_max_num_queries(24):
        opened(client, article)


def test_what_changed_since_the_live_edition_is_marked_word_by_word():
    page = chief().get(way(rewritten(), "compare/")).text

    assert "Where this<del> begins.</del><ins> ends.</ins>" in page


def test_two_editions_are_compared():
    article = rewritten()
    publish(Article.objects.get(pk=article.pk))

    page = chief().get(way(article, "compare/"), {"old": "2", "new": "1"}).text

    assert "<del> ends.</del><ins> begins.</ins>" in page


def test_what_looks_like_markup_is_shown_as_words():
    article = publish_article("Hang first").article
    Article.objects.update(title="<script>alert(1)</script>")

    page = chief().get(way(article, "compare/")).text

    assert "<script>alert(1)" not in page
    assert "<ins>&lt;script&gt;alert(1)&lt;/script&gt;</ins>" in page


@pytest.mark.parametrize("which", ["2", "0", "-1", "nonsense", "9" * 30])
def test_an_edition_that_is_not_there_is_not_found(which):
    article = publish_article().article

    response = chief().get(way(article, "compare/"), {"old": which})

    assert response.status_code == 404


@pytest.mark.parametrize("which", ["2", "0", "9" * 30])
def test_nor_has_it_a_page(which):
    article = publish_article().article

    assert chief().get(way(article, f"editions/{which}/")).status_code == 404


def test_an_old_edition_opens_as_the_page_it_was_for_no_search_engine_and_no_cache():
    article = rewritten()
    publish(Article.objects.get(pk=article.pk))
    client = chief()

    response = client.get(way(article, "editions/1/"))

    public = client.get(article.get_absolute_url()).headers["Content-Security-Policy"]
    assert "Where this begins." in response.text
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Content-Security-Policy"] == public


def test_restoring_says_what_would_be_replaced_and_replaces_nothing_yet():
    article = rewritten()

    page = chief().get(way(article, "editions/1/restore/")).text

    assert "<del> ends.</del><ins> begins.</ins>" in page
    article.refresh_from_db()
    assert article.introduction == "<p>Where this ends.</p>"


def test_restoring_brings_the_words_back_and_keeps_the_others():
    client, article = chief(), rewritten()
    article.refresh_from_db()

    client.post(way(article, "editions/1/restore/"), {"seen": article.version})

    article.refresh_from_db()
    assert article.introduction == "<p>Where this begins.</p>"
    assert Edition.objects.get(number=2).body.introduction == "<p>Where this ends.</p>"
    assert LogEntry.objects.get().get_change_message() == "Restored edition 1 into the desk copy."


def test_what_was_saved_after_the_question_was_asked_is_not_replaced():
    client, article = chief(), rewritten()
    seen = Article.objects.get(pk=article.pk).version
    hand_in(client, opened(client, article) | {"title": "Hang last"}, article)

    response = client.post(way(article, "editions/1/restore/"), {"seen": seen})

    article.refresh_from_db()
    assert "Nothing was replaced" in response.text
    assert article.title == "Hang last"


@pytest.mark.parametrize("page", PAGES)
def test_the_history_is_for_whoever_may_read_the_desk(client, page):
    article = publish_article().article

    assert client.get(way(article, page)).status_code == 302
    assert signed_in(make_editor()).get(way(article, page)).status_code == 403
    reader = signed_in(make_editor(*READER, username="reader"))
    assert reader.get(way(article, page)).status_code == 200
    assert reader.get(way(Article(pk=999), page)).status_code == 404


def test_restoring_is_for_whoever_may_write(client):
    article = publish_article().article
    page = way(article, "editions/1/restore/")

    assert client.get(page).status_code == 302
    reader = signed_in(make_editor(*READER))
    assert reader.get(page).status_code == 403
    assert reader.post(page).status_code == 403
    assert "/restore/" not in reader.get(way(article)).text
    writer = signed_in(make_editor(*WRITER, username="writer"))
    assert writer.get(page).status_code == 200
    assert writer.get(way(article, "editions/7/restore/")).status_code == 404


def test_the_form_leads_to_its_history():
    article = rewritten()

    page = chief().get(address(article)).text

    assert f'href="{way(article)}"' in page
    assert f'href="{way(article, "compare/")}"' in page
