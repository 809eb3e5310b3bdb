"""Steps, easier, harder, story, conclusion, or plain text."""

import pytest

from tests.articles.imported import headings, read

TEXT = "What stands below it is a text of some length that ends with a full stop."
TOLD = (
    "I was sure that my hips were to blame, and I stretched them for months. My back did not"
    " thank me. Then I put a wedge under my heels, and I sat, and I laughed at myself for a week."
)


def kinds(*pairs: tuple[str, str]) -> dict[str, str]:
    pieces = ["A Title of Words", TEXT] + [piece for pair in pairs for piece in pair if piece]
    return {section.heading: section.kind for section in read("\n\n".join(pieces)).sections}


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Squat on a Chair (Regression)", "easier"),
        ("Squat on One Leg (Progression)", "harder"),
        ("Easier: With a Chair", "easier"),
        ("Advanced: One Leg", "harder"),
        ("Beginner Version", "easier"),
        ("Make It Harder", "harder"),
        ("Hocke am Türrahmen (leichter)", "easier"),
        ("Sentadilla con pausa (más difícil)", "harder"),
        ("Easier", "easier"),
        ("Regressions and Progressions", "text"),
        ("The Easy Way to Sleep", "text"),
        ("From Easier to Harder (Easier, Harder)", "text"),
    ],
)
def test_a_heading_names_a_variation(heading, kind):
    assert kinds(("The Squat", TEXT), (heading, TEXT))[heading] == kind


def test_a_variation_at_level_2_is_plain_text():
    assert (
        kinds(("With a Chair (Easier)", TEXT), ("After It", TEXT))["With a Chair (Easier)"]
        == "text"
    )


@pytest.mark.parametrize(
    "heading",
    ["Conclusion", "Final Thoughts", "The Bottom Line: Hang", "Fazit", "Conclusión", "Summary"],
)
def test_a_conclusion_is_named(heading):
    assert kinds(("One", TEXT), ("Two", TEXT), (heading, TEXT))[heading] == "conclusion"


def test_a_conclusion_does_not_begin_a_guide():
    assert kinds(("Conclusion", TEXT), ("Two", TEXT), ("Three", TEXT))["Conclusion"] == "text"


@pytest.mark.parametrize("heading", ["My Winter Diary", "A Story From the Hall", "What I Learned"])
def test_a_story_is_told_in_the_first_person(heading):
    assert kinds(("One", TEXT), (heading, TOLD))[heading] == "story"


def test_a_section_that_says_i_where_the_rest_does_not_is_a_story_as_a_guess():
    pieces = ["A Title of Words", TEXT, "One", TEXT, "The Winter in Leeds", TOLD, "Two", TEXT]

    proposal = read("\n\n".join(pieces))

    assert "H2 story The Winter in Leeds" in headings(proposal)
    assert any(guess.part == "sections.1.kind" for guess in proposal.guesses)


def test_a_guide_that_says_i_throughout_tells_no_single_story():
    found = kinds(("One", TOLD), ("Two", TOLD), ("Three", TOLD))

    assert set(found.values()) == {"text"}


def test_a_heading_alone_makes_no_story():
    assert kinds(("One", TEXT), ("My Method", TEXT))["My Method"] == "text"


def test_steps_lose_their_number_which_is_listed():
    pieces = ["A Title", TEXT, "How to hang", "1. Grip", TEXT, "2. Let go", TEXT]

    proposal = read("\n\n".join(pieces))

    assert [section.heading for section in proposal.sections[1:]] == ["Grip", "Let go"]
    assert [(w.text, w.why) for w in proposal.dropped] == [
        ("1.", "a step's number"),
        ("2.", "a step's number"),
    ]


def test_what_is_only_counted_is_no_step():
    found = kinds(("Common mistakes", ""), ("1. Pulling", TEXT), ("2. Swinging", TEXT))

    assert found == {"Common mistakes": "text", "1. Pulling": "text", "2. Swinging": "text"}


def test_exercises_in_a_row_may_be_steps():
    pieces = ["A Title", TEXT, "Two exercises", "1. Carry", TEXT, "2. Crawl", TEXT]

    proposal = read("\n\n".join(pieces))

    assert headings(proposal)[1:] == ["H3 steps Carry", "H3 steps Crawl"]
    assert {guess.part for guess in proposal.guesses} >= {"sections.1.kind", "sections.2.kind"}


def test_a_step_without_other_words_keeps_its_number():
    found = kinds(("How to hang", ""), ("Step 1", TEXT), ("Step 2", TEXT))

    assert found == {"How to hang": "text", "Step 1": "steps", "Step 2": "steps"}


def test_days_and_weeks_are_no_steps():
    assert kinds(("The plan", ""), ("Day 1", TEXT), ("Day 2", TEXT))["Day 2"] == "text"
