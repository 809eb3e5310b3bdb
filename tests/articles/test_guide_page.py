"""What a reader meets on the page of a guide."""

from datetime import date

import pytest
from django.test import Client

from articles.models import Section, Source
from articles.publishing import publish
from tests.factories import (
    make_article,
    make_author,
    make_picture,
    make_product,
    make_product_picture,
    make_variant,
    publish_article,
)
from tests.markup import Markup

pytestmark = pytest.mark.django_db


def read(client: Client, edition) -> Markup:
    response = client.get(edition.get_absolute_url())
    assert response.status_code == 200
    return Markup.of(response)


def step(heading: str, **fields) -> dict:
    return {"heading": heading, "level": 3, "kind": "steps", **fields}


def test_the_title_is_the_one_h1_and_the_excerpt_stands_below_it(client):
    edition = publish_article("Hang first", excerpt="Forty seconds on the bar.")

    page = read(client, edition)

    assert page.texts("h1") == ["Hang first"]
    assert page.texts("p", class_="dek") == ["Forty seconds on the bar."]


def test_the_contents_list_leads_to_every_chapter_and_to_the_questions(client):
    edition = publish_article(sections=["Grip", step("Hang"), "Pull"], faq=["Why?"])

    page = read(client, edition)

    ids = {tag.attributes.get("id") for tag in page.tags}
    links = [tag for tag in page.all("a") if tag["href"].startswith("#")]
    assert [link["href"] for link in links[1:4]] == ["#grip", "#pull", "#questions"]
    assert all(link["href"][1:] in ids for link in links)


def test_a_guide_without_chapters_has_no_contents_list(client):
    assert not read(client, publish_article()).all("nav", class_="contents")


def test_takeaways_come_before_the_introduction(client):
    edition = publish_article(takeaways=["Hang daily"], introduction="<p>It begins.</p>")

    html = client.get(edition.get_absolute_url()).content.decode()

    assert html.index("Hang daily") < html.index("It begins.")


def test_the_takeaways_have_the_heading_that_the_editor_gave_them(client):
    edition = publish_article(takeaways=["Hang"], takeaways_heading="In short")

    page = read(client, edition)

    assert page.one("h2", id="takeaways").text == "In short"


def test_neighbouring_steps_are_rows_of_one_list(client):
    edition = publish_article(sections=["Three moves", step("Grip"), step("Hang"), step("Pull")])

    page = read(client, edition)

    assert len(page.all("ol", class_="steps")) == 1
    assert page.texts("h3")[:3] == ["Grip", "Hang", "Pull"]


def test_easier_and_harder_stand_side_by_side(client):
    edition = publish_article(
        sections=["Make it yours", step("Feet down", kind="easier"), step("One arm", kind="harder")]
    )

    page = read(client, edition)

    variations = page.one("div", class_="variations")
    assert variations.text.startswith("Easier Feet down")
    assert "Harder One arm" in variations.text


def test_a_story_names_who_tells_it(client):
    edition = publish_article(sections=[{"heading": "The rope", "kind": "story"}])

    page = read(client, edition)

    assert page.one("div", class_="story").text.startswith("A story from Ines Marlow The rope")


def test_a_chapter_may_have_no_text_of_its_own(client):
    edition = publish_article(sections=[{"heading": "Moves", "body": ""}, step("Grip")])

    page = read(client, edition)

    assert page.one("h2", id="moves")


def test_a_small_heading_never_skips_a_level(client):
    edition = publish_article(
        sections=[
            {"heading": "Grip", "body": "<h4>When it slips</h4><p>Chalk.</p>"},
            step("Hang", body="<h4>When it hurts</h4><p>Stop.</p>"),
        ]
    )

    page = read(client, edition)

    assert "When it slips" in page.texts("h3")
    assert "When it hurts" in page.texts("h4")


def test_each_question_can_be_linked_to(client):
    edition = publish_article(faq=["Do I need chalk?"])

    page = read(client, edition)

    assert page.texts("summary")[-1] == "Do I need chalk?"
    assert page.one("div", id="do-i-need-chalk").text == "Yes."


def test_sources_are_listed_with_what_is_known_of_them(client):
    article = make_article()
    Source.objects.create(
        article=article,
        title="Grip and age",
        publisher="The Lancet",
        year=2015,
        url="https://example.org/grip",
    )

    page = read(client, publish(article))

    assert page.one("a", href="https://example.org/grip").text == "Grip and age"
    assert "Grip and age, The Lancet, 2015" in page.one("section", class_="sources").text


def test_author_and_reviewer_stand_with_their_credentials(client):
    edition = publish_article(
        author=make_author("Ines Marlow", credentials="MSc", bio="Coaches beginners."),
        reviewer=make_author("Abla Deku", credentials="BSc Kinesiology"),
        reviewed_on=date(2026, 11, 18),
    )

    people = read(client, edition).one("section", class_="people").text

    assert "Ines Marlow MSc Coaches beginners." in people
    assert "Reviewed by Abla Deku, BSc Kinesiology, Nov. 18, 2026." in people


def test_tags_lead_to_their_guides(client):
    edition = publish_article(tags=["Pull ups"])

    page = read(client, edition)

    assert page.one("a", href="/tags/pull-ups/").text == "Pull ups"


def test_the_topics_picture_stands_in_for_a_missing_one(client):
    edition = publish_article()
    edition.topic.picture = make_picture(alt="A red plate")
    edition.topic.save()

    page = read(client, edition)

    assert "A red plate" in [image["alt"] for image in page.all("img")]


def test_a_product_is_shown_at_its_section_with_the_reason_for_it(client):
    product = make_product("Cork wedges")
    make_variant(product, price="28.00")
    sections = [{"heading": "Grip", "product": product, "product_reason": "Used in step two."}]

    page = read(client, publish_article("Hang", sections=sections))

    in_the_text, beside_it = page.all("div", class_="product-card")
    assert "Cork wedges Used in step two. $28.00" in in_the_text.text
    assert beside_it.text == in_the_text.text
    assert page.all("input", name="source")[0]["value"] == "/guides/hang/#grip"


def test_a_product_that_the_shop_withdrew_is_left_out(client, django_user_model):
    product = make_product("Cork wedges")
    make_variant(product)
    edition = publish_article(sections=[{"heading": "Grip", "product": product}])
    product.withdrawn_at = edition.live_from
    product.save()

    page = read(client, edition)

    assert not page.all("div", class_="product-card")
    assert not page.all("aside")


def test_keep_going_is_left_out_where_there_is_nowhere_to_go(client):
    edition = publish_article()

    assert not read(client, edition).all("section", class_="related")


def test_the_page_costs_three_queries_however_much_it_shows(client, django_assert_num_queries):
    products = [make_product(), make_product()]
    for product in products:
        make_variant(product)
        make_product_picture(product)
    sections = [{"heading": f"Part {p}", "product": p} for p in products]
    edition = publish_article(
        sections=[*sections, step("Grip")],
        takeaways=["Hang"],
        faq=["Why?"],
        tags=["Bar", "Grip"],
        author=make_author(portrait=make_picture()),
        reviewer=make_author("Abla Deku", portrait=make_picture()),
        hero=make_picture(),
    )
    for _ in range(4):
        publish_article(tags=["Bar"], hero=make_picture())

    with django_assert_num_queries(3):
        client.get(edition.get_absolute_url())


def test_the_first_day_says_published_and_a_later_one_updated(client, time_machine):
    time_machine.move_to("2026-11-01 09:00Z")
    article = publish_article().article
    first = read(client, article).one("span", class_="byline__facts").text
    time_machine.move_to("2026-11-20 09:00Z")

    publish(article)

    second = read(client, article).one("span", class_="byline__facts").text
    assert first == "Published Nov. 1, 2026 · 1 minute read"
    assert second == "Updated Nov. 20, 2026 · 1 minute read"


def test_edits_on_the_desk_change_nothing_until_the_guide_is_published_again(client):
    article = publish_article(sections=["Grip"]).article
    Section.objects.filter(article=article).update(heading="Hands")
    before = read(client, article).texts("h2")

    publish(article)

    assert "Grip" in before
    assert "Hands" in read(client, article).texts("h2")
