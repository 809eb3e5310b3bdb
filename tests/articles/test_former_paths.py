"""Addresses of an old site lead where their pages are now, in one hop and behind every page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from articles import addresses, former_paths, publishing
from articles.models import Article, FormerPath
from tests.articles.desk import chief, make_member, signed_in
from tests.factories import make_article, make_topic, publish_article

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/formerpath/add/"


def leads(client, path: str) -> tuple[int, str]:
    response = client.get(path)
    return response.status_code, response.headers.get("Location", "")


@pytest.fixture
def guide() -> Article:
    return publish_article("First pull-up").article


@pytest.mark.parametrize(
    "asked",
    [
        "/2019/05/first-pull-up/",
        "/2019/05/first-pull-up",
        "/2019/05/First-Pull-Up/?utm_source=mail",
    ],
)
def test_an_old_address_leads_to_its_guide(client, guide, asked):
    former_paths.remember(guide, ["https://old.example/2019/05/first-pull-up/"])

    assert leads(client, asked) == (301, "/guides/first-pull-up/")


def test_a_doubled_slash_is_none(guide):
    former_paths.remember(guide, ["/2019/05/first-pull-up/"])

    assert former_paths.find("//2019/05//first-pull-up/") == "/guides/first-pull-up/"


def test_letters_of_every_language_are_one_address(client, guide):
    former_paths.remember(guide, ["/blog/%C3%BCbung/"])

    assert leads(client, "/blog/Übung") == (301, "/guides/first-pull-up/")


def test_it_leads_there_in_one_hop_when_the_guide_has_moved(client, guide):
    former_paths.remember(guide, ["/old/post"])
    addresses.rename(guide, "pull-up")

    assert leads(client, "/old/post") == (301, "/guides/pull-up/")
    assert client.get("/guides/pull-up/").status_code == 200


def test_what_readers_do_not_see_is_not_found(client):
    former_paths.remember(make_article("Draft"), ["/old/draft"])

    assert leads(client, "/old/draft") == (404, "")


def test_a_guide_that_left_is_not_found_under_its_old_address(client, guide):
    former_paths.remember(guide, ["/old/post"])
    publishing.unpublish(guide)

    assert leads(client, "/old/post") == (404, "")


def test_no_page_is_shadowed(client, guide):
    FormerPath.objects.create(path="/shop", article=guide)
    FormerPath.objects.create(path="/guides/first-pull-up", page="/")

    assert client.get("/shop/").status_code == 200
    assert client.get("/guides/first-pull-up/").status_code == 200


def test_only_who_reads_is_led_on(client, guide):
    former_paths.remember(guide, ["/old/post"])

    assert client.post("/old/post").status_code == 404


def test_a_missing_page_asks_one_query_more(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert former_paths.find("/nowhere/at/all") == ""


def test_an_address_that_leads_somewhere_goes_on_doing_so(guide):
    other = publish_article("Hang").article
    former_paths.remember(guide, ["/old/post"])

    former_paths.remember(other, ["/old/post", "/old/hang", "", "/"])

    found = FormerPath.objects.values_list("path", "article__slug")
    assert set(found) == {("/old/post", "first-pull-up"), ("/old/hang", "hang")}


@pytest.mark.parametrize(
    "line",
    [
        "/2019/05/one/, first-pull-up",
        "/2019/05/one/;/guides/first-pull-up/",
        "/2019/05/one\thttp://testserver/guides/first-pull-up",
        "https://old.example/2019/05/one/ → first-pull-up",
        '"/2019/05/one","/guides/first-pull-up"',
    ],
)
def test_a_line_of_a_list_names_both(client, guide, line):
    added = former_paths.add(f"Redirect from,Redirect to\n\n{line}\n")

    assert (added.count, added.refused) == (1, [])
    assert leads(client, "/2019/05/one/") == (301, "/guides/first-pull-up/")


def test_it_may_lead_to_another_page(client):
    make_topic("Food")

    former_paths.add("/category/food, /topics/food/\n/welcome, /")

    assert leads(client, "/category/food/") == (301, "/topics/food/")
    assert leads(client, "/welcome") == (301, "/")


def test_an_address_that_a_guide_once_had_is_that_of_the_guide(client, guide):
    addresses.rename(guide, "pull-up")

    former_paths.add("/old/post, /guides/first-pull-up/")

    assert leads(client, "/old/post") == (301, "/guides/pull-up/")


@pytest.mark.parametrize(
    "lines", ["/a, /topics/food/\n/b, /a", "/b, /topics/drink/\n/topics/drink, /topics/food/"]
)
def test_two_lines_make_no_chain(client, lines):
    make_topic("Food")

    assert former_paths.add(lines).refused == []

    assert leads(client, "/b") == (301, "/topics/food/")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("/old, nowhere", "There is no page at nowhere."),
        ("/old, /nowhere/", "There is no page at /nowhere/."),
        ("/old, https://elsewhere.example/", "“https://elsewhere.example/” is on another site."),
        ("/old,", "It is not said where this leads."),
        ("/old", "It is not said where this leads."),
        ("old, first-pull-up", "“old” is no address of an old page."),
        ("/, first-pull-up", "“/” is no address of an old page."),
        ("/shop/, first-pull-up", "There is a page at /shop, and it goes on answering."),
        (
            "/guides/first-pull-up, /",
            "There is a page at /guides/first-pull-up, and it goes on answering.",
        ),
        ("/topics/gone, /topics/gone/", "There is no page at /topics/gone/."),
        ("/old, /admin/articles/", "There is no page at /admin/articles/."),
    ],
)
def test_a_line_that_leads_nowhere_is_refused(guide, line, why):
    added = former_paths.add(f"from / to\n{line}")

    assert added.refused == [(line, why)]
    assert not FormerPath.objects.exists()


def test_lines_beyond_what_is_taken_in_at_once_are_given_back(guide, monkeypatch):
    monkeypatch.setattr(former_paths, "MOST_LINES", 2)

    added = former_paths.add(f"/a/, {guide.slug}\n/b/, {guide.slug}\n\n/c/, {guide.slug}")

    assert added.count == 2
    assert added.refused == [(f"/c/, {guide.slug}", "Only 2 lines are taken in at once.")]


def test_the_database_holds_to_one_target(guide):
    for fields in ({"article": guide, "page": "/"}, {}, {"page": "//elsewhere", "path": "old"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FormerPath.objects.create(**{"path": "/old", **fields})


def test_an_editor_adds_a_list_and_mends_what_was_refused(guide):
    client = chief()

    response = client.post(ADD, {"text": "/old/one, first-pull-up\n/old/two, nowhere"})

    assert FormerPath.objects.get().path == "/old/one"
    assert "There is no page at nowhere." in response.text
    assert response.context["form"]["text"].value() == "/old/two, nowhere"


def test_an_editor_adds_a_file(guide):
    file = SimpleUploadedFile("redirects.csv", b"Redirect from,Redirect to\n/old,first-pull-up\n")

    response = chief().post(ADD, {"file": file}, follow=True)

    assert "1 address was added." in response.text
    assert "First pull-up" in response.text


def test_nothing_to_add_is_said():
    assert "Write a line, or choose a file." in chief().post(ADD, {"text": " "}).text


def test_a_writer_adds_none(guide):
    response = signed_in(make_member("Writer")).post(ADD, {"text": "/old, first-pull-up"})

    assert response.status_code == 403
