"""The search page, as anybody sees it."""

import pytest
from django.urls import reverse

from articles.models import Miss
from tests.factories import make_product, make_topic, make_variant, publish_article
from tests.markup import Markup

pytestmark = pytest.mark.django_db
SEARCH = reverse("search")


def look(client, words: str, **more: str):
    return client.get(SEARCH, {"q": words, **more})


def test_guides_and_goods_are_shown_with_the_words_marked(client):
    publish_article("Ankle mobility", introduction="<p>Move the ankles <i>daily</i>.</p>")
    make_variant(make_product("Ankle weights", summary="For both ankles."))

    page = look(client, "ankle").text

    assert "<mark>Ankle</mark> mobility" in page
    assert "Move the <mark>ankles</mark> daily" in page
    assert "<mark>Ankle</mark> weights" in page


def test_it_is_public_without_a_cookie(client):
    publish_article("Ankle mobility")

    response = look(client, "ankle")

    assert response.headers["Cache-Control"].startswith("public")
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies


def test_for_search_engines_what_is_found_stands_for_the_box(client):
    publish_article("Ankle mobility")

    page = Markup.of(client.get(SEARCH, {"q": "ankle"}))

    assert page.one("link", rel="canonical")["href"] == "http://testserver/search/"
    assert page.meta("description").endswith("“ankle”.")


@pytest.mark.parametrize("words", ["zzzyzx", "ankle pills cheap"])
def test_words_that_are_not_found_are_for_no_search_engine(client, words):
    publish_article("Ankle mobility")

    assert Markup.of(client.get(SEARCH, {"q": words})).meta("robots") == "noindex"


@pytest.mark.parametrize("number", [1, 12])
def test_a_page_of_results_costs_four_queries(client, django_assert_num_queries, number):
    for n in range(number):
        publish_article(f"Ankle {n}", tags=["Joint"])
        make_variant(make_product(f"Ankle weight {n}"))

    with django_assert_num_queries(4):
        look(client, "ankle")


def test_without_words_it_asks_for_the_topics_alone(client, django_assert_num_queries):
    make_topic("Food")

    with django_assert_num_queries(1):
        assert "Food" in client.get(SEARCH).text


def test_nothing_found_leads_on_and_is_counted(client, django_assert_num_queries):
    publish_article("Ankle mobility", topic=make_topic("Mobility"))

    with django_assert_num_queries(4):
        page = look(client, "zzzyzx").text
    look(client, "ZZZYZX")

    assert "No match for <q>zzzyzx</q>" in page
    assert "Ankle mobility" in page
    assert "Mobility" in page
    assert (Miss.objects.get().words, Miss.objects.get().times) == ("zzzyzx", 2)


def test_a_flood_of_nonsense_fills_no_disk(client, monkeypatch):
    monkeypatch.setattr("articles.misses.MOST", 2)

    for words in ("one", "two", "three", "two"):
        look(client, words)

    assert dict(Miss.objects.values_list("words", "times")) == {"one": 1, "two": 2}


@pytest.mark.parametrize("words", ["ann@example.com", "0170 1234567", "!!!", "x" * 90 + " " + "y"])
def test_what_may_be_somebodys_is_not_kept(client, words):
    look(client, words)

    assert not [miss for miss in Miss.objects.all() if len(miss.words) > 80 or "1" in miss.words]
    assert not Miss.objects.filter(words__contains="example").exists()


def test_what_may_have_been_meant_is_a_link(client):
    publish_article("Ankle mobility")

    page = look(client, "ankel mobilty").text

    assert '<a href="?q=ankle+mobility">ankle mobility</a>' in page


def test_kinds_and_topics_narrow_it(client):
    publish_article("Ankle guide", topic=make_topic("Mobility"))
    publish_article("Ankle and food", topic=make_topic("Food"))
    make_variant(make_product("Ankle weights"))

    goods = look(client, "ankle", kind="product").text
    food = look(client, "ankle", topic="food").text

    assert "found-guides" not in goods
    assert "found-goods" in goods
    assert "and food</a>" in food
    assert "guide</a>" not in food


def test_further_pages_show_the_others(client):
    for n in range(13):
        publish_article(f"Ankle {n}")

    first, second = look(client, "ankle").text, look(client, "ankle", page="2").text

    assert first.count('class="hit"') == 12
    assert second.count('class="hit"') == 1
    assert "page=2" in first


@pytest.mark.parametrize(
    "address",
    [
        {"q": "a" * 10_000},
        {"q": "<script>alert(1)</script>"},
        {"q": "\x00"},
        {"q": "ankle", "page": "-1"},
        {"q": "ankle", "page": "9" * 30},
        {"q": "ankle", "page": "²"},
        {"q": "ankle", "kind": "order", "topic": "no"},
        {"q": "' OR 1=1 --"},
        {"q": "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")},
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_whatever_is_typed_is_answered(client, address):
    publish_article("Ankle mobility")

    response = client.get(SEARCH, address)

    assert response.status_code == 200
    assert "<script>alert" not in response.text
    assert client.get(reverse("suggest"), address).status_code == 200


def test_suggestions_are_a_plain_list_of_links(client, django_assert_num_queries):
    edition = publish_article("Ankle <mobility>")

    with django_assert_num_queries(1):
        response = client.get(reverse("suggest"), {"q": "ank"})

    assert f'<a href="{edition.get_absolute_url()}">Ankle &lt;mobility&gt;</a>' in response.text
    assert response.headers["Cache-Control"].startswith("public")


def test_every_page_leads_to_it(client):
    assert f'href="{SEARCH}"' in client.get("/").text
