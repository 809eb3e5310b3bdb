"""The demo's guides, copied from their pages as plain text, come back as they were.

They were written by others and without the importer in mind, so they stand for the texts that
nobody has seen yet.
"""

import tomllib
from pathlib import Path

import pytest

import fitblog.demo
from articles.importing.text import read_text
from tests.articles.copied import copied, smaller_headings

FOLDER = Path(fitblog.demo.__file__).parent / "content" / "guides"
GUIDES = [tomllib.loads(path.read_text()) for path in sorted(FOLDER.glob("*.toml"))]

pytestmark = pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["spaced", "dense"])


def f1(pairs: list[tuple[set, set]]) -> float:
    """Of what was wanted and what was found, guide by guide."""
    right = sum(len(wanted & found) for wanted, found in pairs)
    return 2 * right / sum(len(wanted) + len(found) for wanted, found in pairs)


def test_titles_come_back(between):
    assert [read_text(copied(guide, between)).title for guide in GUIDES] == [
        guide["title"] for guide in GUIDES
    ]


def test_headings_come_back_with_their_level(between):
    pairs = []
    for guide in GUIDES:
        wanted = {(section["heading"], section["level"]) for section in guide["sections"]}
        found = {
            (section.heading.removesuffix(" (easier)").removesuffix(" (harder)"), section.level)
            for section in read_text(copied(guide, between)).sections
            if section.heading not in smaller_headings(guide)
        }
        pairs.append((wanted, found))

    assert f1(pairs) >= 0.95


def test_takeaways_come_back_with_their_labels(between):
    pairs = []
    for guide in GUIDES:
        found = {point.label.rstrip(".") for point in read_text(copied(guide, between)).takeaways}
        pairs.append(({point["label"].rstrip(".") for point in guide["takeaways"]}, found))

    assert f1(pairs) >= 0.95


def test_questions_come_back(between):
    pairs = []
    for guide in GUIDES:
        found = {item.question for item in read_text(copied(guide, between)).faq}
        pairs.append(({item["question"] for item in guide["faq"]}, found))

    assert f1(pairs) >= 0.95


def test_steps_and_variations_come_back(between):
    told = {"steps", "easier", "harder"}
    pairs = []
    for guide in GUIDES:
        wanted = {(s["heading"], s["kind"]) for s in guide["sections"] if s["kind"] in told}
        found = {
            (s.heading.removesuffix(f" ({s.kind})"), s.kind)
            for s in read_text(copied(guide, between)).sections
            if s.kind in told
        }
        pairs.append((wanted, found))

    assert f1(pairs) >= 0.95


def test_the_card_below_is_a_hint(between):
    for guide in GUIDES:
        hints = read_text(copied(guide, between)).related

        assert [(hint.title, hint.label) for hint in hints] == [
            ("Some other guide about hips", "Mobility")
        ]
