"""The front of the house."""

import pytest

from articles.models import HomePage, PathStep
from tests.factories import make_product, make_topic, make_variant, publish_article
from tests.markup import Markup

pytestmark = pytest.mark.django_db


def front(client) -> Markup:
    return Markup.of(client.get("/"))


def test_the_newest_guide_leads_where_nothing_was_chosen(client):
    for title in ("Old", "New"):
        publish_article(title)

    page = front(client)

    assert page.one("h1").text == "New"
    assert page.texts("h3", class_="card__title") == ["Old"]


def test_the_chosen_guide_leads_and_is_not_repeated(client):
    chosen = publish_article("Old").article
    for number in range(7):
        publish_article(f"New {number}")
    HomePage.objects.create(lead=chosen)

    page = front(client)

    assert page.one("h1").text == "Old"
    assert page.texts("h3", class_="card__title") == [f"New {n}" for n in (6, 5, 4, 3, 2)]


def test_each_topic_is_a_plate_with_its_number_of_guides(client):
    make_topic("Food", position=2, summary="Eat for the work")
    publish_article("Hang", topic=make_topic("Strength", position=1))

    page = front(client)

    plates = page.texts("a", class_="plates__one")
    assert plates == ["11 Strength 1 guide", "00 Food Eat for the work 0 guides"]


def test_the_path_stands_in_the_editors_order_below_their_words(client):
    second, first = publish_article("Second").article, publish_article("First").article
    home = HomePage.objects.create(path_introduction="Two guides, two weeks.")
    for position, article in enumerate((first, second)):
        PathStep.objects.create(home=home, article=article, position=position)

    page = front(client)

    path = page.one("section", class_="path").text
    assert path.startswith("Start here Two guides, two weeks. Week 1, 1 minute First")
    assert path.index("First") < path.index("Second")
    assert page.one("a", href="#start").text == "New here? Start here"


def test_without_a_path_nothing_leads_to_it(client):
    publish_article()

    page = front(client)

    assert not page.all("a", href="#start")
    assert not page.all("section", class_="path")


def test_five_products_stand_on_the_shelf(client):
    for position in range(6):
        make_variant(make_product(f"Product no. {position}", position=position))

    page = front(client)

    tiles = page.texts("h3", class_="tile__title")
    assert tiles == [f"Product no. {position}" for position in range(5)]


def test_an_empty_site_opens_with_its_words(client):
    page = front(client)

    assert page.one("h1").text == "Strength, measured"
    assert page.one("title").text == "Strength, measured | Fitblog"


def test_the_description_names_the_topics(client):
    for position, name in enumerate(("Strength", "Food", "Recovery")):
        make_topic(name, position=position)

    assert front(client).meta("description").startswith("Guides on strength, food and recovery,")


def test_the_front_tells_machines_whose_site_this_is(client):
    page = front(client)

    assert page.node("Organization")["url"] == "http://testserver/"
    site = page.node("WebSite")
    assert site["publisher"] == {"@id": page.node("Organization")["@id"]}
    assert site["potentialAction"]["target"]["urlTemplate"] == (
        "http://testserver/search/?q={search_term_string}"
    )


def test_the_front_costs_five_queries(client, django_assert_num_queries):
    for title in ("Hang", "Pull"):
        article = publish_article(title).article
    home = HomePage.objects.create(lead=article)
    PathStep.objects.create(home=home, article=article, position=0)
    make_variant()

    with django_assert_num_queries(5):
        client.get("/")
