"""How well documents are read whose outline is known.

A document `name.html` lies beside `name.outline`, the outline in lines that a person can write:
“title: …”, “- takeaway | its text”, “## heading”, “### heading”, “? question”. Other lines of an
outline are not scored.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from articles.importing import cues, markdown
from articles.importing.dialects import plainly
from articles.importing.documents import propose, propose_exported
from articles.importing.exports import told
from articles.importing.proposal import Proposal
from articles.importing.reading import decoded, read_bytes
from articles.importing.words import words_in, words_in_html, words_of

OUTLINE = ".outline"
PARTS = ("headings", "takeaways", "questions")


@dataclass
class Match:
    """Parts that were found, were expected, and are both."""

    both: int = 0
    found: int = 0
    expected: int = 0

    def add(self, found: Counter[str], expected: Counter[str]) -> None:
        self.both += (found & expected).total()
        self.found += found.total()
        self.expected += expected.total()

    @property
    def f1(self) -> float:
        whole = self.found + self.expected
        return 2 * self.both / whole if whole else 1.0


@dataclass
class Score:
    """Of one format, or of all."""

    documents: int = 0
    words: int = 0
    lost: int = 0
    parts: dict[str, Match] = field(default_factory=lambda: {part: Match() for part in PARTS})
    faults: list[str] = field(default_factory=list)

    @property
    def share_lost(self) -> float:
        return self.lost / self.words if self.words else 0.0

    def add(self, case: "Case") -> None:
        self.documents += 1
        self.words += case.words.total()
        self.lost += (case.words - words_of(case.proposal, case.numbers)).total()
        found, expected = outline_of(case.proposal), _parsed(case.outline)
        for part in PARTS:
            self.parts[part].add(found[part], expected[part])
            missing = [f"missing {line}" for line in expected[part] - found[part]]
            surplus = [f"surplus {line}" for line in found[part] - expected[part]]
            self.faults += [f"{case.name}: {fault}" for fault in missing + surplus]


@dataclass(frozen=True)
class Case:
    """A document with its words, its proposal and what was expected."""

    name: str
    kind: str  # the format, as the folder names it
    words: Counter[str]
    proposal: Proposal
    outline: str
    numbers: bool = False  # whether numbers of lists are words of the document


def score(cases: Iterator[Case]) -> dict[str, Score]:
    """A score for each format, and one for all under “all”."""
    scores: dict[str, Score] = {}
    everything = Score()
    for case in cases:
        scores.setdefault(case.kind, Score()).add(case)
        everything.add(case)
    return {**scores, "all": everything}


def cases_in(folder: Path) -> Iterator[Case]:
    """Documents in folders that are named for their format."""
    for path in sorted(folder.glob("*/*")):
        outline = path.with_suffix(OUTLINE)
        if path.suffix != OUTLINE and outline.exists():
            proposal = propose(path.name, read_bytes(path)).proposal
            words = words_of_document(path, proposal.source)
            yield Case(
                path.name,
                path.parent.name,
                words,
                proposal,
                outline.read_text(),
                numbers=proposal.source == "text",
            )


def cases_in_exports(folder: Path) -> Iterator[Case]:
    """Documents of whole exports; `blog.xml.outline` holds their outlines one after the other."""
    for path in sorted(folder.iterdir()):
        outline = path.with_name(f"{path.name}{OUTLINE}")
        if path.suffix == OUTLINE or not outline.exists():
            continue
        system, documents = told.documents(path)
        outlines = ["title: " + part for part in f"\n{outline.read_text()}".split("\ntitle: ")[1:]]
        kept = [came for came in documents if not came.skipped]
        for came, expected in zip(kept, outlines, strict=True):
            proposal = propose_exported(came).proposal
            words = words_in_html(came.html) + words_in(came.title)
            kind = f"{system} {path.suffix[1:]}".lower()
            yield Case(f"{path.name} {came.title}", kind, words, proposal, expected)


def words_of_document(path: Path, source: str) -> Counter[str]:
    text = decoded(path.name, read_bytes(path))
    if source == "text":
        return words_in(text)
    if source == "markdown":
        front, body, _said = markdown.parted(text)
        body, commands = plainly(body)
        return words_in(" ".join([front, *commands])) + words_in_html(markdown.to_html(body))
    return words_in_html(text)


def outline_of(proposal: Proposal) -> dict[str, Counter[str]]:
    headings = [f"title {cues.key(proposal.title)}"]
    headings += [f"H{s.level} {cues.key(s.heading)}" for s in proposal.sections]
    takeaways = [f"{cues.key(t.label)} {cues.key(t.text)}".strip() for t in proposal.takeaways]
    questions = [cues.key(item.question) for item in proposal.faq]
    return dict(zip(PARTS, map(Counter, (headings, takeaways, questions)), strict=True))


def _parsed(outline: str) -> dict[str, Counter[str]]:
    headings, takeaways, questions = [], [], []
    for line in outline.splitlines():
        mark, _space, words = line.partition(" ")
        if mark == "title:":
            headings.append(f"title {cues.key(words)}")
        elif mark in ("##", "###"):
            for kind in ("text", "steps", "easier", "harder", "story", "conclusion"):
                words = words.removesuffix(f" ({kind})")
            headings.append(f"H{len(mark)} {cues.key(words)}")
        elif mark == "-":
            label, _bar, text = words.partition(" |")
            takeaways.append(f"{cues.key(label)} {cues.key(text)}".strip())
        elif mark == "?":
            questions.append(cues.key(words))
    return dict(zip(PARTS, map(Counter, (headings, takeaways, questions)), strict=True))
