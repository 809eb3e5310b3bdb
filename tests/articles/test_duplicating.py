"""A guide's copy takes the words along and nothing of its history."""

import pytest
from django.urls import reverse

from articles import publishing
from articles.models import Article
from tests.articles.desk import chief, make_member, signed_in
from tests.factories import make_article, make_author, make_picture, make_variant, publish_article

pytestmark = pytest.mark.django_db


def act(article: Article) -> str:
    return reverse("admin:articles_article_duplicate", args=[article.pk])


@pytest.fixture
def guide():
    edition = publish_article(
        "Hang",
        slug="hang",
        hero=make_picture(),
        reviewer=make_author("Noor Haddad"),
        meta_title="Hang: how",
        takeaways=["Hold"],
        sections=["Grip", "Time"],
        faq=["Why?"],
        tags=["Bar"],
    )
    article = edition.article
    article.sources.create(title="A book")
    article.pins.create(target=make_article("Pull"))
    article.sections.filter(heading="Grip").update(product=make_variant().product)
    return article


def test_the_page_says_what_goes_along(guide):
    page = chief().get(act(guide)).content.decode()

    assert "The copy is a draft of your own" in page
    assert Article.objects.filter(title__contains="copy").count() == 0


def test_the_copy_is_a_draft_with_all_parts(guide):
    answer = chief().post(act(guide), follow=True)

    copy = Article.objects.with_status().get(title="Hang (copy)")
    assert answer.redirect_chain[-1][0].endswith(f"/{copy.pk}/change/")
    assert copy.status.kind == "draft"
    assert copy.created_by.get_username() == "chief"
    assert [one.heading for one in copy.sections.all()] == ["Grip", "Time"]
    assert copy.sections.get(heading="Grip").product is not None
    assert [one.label for one in copy.takeaways.all()] == ["Hold"]
    assert [one.question for one in copy.faq_items.all()] == ["Why?"]
    assert [one.title for one in copy.sources.all()] == ["A book"]
    assert [str(one) for one in copy.pins.all()] == ["Pull"]
    assert [tag.name for tag in copy.tags.all()] == ["Bar"]
    assert copy.hero == guide.hero


def test_review_history_and_search_title_stay(guide):
    chief().post(act(guide))

    copy = Article.objects.get(title="Hang (copy)")
    assert copy.reviewer is None
    assert copy.meta_title == ""
    assert not copy.editions.exists()


def test_the_first_one_is_as_it_was(guide):
    chief().post(act(guide))

    assert Article.objects.with_status().get(pk=guide.pk).title == "Hang"
    assert guide.sections.count() == 2
    assert guide.pins.count() == 1


def test_a_second_copy_has_an_address_of_its_own(guide):
    editor = chief()

    editor.post(act(guide))
    editor.post(act(guide))

    slugs = Article.objects.filter(title="Hang (copy)").values_list("slug", flat=True)
    assert sorted(slugs) == ["hang-copy", "hang-copy-2"]


def test_the_longest_title_is_cut_to_fit():
    article = make_article("x" * 150, slug="long")

    chief().post(act(article))

    assert Article.objects.filter(title__startswith="xxx").exclude(pk=article.pk).exists()


def test_the_copy_can_be_published(guide):
    chief().post(act(guide))

    edition = publishing.publish(Article.objects.get(title="Hang (copy)"))

    assert edition.number == 1


def test_a_writer_copies_only_what_is_on_their_desk(guide):
    writer = make_member("Writer")
    own = make_article("Own", created_by=writer)
    client = signed_in(writer)

    assert client.post(act(own)).status_code == 302
    assert client.post(act(guide)).status_code in {302, 404}
    titles = set(Article.objects.filter(title__contains="copy").values_list("title", flat=True))
    assert titles == {"Own (copy)"}
