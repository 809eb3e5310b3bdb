import pytest

from tests.articles.checked import checked, found, make_sound_article
from tests.factories import make_article, make_picture, picture_file

pytestmark = pytest.mark.django_db


def test_of_a_sound_guide_there_is_nothing_to_say():
    assert checked(make_sound_article()) == []


@pytest.mark.parametrize("title", ["Hang", "How to hang from a bar " * 3])
def test_a_title_is_neither_cut_off_nor_a_riddle(title):
    assert found("title_length", make_article(title.strip())) == ["id_title"]


@pytest.mark.parametrize("length", [10, 65])
def test_a_title_of_a_good_length_is_fine(length):
    assert found("title_length", make_article("t" * length)) == []


def test_a_title_for_search_results_stands_in_for_a_long_one():
    article = make_article("How to hang from a bar " * 4, meta_title="How to hang from a bar")

    assert found("title_length", article) == []


def test_a_title_for_search_results_is_measured_too():
    article = make_article("How to hang from a bar", meta_title="Hang")

    assert found("title_length", article) == ["id_meta_title"]


@pytest.mark.parametrize("words", ["Hang.", "Hang " * 33])
def test_a_description_is_neither_cut_off_nor_too_short(words):
    assert found("description_length", make_article(meta_description=words.strip())) == [
        "id_meta_description"
    ]


def test_a_description_of_a_good_length_is_fine():
    assert found("description_length", make_article(meta_description="Hang on. " * 9)) == []


def test_an_excerpt_stands_in_for_the_description():
    article = make_article(excerpt="It says in fifty characters what this is good for, and why.")

    assert found("description_length", article) == []


def test_a_guide_without_an_excerpt_is_asked_for_one():
    assert found("missing_excerpt", make_article(excerpt=" ")) == ["id_excerpt"]
    assert found("missing_excerpt", make_article()) == []


@pytest.mark.parametrize(
    "alt", [" ", "IMG_2034", "plate.png", "Photo", "DSC-0001.JPG", "...", "42"]
)
def test_a_description_that_says_nothing_is_none(alt):
    assert found("undescribed_picture", make_article(hero=make_picture(alt=alt))) == ["id_hero"]


@pytest.mark.parametrize("alt", ["A red plate", "Photograph of a plate", "Bildschirm", "3 plates"])
def test_a_description_in_words_is_fine(alt):
    assert found("undescribed_picture", make_article(hero=make_picture(alt=alt))) == []


def test_a_decorative_picture_needs_no_description():
    hero = make_picture(alt="", is_decorative=True)

    assert found("undescribed_picture", make_article(hero=hero)) == []


def test_a_picture_is_wide_enough_for_the_top_of_the_page():
    small = make_article(hero=make_picture(file=picture_file(1199, 20)))
    large = make_article(hero=make_picture(file=picture_file(1200, 20)))

    assert found("small_picture", small) == ["id_hero"]
    assert found("small_picture", large) == []
