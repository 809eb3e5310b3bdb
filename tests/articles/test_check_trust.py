from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from tests.articles.checked import found, said
from tests.factories import make_article, make_author, make_product, make_variant

pytestmark = pytest.mark.django_db


def claiming(words: str, **fields) -> Article:
    return make_article(sections=[{"heading": "Grip", "body": f"<p>{words}</p>"}], **fields)


def with_product(**fields) -> Article:
    stock = fields.pop("stock", 3)
    variant = make_variant(make_product("Bar", **fields), stock=stock)
    return make_article(sections=[{"heading": "Grip", "product": variant.product}])


@pytest.mark.parametrize(
    "words",
    [
        "Hanging cures back pain.",
        "It prevents most shoulder injuries.",
        "It lowers your blood pressure.",
        "Studies show that hanging helps.",
        "Das lindert chronische Schmerzen.",
        "Está científicamente demostrado.",
    ],
)
def test_a_promise_about_health_asks_for_a_source_and_a_reviewer(words):
    assert found("health_claim", claiming(words)) == ["id_sections-0-body"]
    assert said("health_claim", Article.objects.get()).endswith(
        "name a source and let somebody review it."
    )


@pytest.mark.parametrize(
    "words", ["Hang for ten seconds.", "It feels good.", "Treat the bar with care."]
)
def test_words_that_promise_nothing_ask_for_nothing(words):
    assert found("health_claim", claiming(words)) == []


def test_what_is_there_already_is_not_asked_for():
    sourced = claiming("It cures pain.")
    sourced.sources.create(title="On pain")
    reviewed = claiming("It cures pain.", reviewer=make_author("Abla Deku"))

    assert said("health_claim", sourced).endswith("one, let somebody review it.")
    assert said("health_claim", reviewed).endswith("one, name a source.")


def test_a_promise_with_a_source_and_a_reviewer_is_fine():
    article = claiming("It cures pain.", reviewer=make_author("Abla Deku"))
    article.sources.create(title="On pain")

    assert found("health_claim", article) == []


def test_a_review_grows_old(settings):
    settings.REVIEW_DAYS = 30
    today = timezone.localdate()
    old = make_article(reviewed_on=today - timedelta(days=31))
    recent = make_article(reviewed_on=today - timedelta(days=30))

    assert found("review_overdue", old) == ["id_reviewed_on"]
    assert found("review_overdue", recent) == []


def test_the_day_of_an_old_review_is_named():
    assert "3 Nov 2020" in said("review_overdue", make_article(reviewed_on=date(2020, 11, 3)))


def test_a_guide_that_was_never_reviewed_is_not_overdue():
    assert found("review_overdue", make_article()) == []


def test_a_product_that_is_no_longer_sold_is_told():
    article = with_product(withdrawn_at=timezone.now())

    assert found("withdrawn_product", article) == ["id_sections-0-product"]
    assert found("sold_out_product", article) == []


def test_a_product_that_is_sold_out_is_told():
    article = with_product(stock=0)

    assert found("sold_out_product", article) == ["id_sections-0-product"]
    assert found("withdrawn_product", article) == []


def test_a_product_in_stock_is_fine():
    article = with_product(stock=1)

    assert found("sold_out_product", article) == found("withdrawn_product", article) == []


def test_a_long_paragraph_is_a_hint():
    assert found("long_paragraph", claiming("word " * 111)) == ["id_sections-0-body"]
    assert found("long_paragraph", claiming("word " * 110)) == []


def test_long_sentences_are_a_hint():
    assert found("long_sentences", claiming(("word " * 27 + "end. ") * 3)) == ["id_sections-0-body"]
    assert found("long_sentences", claiming(("word " * 20 + "end. ") * 3)) == []


def test_one_long_sentence_between_short_ones_is_fine():
    assert found("long_sentences", claiming("word " * 40 + "end. Short one. Another one.")) == []
