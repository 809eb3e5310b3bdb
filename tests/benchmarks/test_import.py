"""How long a document of 60,000 words takes to read: at most 5 seconds are given to one."""

import time

import pytest

from articles.importing.documents import propose

WORDS = 60_000
SENTENCE = "Sit first, load second, and breathe while you are there; nobody counts. "
SHAPES = {
    "text": ("Part Number {n}\n\n" + SENTENCE * 12 + "\n\n", ""),
    "markdown": (
        "## Part {n}\n\n" + "Sit **first**, [load](https://a.example) second. " * 25 + "\n\n",
        "",
    ),
    "html": (
        "<h2>Part {n}</h2><p>" + "Sit <b>first</b>, <a href='/b'>load</a> second. " * 25 + "</p>",
        "<!doctype html>",
    ),
    "word": (
        "<h2>Part {n}</h2><p class=MsoNormal>" + SENTENCE * 12 + "<o:p></o:p></p>"
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>a point of words</p>",
        "",
    ),
    "docs": (
        "<h2>Part {n}</h2><p><span style='font-weight:400'>" + SENTENCE * 12 + "</span></p>",
        "<b id='docs-internal-guid-1'>",
    ),
}


@pytest.mark.parametrize("kind", SHAPES)
def test_60_000_words(kind):
    part, beginning = SHAPES[kind]
    text, number = [beginning], 0
    while sum(len(piece.split()) for piece in text[1:2]) * number < WORDS:
        number += 1
        text.append(part.replace("{n}", str(number)))

    started = time.process_time()
    proposal = propose("a", "".join(text)).proposal
    seconds = time.process_time() - started

    print(f"\n{kind}: {WORDS} words in {seconds:.2f} s of CPU time (most: 5)")
    assert proposal.source == kind
    assert len(proposal.sections) > number - 2
