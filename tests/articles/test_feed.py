"""The feed: the newest guides, whole, for readers of feeds."""

from xml.etree import ElementTree

import pytest

from articles.addresses import rename
from articles.feeds import ENTRIES
from tests.factories import make_author, make_picture, make_topic, publish_article

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client) -> list[ElementTree.Element]:
    return ElementTree.fromstring(client.get("/feed/").content).findall(f"{ATOM}entry")


def test_every_page_leads_to_the_feed(client):
    response = client.get("/")

    assert '<link rel="alternate" type="application/atom+xml"' in response.content.decode()
    assert client.get("/feed/").headers["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_the_feed_names_the_site_and_itself(client):
    publish_article()

    feed = ElementTree.fromstring(client.get("/feed/").content)

    assert feed.findtext(f"{ATOM}title") == "Fitblog guides"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"alternate": "http://testserver/", "self": "http://testserver/feed/"}


def test_an_entry_carries_the_whole_guide(client):
    publish_article(
        "Hang",
        introduction="<p>It begins.</p>",
        takeaways=["Hold"],
        sections=["Grip"],
        faq=["Why?"],
        tags=["Bar"],
    )

    (entry,) = entries(client)

    content = entry.find(f"{ATOM}content")
    assert content.get("type") == "html"
    for words in ("It begins.", "Hold", "<h2>Grip</h2>", "<h3>Why?</h3>", "Yes."):
        assert words in content.text
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ines Marlow"
    assert [c.get("term") for c in entry.findall(f"{ATOM}category")] == ["Strength", "Bar"]


def test_every_address_in_an_entry_is_whole(client):
    publish_article(
        hero=make_picture(),
        introduction='<p><a href="/guides/grip/">Grip</a> <a href="https://example.org/">E</a></p>',
    )

    (entry,) = entries(client)

    content = entry.findtext(f"{ATOM}content")
    assert 'href="http://testserver/guides/grip/"' in content
    assert 'href="https://example.org/"' in content
    assert 'src="http://testserver/media/pictures/' in content


def test_a_guide_that_moves_is_no_new_entry(client):
    article = publish_article("Hang").article
    before = entries(client)[0].findtext(f"{ATOM}id")

    rename(article, "grip")

    (entry,) = entries(client)
    assert entry.findtext(f"{ATOM}id") == before
    assert entry.find(f"{ATOM}link").get("href") == "http://testserver/guides/grip/"


def test_the_feed_brings_the_newest_in_one_query(client, django_assert_num_queries):
    for number in range(ENTRIES + 1):
        publish_article(f"Guide no. {number}", tags=["Bar"])

    with django_assert_num_queries(1):
        found = entries(client)

    assert len(found) == ENTRIES
    assert found[0].findtext(f"{ATOM}title") == f"Guide no. {ENTRIES}"


def test_an_empty_site_has_an_empty_feed(client):
    assert entries(client) == []


@pytest.mark.parametrize("shelf", ["/topics/food/", "/tags/oats/", "/authors/sam-reed/"])
def test_a_shelf_has_a_feed_of_its_own_guides(client, shelf):
    publish_article("Hang")
    publish_article("Eat", topic=make_topic("Food"), author=make_author("Sam Reed"), tags=["Oats"])

    feed = ElementTree.fromstring(client.get(f"{shelf}feed/").content)

    assert [e.findtext(f"{ATOM}title") for e in feed.findall(f"{ATOM}entry")] == ["Eat"]
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": f"http://testserver{shelf}",
        "self": f"http://testserver{shelf}feed/",
    }
    assert f'href="{shelf}feed/"' in client.get(shelf).content.decode()


def test_a_shelf_that_is_not_there_has_no_feed(client):
    assert client.get("/topics/none/feed/").status_code == 404
