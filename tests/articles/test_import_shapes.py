"""Whole texts of many shapes, each beside the outline that it must become.

documents/text/NAME.txt is what an editor hands in, NAME.outline beside it what the importer must
make of it.
"""

from pathlib import Path

import pytest

from articles.importing.text import read_text
from tests.articles.imported import outline
from tests.articles.importing_words import words_in, words_of

TEXTS = sorted((Path(__file__).parent / "documents" / "text").glob("*.txt"))


def content(path: Path) -> str:
    return path.read_bytes().decode()  # line ends as they are


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_becomes_its_outline(path):
    proposal = read_text(content(path))

    assert outline(proposal) == path.with_suffix(".outline").read_text()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_word_of_a_text_is_lost_or_made_up(path):
    proposal = read_text(content(path))

    assert words_of(proposal) == words_in(content(path))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_decision_names_a_line_of_the_text_and_a_reason(path):
    lines = content(path).count("\n") + 1

    decisions = read_text(content(path)).decisions

    assert all(0 <= decision.where <= lines for decision in decisions)
    assert all(decision.what and decision.why for decision in decisions)
    assert all(0 <= decision.confidence <= 1 for decision in decisions)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_part_has_a_decision(path):
    proposal = read_text(content(path))

    decided = {decision.part for decision in proposal.decisions}

    parts = {"title", "introduction"}
    parts |= {f"takeaways.{n}" for n in range(len(proposal.takeaways))}
    parts |= {f"faq.{n}" for n in range(len(proposal.faq))}
    parts |= {f"related.{n}" for n in range(len(proposal.related))}
    for number in range(len(proposal.sections)):
        parts |= {f"sections.{number}.{what}" for what in ("heading", "level", "kind")}
    assert parts <= decided
