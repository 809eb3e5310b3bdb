"""Tags become one: on the desk, in every edition, and for who follows an old address."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import publishing, tag_merging
from articles.models import Article, Edition, FormerTag, Tag
from tests.articles.desk import chief, make_member, signed_in
from tests.factories import make_article, publish_article

pytestmark = pytest.mark.django_db

TAGS = "/admin/articles/tag/"


def tag(slug: str) -> Tag:
    return Tag.objects.get(slug=slug)


def merged(gone: str, into: str) -> list[Article]:
    return tag_merging.merge([tag(gone), tag(into)], tag(into))


def slugs(row: Article | Edition) -> list[str]:
    return [one.slug for one in row.tags.all()]


def status(article: Article) -> str:
    return Article.objects.with_status().get(pk=article.pk).status.kind


def test_desk_copy_and_every_edition_have_the_tag_that_remains():
    first = publish_article(tags=["pullups", "grip"])
    second = publishing.publish(first.article)
    make_article(tags=["pull-ups"])

    merged("pullups", "pull-ups")

    for row in (first.article, first, second):
        assert slugs(row) == ["grip", "pull-ups"]
    assert not Tag.objects.filter(slug="pullups").exists()


def test_a_guide_with_both_keeps_one():
    edition = publish_article(tags=["pullups", "pull-ups"])

    merged("pullups", "pull-ups")

    assert slugs(edition) == slugs(edition.article) == ["pull-ups"]


@pytest.mark.parametrize("kind", ["live", "changed", "draft"])
def test_a_guide_stands_where_it_stood(kind):
    article = make_article(tags=["pullups"], sections=["One"], faq=["How often?"])
    Tag.objects.create(name="pull-ups", slug="pull-ups")
    publishing.note_change(article)
    if kind != "draft":
        publishing.publish(article)
    if kind == "changed":
        article.title = "Another title"
        article.save()
        publishing.note_change(article)

    merged("pullups", "pull-ups")

    assert status(article) == kind
    article.refresh_from_db()
    noted = article.fingerprint
    publishing.note_change(article)
    article.refresh_from_db()
    assert article.fingerprint == noted


def test_a_tag_that_only_the_history_has_is_exchanged_there():
    edition = publish_article(tags=["pullups"])
    edition.article.tags.clear()
    publishing.note_change(edition.article)
    Tag.objects.create(name="pull-ups", slug="pull-ups")

    merged("pullups", "pull-ups")

    assert slugs(edition) == ["pull-ups"]
    assert status(edition.article) == "changed"


def test_a_guide_that_is_not_ready_yet_is_no_hindrance():
    article = make_article(tags=["pullups"], topic=None, author=None)
    Tag.objects.create(name="pull-ups", slug="pull-ups")

    merged("pullups", "pull-ups")

    assert slugs(article) == ["pull-ups"]


def test_what_was_approved_stays_approved():
    article = make_article(tags=["pullups"])
    Tag.objects.create(name="pull-ups", slug="pull-ups")
    publishing.note_change(article)
    article.refresh_from_db()
    article.review_steps.create(kind="approved", fingerprint=article.fingerprint)

    merged("pullups", "pull-ups")

    article.refresh_from_db()
    assert article.review_steps.get().fingerprint == article.fingerprint


def test_an_old_address_leads_to_the_one_that_remains(client):
    publish_article(tags=["pullups"])
    Tag.objects.create(name="pull-ups", slug="pull-ups")

    merged("pullups", "pull-ups")

    response = client.get("/tags/pullups/")
    assert (response.status_code, response["Location"]) == (301, "/tags/pull-ups/")
    assert client.get("/tags/pull-ups/").status_code == 200


def test_after_a_second_merge_it_is_still_one_hop(client):
    publish_article(tags=["pullups", "pull-ups", "pulling"])

    merged("pullups", "pull-ups")
    merged("pull-ups", "pulling")

    for old in ("pullups", "pull-ups"):
        assert client.get(f"/tags/{old}/")["Location"] == "/tags/pulling/"


def test_a_tag_that_was_made_again_can_be_merged_again(client):
    publish_article(tags=["pullups", "pull-ups"])
    merged("pullups", "pull-ups")
    again = Tag.objects.create(name="Pullups", slug="pullups")

    tag_merging.merge([tag("pull-ups")], again)

    assert client.get("/tags/pull-ups/")["Location"] == "/tags/pullups/"
    assert client.get("/tags/pullups/").status_code == 200
    assert not FormerTag.objects.filter(slug="pullups").exists()


def test_who_types_a_merged_tag_gets_the_one_that_remains():
    publish_article(tags=["pullups", "pull-ups"])
    merged("pullups", "pull-ups")

    assert [one.slug for one in Tag.objects.named(["Pullups"])] == ["pull-ups"]
    assert Tag.objects.count() == 1


def test_the_number_of_queries_does_not_grow_with_the_guides():
    counts = []
    for number in (1, 5):
        for guide in range(number):
            publish_article(f"Guide {number} {guide}", tags=["pullups"], sections=["One"])
        tags = Tag.objects.named(["pullups", f"pull-ups {number}"])
        with CaptureQueriesContext(connection) as asked:
            tag_merging.merge(tags, tags[1])
        counts.append(len(asked))

    assert counts[0] == counts[1] < 40


def act(client, *slugs: str, **fields):
    chosen = list(Tag.objects.filter(slug__in=slugs).values_list("pk", flat=True))
    return client.post(TAGS, {"action": "merge", "_selected_action": chosen, **fields}, follow=True)


def test_the_desk_says_which_guides_change_and_asks_which_tag_remains():
    publish_article("Hang first", tags=["pullups", "pull-ups"])
    make_article("Pull later", tags=["pull-ups"])

    page = act(chief(), "pullups", "pull-ups").content.decode()

    assert "Which one remains?" in page
    assert "Hang first" in page
    assert "Pull later" in page
    assert Tag.objects.count() == 2


def test_the_desk_merges_and_tells_it():
    article = make_article("Hang first", tags=["pullups", "pull-ups"])

    page = act(chief(), "pullups", "pull-ups", into=tag("pull-ups").pk).content.decode()

    assert "“pullups” became “pull-ups” in 1 guide." in page
    assert slugs(article) == ["pull-ups"]


@pytest.mark.parametrize("into", ["99", "x", ""])
def test_a_choice_that_is_none_asks_again(into):
    make_article(tags=["pullups", "pull-ups"])

    page = act(chief(), "pullups", "pull-ups", into=into).content.decode()

    assert "Which one remains?" in page
    assert Tag.objects.count() == 2


def test_one_tag_is_refused_in_words():
    make_article(tags=["pullups"])

    assert "Choose at least two tags" in act(chief(), "pullups").content.decode()


@pytest.mark.parametrize("role", ["Reviewer", "Analyst", "Writer"])
def test_others_are_not_offered_it(role):
    article = make_article(tags=["pullups", "pull-ups"])

    act(signed_in(make_member(role)), "pullups", "pull-ups", into=tag("pull-ups").pk)

    assert len(slugs(article)) == 2
