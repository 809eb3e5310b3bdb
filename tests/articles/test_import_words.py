"""Any text gives a proposal that fits the desk, and holds every one of its words."""

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.importing import proposal as limits
from articles.importing.proposal import Proposal
from articles.importing.text import NothingToRead, read_text
from tests.articles.importing_words import words_in, words_of

PHRASES = """Hips|the knee bends|Key Takeaways|Key takeaways: now|FAQ|Frequently Asked Questions
Why does it pop?|Can I?|Conclusion|Summary|Read more|Related posts|Leave a comment|Contents
Skip to content|Cart|Menu|Article: Squat Well Today|Squat Well Today|By Ines Marlow
March 3, 2024|5 min read|Home / Blog / Hips|Introduction|MAKE IT STRONG|How to Do It|The Setup
Knee Tucks (Regression)|Easier: With a Chair|Short one.|Label: a text that says why|Step 1
Read more: Squats|© 2024 Club|[Image: a knee]|It hurts. Why? Because.|Q: is it?|A: yes
Q: Why? A: because|a\tb\tc|---|===|x < y & z > w|<b>bold</b>|12 comments|Variations
Three Mistakes|low-|end|Häufige Fragen|¿Puedo?|Fazit|Unsere Übungen
A sentence that goes on about hips and knees and does not stop before it said too much.
I did my best and I saw my knees; my coach told me I was wrong, and I know it."""
MARKS = ["", "", "", "", "- ", "* ", "• ", "– ", "1. ", "2. ", "3. ", "1) ", "2) ", "Step 1: "]
MARKS += ["Step 2: ", "Step 3 ", "# ", "## ", "### ", "Week 1: ", "Week 2: ", "  - ", "    • "]
MARKS += ["   1. ", "1.1 ", "Q: ", "10 – ", "  ", "\t", "•", "1.", "Myth #1: ", "Myth #2: "]

phrases = st.sampled_from([phrase for line in PHRASES.split("\n") for phrase in line.split("|")])
endings = st.sampled_from(["", "", "", " ", " more", ":", "?", ".", "!"])
breaks = st.sampled_from(["\n", "\n\n", "\n\n", "\r\n\r\n", "\n \n\n"])
lines = st.tuples(st.sampled_from(MARKS), phrases, endings, breaks).map("".join)
pages = st.lists(lines, max_size=40).map("".join)
scribbles = st.lists(st.text("abAB.:?-•1234 \n\t#<&")).map("\n".join)
texts = st.one_of(pages, scribbles, st.text())
MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def proposed(text: str) -> Proposal | None:
    try:
        return read_text(text)
    except NothingToRead:
        return None


@MANY
@given(texts)
def test_words_in_are_words_placed_and_words_listed(text):
    proposal = proposed(text)

    assert words_in(text) == (words_of(proposal) if proposal else {})


@MANY
@given(texts)
def test_every_part_fits_its_column(text):
    proposal = proposed(text) or Proposal(title="x")

    assert 0 < len(proposal.title) <= limits.TITLE_LIMIT
    assert len(proposal.excerpt) <= limits.EXCERPT_LIMIT
    assert len(proposal.takeaways_heading) <= limits.PART_HEADING_LIMIT
    assert len(proposal.faq_heading) <= limits.PART_HEADING_LIMIT
    assert all(0 < len(t.label) <= limits.LABEL_LIMIT for t in proposal.takeaways)
    assert all(len(t.text) <= limits.TEXT_LIMIT for t in proposal.takeaways)
    assert all(0 < len(s.heading) <= limits.HEADING_LIMIT for s in proposal.sections)
    assert all(0 < len(f.question) <= limits.QUESTION_LIMIT for f in proposal.faq)
    assert all(f.answer for f in proposal.faq)
    assert all(hint.title for hint in proposal.related)


@MANY
@given(texts)
def test_a_level_3_always_has_a_level_2_before_it(text):
    proposal = proposed(text) or Proposal(title="x")

    levels = [section.level for section in proposal.sections]

    assert set(levels) <= {2, 3}
    assert levels[:1] in ([], [2])


@MANY
@given(texts)
def test_a_proposal_survives_json(text):
    proposal = proposed(text) or Proposal(title="x")

    assert Proposal.from_json(json.loads(json.dumps(proposal.to_json()))) == proposal


LARGE = 100_000  # characters
REPEATED = {
    "paragraphs": "Some Heading Here\n\nA text that says something and ends with a full stop.\n\n",
    "one paragraph": "word and another word. ",
    "short lines": "Hips\n",
    "lists": "- a point\n  - one below it\n",
    "numbers that begin again": "1. a\n  1. b\n    1. c\n      1. d\n",
    "lines broken by hand": "a line of words that is broken by hand at seventy characters so\n",
    "rows": "a\tb\tc\n",
    "rows of many widths": "a\tb\nc\na\tb\tc\n",
    "questions": "Why is it?\n\nBecause it is so and not otherwise.\n\n",
    "marked questions": "Q: Why?\nA: So.\n",
    "links": "Read more\nA\n",
    "contents": "Alpha\nBeta\nGamma\n\nAlpha\n\nText and text.\n\n",
    "marks": "#.'?:",
}


def seconds(text: str) -> float:
    """Of this process, so that a busy machine does not count."""
    started = time.process_time()
    read_text(text)
    return time.process_time() - started


@pytest.mark.parametrize("repeated", REPEATED.values(), ids=REPEATED)
def test_reading_takes_time_in_proportion_to_the_text(repeated):
    text = (repeated * LARGE)[:LARGE]

    half, whole = seconds(f"Title\n\n{text[: LARGE // 2]}"), seconds(f"Title\n\n{text}")

    # Twice the text may take twice as long, with much play for a machine that does other things;
    # a quadratic step in a text of this size takes minutes.
    assert whole < 5 * half + 0.5
