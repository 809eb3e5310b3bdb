"""The key takeaways: their heading, their labels and texts."""

import pytest

from articles.importing.proposal import LABEL_LIMIT, TEXT_LIMIT
from tests.articles.imported import headings, read

TEXT = "What stands here is a text of some length that ends with a full stop."


def proposal(*pieces: str):
    return read("\n\n".join(["A Title of Words", TEXT, *pieces]))


def takeaways(*pieces: str) -> list[tuple[str, str]]:
    return [(t.label, t.text) for t in proposal(*pieces).takeaways]


@pytest.mark.parametrize(
    "heading",
    [
        "Key Takeaways",
        "Key takeaways:",
        "KEY TAKEAWAYS",
        "The Key Takeaways",
        "Key Takeaways: Hanging Well",
        "Key takeaways from this guide",
        "At a glance",
        "TL;DR",
        "What You’ll Learn",
        "Das Wichtigste in Kürze",
        "Auf einen Blick",
        "Puntos clave",
        "Summary",
    ],
)
def test_a_heading_heads_the_takeaways(heading):
    found = proposal(heading, "• Hang: daily.\n• Rest: too.", "A Heading", TEXT)

    assert found.takeaways_heading == heading.rstrip(":")
    assert len(found.takeaways) == 2
    assert headings(found) == ["H2 text A Heading"]


@pytest.mark.parametrize(
    ("point", "label", "text"),
    [
        ("Hang daily: ten seconds count.", "Hang daily", "ten seconds count."),
        ("Hang daily – ten seconds count.", "Hang daily", "ten seconds count."),
        ("Hang daily — ten: count.", "Hang daily", "ten: count."),
        ("Hang daily. Ten seconds – they count.", "Hang daily", "Ten seconds – they count."),
        ("**Hang daily:** ten seconds count.", "Hang daily", "ten seconds count."),
        ("Abs vs. hips: choose.", "Abs vs. hips", "choose."),
        ("Hang daily.", "Hang daily.", ""),
        ("Hang daily", "Hang daily", ""),
        ("Hang at 5:30 daily", "Hang at 5:30 daily", ""),
    ],
)
def test_a_point_is_parted_at_its_first_sign(point, label, text):
    assert takeaways("Key takeaways", f"• {point}\n• Rest: too.")[0] == (label, text)


def test_a_clearer_sign_is_a_surer_decision():
    found = proposal("Key takeaways", "• Hang: daily.\n• Rest – too.\n• Eat well. Sleep.\n• Walk")

    sure = [d.confidence for d in found.decisions if d.part.startswith("takeaways.")]

    assert sure == [0.95, 0.85, 0.65, 0.8]


def test_numbers_of_takeaways_are_dropped_and_listed():
    found = proposal("Key takeaways", "1. Hang: daily.\n2. Rest: too.")

    assert [takeaway.label for takeaway in found.takeaways] == ["Hang", "Rest"]
    assert [words.text for words in found.dropped] == ["1.", "2."]


def test_paragraphs_below_the_heading_are_takeaways_that_lost_their_bullets():
    found = takeaways("Key takeaways", "Hang: daily.", "Rest: too.", "A Heading", TEXT)

    assert found == [("Hang", "daily."), ("Rest", "too.")]


def test_such_paragraphs_end_where_the_labels_end():
    long = "A paragraph that does not say what it is about in front. " * 5
    found = proposal("Key takeaways", "Hang: daily.", "Rest: too.", long)

    assert len(found.takeaways) == 2
    assert long.strip() in found.introduction


def test_short_headings_with_short_texts_are_takeaways_as_a_guess():
    found = proposal(
        "Key takeaways",
        "Hang daily",
        "Ten seconds count.",
        "Rest too",
        "Two days.",
        "Then",
        TEXT * 4,
    )

    assert [(t.label, t.text) for t in found.takeaways] == [
        ("Hang daily", "Ten seconds count."),
        ("Rest too", "Two days."),
    ]
    assert {guess.part for guess in found.guesses} >= {"takeaways.0", "takeaways.1"}


def test_a_sentence_before_the_list_is_left_over():
    found = proposal(
        "Key takeaways", "Here is all you need to know today.", "• Hang: daily.\n• Rest: too."
    )

    assert [words.text for words in found.leftovers] == ["Here is all you need to know today."]


def test_what_stands_below_the_list_stays_where_it_stood():
    found = proposal("Key takeaways", "• Hang: daily.\n• Rest: too.", "And so to work, my friends.")

    assert found.introduction.endswith("<p>And so to work, my friends.</p>")


@pytest.mark.parametrize(
    "point",
    ["x" * (LABEL_LIMIT + 1), f"Hang: {'x' * (TEXT_LIMIT + 1)}"],
)
def test_points_that_do_not_fit_stay_a_section(point):
    found = proposal("Key takeaways", f"• {point}\n• Rest: too.")

    assert not found.takeaways
    assert headings(found) == ["H2 text Key takeaways"]


def test_what_stands_below_a_point_goes_on_with_it():
    found = proposal("Key takeaways", "• Hang: daily.\n  ◦ And nightly.\n• Rest: too.")

    assert [(t.label, t.text) for t in found.takeaways] == [
        ("Hang", "daily. And nightly."),
        ("Rest", "too."),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "TL;DR\n\nHang daily. Let the feet go. Breathe out.",
        "TL;DR\n\nHang daily; let the feet go; breathe out.",
        "In short: Hang daily. Let the feet go. Breathe out.",
    ],
)
def test_a_summary_in_one_paragraph_is_a_takeaway_a_sentence(said):
    found = proposal("Most people pull first, and wonder why the shoulder minds.", said)

    labels = [takeaway.label.rstrip(".").casefold() for takeaway in found.takeaways]
    assert labels == ["hang daily", "let the feet go", "breathe out"]


def test_a_first_heading_that_speaks_of_points_may_head_them():
    points = "• Hang: daily.\n• Rest: too."

    found = proposal("Three facts to remember", points, "A Heading", TEXT)

    assert found.takeaways_heading == "Three facts to remember"
    assert [d.is_guess for d in found.decisions if d.part == "takeaways_heading"] == [True]


def test_a_second_list_of_takeaways_is_a_section():
    points = "• Hang: daily.\n• Rest: too."

    found = proposal("Key takeaways", points, "At a glance", points)

    assert found.takeaways_heading == "Key takeaways"
    assert headings(found) == ["H2 text At a glance"]


def test_a_text_without_takeaways_has_none():
    found = proposal("A Heading", "• Hang: daily.\n• Rest: too.")

    assert (found.takeaways_heading, found.takeaways) == ("", [])


def test_a_summary_at_the_end_is_no_list_of_takeaways():
    found = proposal("One", TEXT, "Two", TEXT, "Summary", "• Hang: daily.\n• Rest: too.")

    assert not found.takeaways
    assert headings(found)[-1] == "H2 conclusion Summary"
