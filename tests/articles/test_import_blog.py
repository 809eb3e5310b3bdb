"""`manage.py import_blog FILE`: a whole blog of WordPress, Ghost or Shopify."""

from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Author, Edition, FormerSlug, Topic

pytestmark = pytest.mark.django_db
EXPORTS = Path(__file__).parent / "exports"


def import_blog(name: str, *options: str) -> list[str]:
    said = StringIO()
    call_command("import_blog", str(EXPORTS / name), *options, stdout=said)
    return said.getvalue().splitlines()


def refusal(path: Path) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("import_blog", str(path), stdout=StringIO())
    assert not Article.objects.exists()
    return str(refused.value)


def test_a_line_for_each_document_and_one_for_all():
    said = import_blog("wordpress.xml")

    assert said[0].startswith("made       “Squats & Stairs”: 3 sections, 2 takeaways, 1 questions")
    assert said[4] == "skipped    “About”: a page, not a post"
    assert said[-1] == "wordpress.xml (WordPress): 4 made, 1 skipped."


def test_what_was_published_keeps_its_date_and_a_draft_stays_one():
    import_blog("wordpress.xml")

    edition = Edition.objects.get(article__slug="squats-stairs")
    assert edition.live_from == datetime(2023, 4, 1, 9, tzinfo=UTC)
    assert Article.objects.get(slug="squats-stairs").created_at == edition.live_from
    assert not Edition.objects.filter(article__slug="liegestuetze").exists()


def test_what_the_other_system_knew_comes_along():
    import_blog("wordpress.xml")

    article = Article.objects.get(slug="squats-stairs")
    assert article.topic.name == "Strength & Power"
    assert article.author.name == "Ines Marlow"
    assert [tag.name for tag in article.tags.all()] == ["legs"]
    assert article.excerpt == "Free squats."
    assert article.meta_description == "Stairs as a gym."
    assert article.proposal["media"][0]["address"] == "https://iron.example/s.jpg"
    assert article.proposal["media"][0]["alt"] == "A staircase"


@pytest.mark.parametrize(
    ("name", "path", "slug"),
    [
        ("builders.xml", "/2019/05/desk-shoulders/", "desk-shoulders"),
        ("graphql.json", "/blogs/tips/warm-ups", "warm-ups"),
        ("matrix.csv", "/blogs/news/bands-for-travel", "bands-for-travel"),
        ("ghost.json", "/sandbags/", "sandbags"),
    ],
)
def test_the_whole_address_of_the_old_site_leads_to_the_guide(client, name, path, slug):
    import_blog(name)

    response = client.get(path)

    assert (response.status_code, response.headers["Location"]) == (301, f"/guides/{slug}/")


def test_a_draft_has_no_address_that_leads_to_it(client):
    import_blog("matrix.csv")

    assert client.get("/blogs/news/kugel").status_code == 404


def test_an_old_address_leads_to_the_guide(client):
    import_blog("wordpress.xml")

    old = FormerSlug.objects.get(slug="stair-squats")
    assert old.article.slug == "squats-stairs"


@pytest.mark.parametrize(
    ("name", "made"),
    [("wordpress.xml", 4), ("ghost.json", 4), ("shopify.json", 4), ("shopify.csv", 4)],
)
def test_a_second_run_makes_no_doubles(name, made):
    import_blog(name)
    tables = [Article, Edition, Topic, Author, FormerSlug]
    before = [model.objects.count() for model in tables]

    said = import_blog(name)

    assert Article.objects.count() == made
    assert [model.objects.count() for model in tables] == before
    assert f"{made} unchanged" in said[-1]


def test_a_run_that_was_cut_off_goes_on():
    import_blog("ghost.json")
    Article.objects.filter(slug__in=["comba", "protein-breakfast"]).delete()

    said = import_blog("ghost.json")

    assert "2 unchanged, 2 made, 1 skipped" in said[-1]


def test_a_guide_that_was_edited_since_is_left_alone():
    import_blog("ghost.json")
    Article.objects.filter(slug="sandbags").update(title="Sandbags, Again")

    with pytest.raises(CommandError, match="1 documents were refused"):
        import_blog("ghost.json")

    assert Article.objects.get(slug="sandbags").title == "Sandbags, Again"


def test_two_documents_of_one_title_are_two_guides():
    import_blog("shopify.csv")
    Article.objects.update(proposal=None)

    import_blog("shopify.csv")

    assert set(Article.objects.filter(slug__startswith="seil").values_list("slug", flat=True)) == {
        "seil",
        "seil-2",
    }


def test_a_scheduled_post_is_scheduled():
    import_blog("ghost.json")

    edition = Edition.objects.get(article__slug="comba")
    assert edition.live_from.year == 2099
    assert not Edition.objects.live().filter(pk=edition.pk).exists()


def test_internal_tags_of_ghost_stay_there():
    import_blog("ghost.json")

    article = Article.objects.get(slug="sandbags")
    assert article.topic.name == "Strength"
    assert {tag.name for tag in article.tags.all()} == {"Strength", "sand"}
    assert article.meta_title == "Sandbags"


def test_drafts_publishes_nothing():
    import_blog("shopify.json", "--drafts")

    assert not Edition.objects.exists()


def test_a_dry_run_writes_nothing():
    said = import_blog("shopify.json", "--dry-run")

    assert not Article.objects.exists()
    assert said[-1] == "shopify.json (Shopify): 4 made."


def test_shopifys_dates_and_search_texts_come_along():
    import_blog("shopify.csv")

    edition = Edition.objects.get(article__slug="seil")
    assert edition.live_from == datetime(2024, 1, 1, 9, tzinfo=UTC)
    assert edition.article.meta_title == "SEO seil"
    assert edition.article.topic.name == "Magazin"


LAUGHS = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><title>&b;</title></item></channel></rss>"""


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (LAUGHS, "This XML declares a document type"),
        ("<?xml version='1.0'?><feed/>", "This is no WordPress export"),
        ("<?xml version='1.0' encoding='UTF-7'?><rss/>", "This is no WordPress export"),
        ("<rss><channel>", "holds no document"),
        ('{"db": [', "This JSON is broken"),
        ('{"db": [{"data": {}}]}', "This is no Ghost export"),
        ('{"products": []}', "holds no document"),
        ("a,b\n1,2\n", "is no export of WordPress"),
        ("", "is empty"),
    ],
)
def test_what_is_no_export_is_refused_in_a_sentence(tmp_path, content, sentence):
    (tmp_path / "a.xml").write_text(content)

    assert sentence in refusal(tmp_path / "a.xml")


def test_a_missing_file_is_refused(tmp_path):
    assert "cannot be opened" in refusal(tmp_path / "no.xml")


def test_a_single_document_leads_to_the_command_for_a_blog():
    from articles.importing.documents import propose
    from articles.importing.reading import Unreadable

    with pytest.raises(Unreadable, match=r"WordPress export; .* manage.py import_blog"):
        propose("wordpress.xml", (EXPORTS / "wordpress.xml").read_bytes())
