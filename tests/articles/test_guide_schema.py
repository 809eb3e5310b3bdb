"""What a guide and the lists of guides tell machines in JSON-LD."""

from datetime import date

import pytest
from django.core.files.storage import default_storage

from articles.publishing import publish
from tests.factories import make_author, make_picture, publish_article
from tests.markup import Markup

pytestmark = pytest.mark.django_db


def page(client, path: str) -> Markup:
    return Markup.of(client.get(path))


def test_a_guide_is_an_article_by_its_author_from_this_site(client):
    publish_article("Hang first", tags=["Bar"], meta_description="Forty seconds on the bar.")

    read = page(client, "/guides/hang-first/")

    article, person = read.node("Article"), read.node("Person")
    assert article["headline"] == "Hang first"
    assert article["description"] == "Forty seconds on the bar."
    assert article["author"] == {"@id": person["@id"]}
    assert article["publisher"] == {"@id": read.node("Organization")["@id"]}
    assert article["articleSection"] == "Strength"
    assert article["keywords"] == ["Bar"]
    assert person["url"] == "http://testserver/authors/ines-marlow/"


def test_dates_have_their_zone_and_tell_the_first_day_from_the_last(client, time_machine):
    time_machine.move_to("2026-11-01 09:00Z", tick=False)
    article = publish_article("Hang").article
    time_machine.move_to("2026-11-20 09:00Z", tick=False)
    publish(article)

    node = page(client, "/guides/hang/").node("Article")

    assert node["datePublished"] == "2026-11-01T09:00:00+00:00"
    assert node["dateModified"] == "2026-11-20T09:00:00+00:00"


def test_the_picture_comes_in_the_shapes_that_search_engines_choose_from(client):
    publish_article("Hang", hero=make_picture())

    own = page(client, "/guides/hang/").node("Article")["image"]

    assert [address.split("-")[1] for address in own] == ["16x9", "4x3", "1x1"]
    for address in own:
        assert default_storage.exists(address.removeprefix("http://testserver/media/"))


def test_a_video_is_told_with_our_poster_and_the_player(client):
    lone = '<p><a href="https://youtu.be/aqz-KE-bpKQ">%s</a></p>'
    publish_article(
        "Hang",
        hero=make_picture(),
        meta_description="Forty seconds on the bar.",
        sections=[
            {"heading": "Grip", "body": lone % "The grip &amp; the breath"},
            {"heading": "Pull", "body": lone % "https://youtu.be/aqz-KE-bpKQ"},
        ],
    )

    read = page(client, "/guides/hang/")

    article = read.node("Article")
    grip, pull = article["video"]
    assert (grip["@type"], grip["name"]) == ("VideoObject", "The grip & the breath")
    assert grip["description"] == "Forty seconds on the bar."
    assert grip["thumbnailUrl"] == article["image"]
    assert grip["uploadDate"] == article["datePublished"]
    assert grip["embedUrl"] == "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?rel=0"
    assert pull["name"] == "Pull"


def test_a_guide_without_videos_claims_none(client):
    publish_article("Hang", sections=[{"heading": "Grip", "body": "<p>Hold.</p>"}])

    assert "video" not in page(client, "/guides/hang/").node("Article")


def test_a_reviewer_is_named_with_the_day(client):
    publish_article(
        "Hang", reviewer=make_author("Abla Deku", role="Coach"), reviewed_on=date(2026, 11, 18)
    )

    read = page(client, "/guides/hang/")

    reviewer = read.graph[-2]
    reviewed = read.node("Article")["mainEntityOfPage"]
    assert (reviewer["name"], reviewer["jobTitle"]) == ("Abla Deku", "Coach")
    assert reviewed["reviewedBy"] == {"@id": reviewer["@id"]}
    assert reviewed["lastReviewed"] == "2026-11-18"


def test_sources_and_corrections_are_the_articles_own(client):
    article = publish_article("Hang").article
    article.sources.create(
        title="On grip", publisher="A house", year=2019, url="https://example.org/grip"
    )
    article.corrections.create(corrected_on=date(2026, 11, 2), text="It is 40 seconds.")
    publish(article)

    node = page(client, "/guides/hang/").node("Article")

    assert node["citation"] == [
        {
            "@type": "CreativeWork",
            "name": "On grip",
            "url": "https://example.org/grip",
            "publisher": {"@type": "Organization", "name": "A house"},
            "datePublished": "2019",
        }
    ]
    assert node["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "It is 40 seconds.",
            "datePublished": "2026-11-02",
        }
    ]


def test_the_questions_are_those_on_the_page(client):
    publish_article("Hang", faq=["Do I need chalk?"])

    read = page(client, "/guides/hang/")

    (question,) = read.node("FAQPage")["mainEntity"]
    assert question["name"] in read.texts("summary")
    assert question["acceptedAnswer"] == {"@type": "Answer", "text": "Yes."}


def test_a_guide_without_questions_claims_none(client):
    publish_article("Hang")

    assert "FAQPage" not in [n["@type"] for n in page(client, "/guides/hang/").graph]


def test_the_way_here_is_the_one_that_readers_see(client):
    publish_article("Hang")

    read = page(client, "/guides/hang/")

    steps = read.node("BreadcrumbList")["itemListElement"]
    assert [step["name"] for step in steps] == ["Guides", "Strength", "Hang"]
    assert [step.get("item") for step in steps] == [
        "http://testserver/guides/",
        "http://testserver/topics/strength/",
        None,
    ]
    assert read.one("nav", class_="crumbs").text == "GuidesStrengthHang"


def test_a_heading_cannot_end_the_block(client):
    publish_article('Hang</script><script>alert("1")</script>', slug="hang", faq=["</script>?"])

    read = page(client, "/guides/hang/")

    assert read.node("Article")["headline"] == 'Hang</script><script>alert("1")</script>'
    assert [script.attributes for script in read.all("script")] == [
        {"type": "application/ld+json"},
        {"type": "module", "src": "/static/js/main.js"},
    ]


@pytest.mark.parametrize("path", ["/guides/", "/topics/strength/", "/tags/bar/"])
def test_a_list_names_its_guides_in_the_order_of_the_page(client, path):
    for title in ("Hang", "Pull"):
        publish_article(title, tags=["Bar"])

    read = page(client, path)

    listed = read.node("ItemList")["itemListElement"]
    assert read.node("CollectionPage")["mainEntity"] == {"@id": f"http://testserver{path}#list"}
    assert [(item["position"], item["name"], item["url"]) for item in listed] == [
        (1, "Pull", "http://testserver/guides/pull/"),
        (2, "Hang", "http://testserver/guides/hang/"),
    ]


def test_an_authors_page_is_about_the_author(client):
    portrait = make_picture()
    publish_article(author=make_author("Abla Deku", credentials="BSc", portrait=portrait))

    profile = page(client, "/authors/abla-deku/").node("ProfilePage")

    assert profile["mainEntity"]["name"] == "Abla Deku"
    assert profile["mainEntity"]["description"] == "BSc"
    assert profile["mainEntity"]["image"].startswith("http://testserver/media/pictures/")
