import pytest

from tests.articles.checked import found, said
from tests.factories import make_article, make_product

pytestmark = pytest.mark.django_db


def h3(heading: str, **fields) -> dict:
    return {"heading": heading, "level": 3, **fields}


def test_an_h3_needs_an_h2_before_it():
    article = make_article(sections=[h3("Thumb"), h3("Finger"), "Grip", h3("Palm")])

    assert found("heading_order", article) == ["id_sections-0-level", "id_sections-1-level"]


def test_an_h3_after_an_h2_is_in_order():
    assert found("heading_order", make_article(sections=["Grip", h3("Thumb")])) == []


def test_a_small_heading_needs_an_h3_above_it():
    small = "<h4>Thumb</h4><p>Over the bar.</p>"
    article = make_article(introduction=small, sections=[{"heading": "Grip", "body": small}])

    assert found("skipped_level", article) == ["id_introduction", "id_sections-0-body"]


def test_a_small_heading_below_an_h3_is_in_order():
    small = "<h4>Thumb</h4><p>Over the bar.</p>"

    assert found("skipped_level", make_article(sections=["Grip", h3("Hand", body=small)])) == []


def test_two_chapters_of_one_name_are_told_apart():
    assert found("double_heading", make_article(sections=["Grip", "Pull", "grip:"])) == [
        "id_sections-2-heading"
    ]


def test_two_parts_of_one_chapter_are_told_apart():
    article = make_article(sections=["Grip", h3("Easier"), h3("Easier")])

    assert found("double_heading", article) == ["id_sections-2-heading"]


def test_parts_of_different_chapters_may_have_one_name():
    article = make_article(sections=["Grip", h3("Easier"), "Pull", h3("Easier")])

    assert found("double_heading", article) == []


@pytest.mark.parametrize("body", ["", "<p> </p>", "<p>&nbsp;</p>", "<ul><li></li></ul>"])
def test_a_section_without_a_word_is_empty(body):
    article = make_article(sections=["Grip", {"heading": "Pull", "body": body}])

    assert found("empty_section", article) == ["id_sections-1-body"]


def test_a_chapter_with_parts_needs_no_text_of_its_own():
    article = make_article(sections=[{"heading": "Grip", "body": ""}, h3("Thumb")])

    assert found("empty_section", article) == []


def test_a_part_without_text_is_empty_even_before_another_part():
    article = make_article(sections=["Grip", h3("Thumb", body=""), h3("Finger")])

    assert found("empty_section", article) == ["id_sections-1-body"]


def test_a_product_fills_a_section():
    section = {"heading": "Grip", "body": "", "product": make_product()}

    assert found("empty_section", make_article(sections=[section])) == []


@pytest.mark.parametrize(("count", "places"), [(2, 1), (3, 0), (6, 0), (7, 1)])
def test_three_to_six_takeaways_are_kept_in_mind(count, places):
    article = make_article(takeaways=[f"Hang {number}" for number in range(count)])

    assert found("takeaway_count", article) == ["takeaways-heading"] * places


def test_a_takeaway_says_why():
    article = make_article(takeaways=["Hang daily", "Rest"])
    article.takeaways.filter(label="Rest").update(text=" ")

    assert found("takeaway_without_text", article) == ["id_takeaways-1-text"]
    assert "“Rest”" in said("takeaway_without_text", article)


def test_a_question_has_an_answer():
    article = make_article(faq=["How long?", "How often?"])
    article.faq_items.filter(question="How often?").update(answer="<p> </p>")

    assert found("unanswered_question", article) == ["id_faq_items-1-answer"]
