import pytest

from fitblog.lib.search.question import Question
from fitblog.lib.search.snippets import marked, snippet

TEXT = "Long before that. " * 20 + "Then the ankles bend <b>deep</b> & slow. " + "And after. " * 40


def test_a_snippet_stands_around_the_word_and_marks_it():
    piece = snippet(TEXT, Question.read("ankle"))

    assert "the <mark>ankles</mark> bend" in piece
    assert piece.startswith("… ")
    assert piece.endswith(" …")
    assert len(piece) < 330


def test_what_is_no_markup_of_ours_is_text():
    assert "&lt;b&gt;<mark>deep</mark>&lt;/b&gt; &amp; slow" in snippet(TEXT, Question.read("deep"))


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("Crème fraîche", "creme", "<mark>Crème</mark> fraîche"),
        ("Die Füße", "fusse", "Die <mark>Füße</mark>"),
        ("Squatting deep", "squat", "<mark>Squatting</mark> deep"),
        ("A squat", "squatting", "A <mark>squat</mark>"),
        ("深蹲训练", "深蹲", "<mark>深蹲训练</mark>"),
        ("A dead hang", '"dead hang"', "A <mark>dead</mark> <mark>hang</mark>"),
        ("Hippo", "hi", "Hippo"),
        ("<i>", "i", "&lt;<mark>i</mark>&gt;"),
    ],
)
def test_words_are_marked_as_they_are_found(text, typed, expected):
    assert marked(text, Question.read(typed)) == expected


def test_without_a_hit_it_is_the_beginning():
    assert snippet("Short text.", Question.read("else")) == "Short text."
    assert snippet("", Question.read("else")) == ""
