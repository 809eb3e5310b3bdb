"""Questions and answers, in the ways that texts write them."""

import pytest

from articles.importing.proposal import QUESTION_LIMIT
from tests.articles.imported import headings, read

TEXT = "What stands here is a text of some length that ends with a full stop."


def proposal(*pieces: str):
    return read("\n\n".join(["A Title of Words", TEXT, "A Heading", TEXT, *pieces]))


def questions(*pieces: str) -> list[tuple[str, str]]:
    return [(item.question, item.answer) for item in proposal(*pieces).faq]


@pytest.mark.parametrize(
    "heading",
    [
        "FAQ",
        "FAQs",
        "Frequently Asked Questions",
        "FREQUENTLY ASKED QUESTIONS",
        "Frequently asked questions about hips",
        "Leg Lift FAQs",
        "FAQ: Hips",
        "Q&A",
        "Common questions",
        "Häufige Fragen",
        "Häufig gestellte Fragen",
        "Preguntas frecuentes",
    ],
)
def test_a_heading_heads_the_questions(heading):
    found = proposal(heading, "Does it hurt?", "No, it does not.")

    assert found.faq_heading == heading
    assert found.faq[0].question == "Does it hurt?"
    assert headings(found) == ["H2 text A Heading"]


def test_an_answer_is_all_up_to_the_next_question():
    found = questions(
        "FAQ", "Does it hurt?", "No.", "• It tickles\n• It warms", "How long?", "A minute."
    )

    assert found == [
        ("Does it hurt?", "<p>No.</p><ul><li>It tickles</li><li>It warms</li></ul>"),
        ("How long?", "<p>A minute.</p>"),
    ]


def test_one_word_is_an_answer():
    assert questions("FAQ", "Does it hurt?", "No", "How long?", "Long") == [
        ("Does it hurt?", "<p>No</p>"),
        ("How long?", "<p>Long</p>"),
    ]


@pytest.mark.parametrize(
    ("ask", "answer"),
    [("Q:", "A:"), ("Q.1)", ""), ("Question:", "Answer:"), ("Frage 1:", "Antwort:"), ("P:", "R:")],
)
def test_questions_may_be_marked(ask, answer):
    ask = ask.replace("Q.1)", "Q1:")

    found = questions("FAQ", f"{ask} Does it hurt?\n{answer} No, not at all.".replace("\n ", "\n"))

    assert found == [("Does it hurt?", "<p>No, not at all.</p>")]


def test_marked_questions_need_no_heading():
    found = proposal("Q: Does it hurt?\nA: No.", "Q: How long?\nA: A minute.")

    assert (found.faq_heading, len(found.faq)) == ("", 2)
    assert "Does it" not in found.sections[0].body


def test_a_heading_with_nothing_but_marked_questions_heads_them():
    found = proposal("What people write to us", "Q: Does it hurt?\nA: No.")

    assert found.faq_heading == "What people write to us"
    assert [g.part for g in found.guesses if g.part == "faq_heading"] == ["faq_heading"]


def test_question_and_answer_may_stand_on_one_line():
    found = questions("FAQ", "Q: Does it hurt? A: No.", "Q: How long? A: A minute.")

    assert found == [("Does it hurt?", "<p>No.</p>"), ("How long?", "<p>A minute.</p>")]


def test_question_and_answer_may_be_one_paragraph():
    found = questions("FAQ", "Does it hurt? No, it does not.", "How long? A minute, no more.")

    assert found == [
        ("Does it hurt?", "<p>No, it does not.</p>"),
        ("How long?", "<p>A minute, no more.</p>"),
    ]


def test_question_and_answer_may_be_a_point_of_a_list():
    found = questions("FAQ", "• Does it hurt? No.\n• How long? A minute.")

    assert [question for question, _answer in found] == ["Does it hurt?", "How long?"]


def test_numbers_of_questions_are_dropped_and_listed():
    found = proposal("FAQ", "1. Does it hurt?", "No.", "2. How long?", "A minute.")

    assert [item.question for item in found.faq] == ["Does it hurt?", "How long?"]
    assert [words.text for words in found.dropped] == ["1.", "2."]


def test_the_next_heading_ends_the_questions():
    found = proposal("FAQ", "Does it hurt?", "No.", "Conclusion", TEXT)

    assert len(found.faq) == 1
    assert headings(found)[-1] == "H2 conclusion Conclusion"


def test_a_stated_deeper_heading_is_a_question_without_its_mark():
    found = questions("## FAQ", "### Pain in the hands", "It goes.", "### How long?", "A minute.")

    assert [question for question, _answer in found] == ["Pain in the hands", "How long?"]


def test_headings_right_below_are_questions_as_a_guess():
    found = proposal("FAQ", "Pain in the hands", "It goes away.", "Pain in the feet", "That too.")

    assert [item.question for item in found.faq] == ["Pain in the hands", "Pain in the feet"]
    assert {guess.part for guess in found.guesses} >= {"faq.0", "faq.1"}


def test_questions_below_the_conclusion_need_no_heading():
    found = proposal("Conclusion", TEXT, "Does it hurt?", "No, not much.", "How long?", "A minute.")

    assert (found.faq_heading, len(found.faq)) == ("", 2)


def test_headings_that_ask_are_sections_elsewhere():
    found = proposal("Does it hurt?", TEXT, "How long?", TEXT)

    assert not found.faq
    assert headings(found)[1:] == ["H2 text Does it hurt?", "H2 text How long?"]


def test_a_question_without_an_answer_is_left_over():
    found = proposal("FAQ", "Does it hurt?", "No.", "How long?", "Why?", "Because.")

    assert [item.question for item in found.faq] == ["Does it hurt?", "Why?"]
    assert [words.text for words in found.leftovers] == ["How long?"]


def test_a_question_too_long_for_one_is_left_over_with_its_answer():
    endless = f"Q: {'really ' * (QUESTION_LIMIT // 6)}?"

    found = proposal("FAQ", f"{endless}\nA: Yes.", "Q: How long?\nA: A minute.")

    assert [item.question for item in found.faq] == ["How long?"]
    assert found.leftovers[0].text == endless.replace("  ", " ").replace(" ?", " ?")


def test_a_sentence_above_the_first_question_is_left_over():
    found = proposal("FAQ", "You asked, and we answer here.", "Does it hurt?", "No.")

    assert [words.text for words in found.leftovers] == ["You asked, and we answer here."]


def test_a_heading_without_any_question_is_a_section():
    found = proposal("Questions", TEXT)

    assert not found.faq
    assert headings(found)[-1] == "H2 text Questions"
