"""Flat sections → what a page and its table of contents are built from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.text import slugify

from articles.body import Section

RESERVED_ANCHORS = {
    "main",
    "cart",
    "menu",
    "takeaways",
    "questions",
    "sources",
    "corrections",
    "contents",
    "kit",
    "related",
}
SIDE_BY_SIDE = {"easier", "harder"}


@dataclass(frozen=True)
class Chapter:
    """An H2 with the runs of H3s below it."""

    section: Section
    runs: list["Run"] = field(default_factory=list)


@dataclass(frozen=True)
class Run:
    """Neighbouring H3s that a page sets together: `kind` is steps, variations or text."""

    kind: str
    sections: list[Section]

    @property
    def template(self) -> str:
        return f"articles/_{self.kind}.html"


def outline(sections: Iterable[Section]) -> list[Chapter]:
    """Nest H3s below the H2 before them. Raises ValueError when there is none."""
    chapters: list[tuple[Section, list[Section]]] = []
    for section in sections:
        if section.level == 2:
            chapters.append((section, []))
        elif chapters:
            chapters[-1][1].append(section)
        else:
            raise ValueError(f"“{section.heading}” needs an H2 before it.")
    return [Chapter(section, _runs(children)) for section, children in chapters]


def _runs(sections: list[Section]) -> list[Run]:
    def kind(section: Section) -> str:
        if section.kind in SIDE_BY_SIDE:
            return "variations"
        return "steps" if section.kind == "steps" else "text"

    return [Run(name, list(group)) for name, group in groupby(sections, key=kind)]


def free_anchor(heading: str, taken: set[str]) -> str:
    """An anchor for this heading that nobody has, in at most 80 characters.

    Adds it to `taken`. A heading without a letter or digit gets `part`.
    """
    base = slugify(heading)[:70].strip("-") or "part"
    anchor, number = base, 2
    while anchor in taken:
        anchor, number = f"{base}-{number}", number + 1
    taken.add(anchor)
    return anchor
