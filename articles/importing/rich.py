"""Words with their emphasis and links: what a paragraph of a markup document holds.

The importer decides over plain text. A block, a point or a cell keeps its Rich beside its text,
and when the text is rendered, whole or a part of it, the markup of that part is found again.
"""

import re
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from articles.importing.lines import CONTROLS, NOTHING

SPACES = re.compile(r"\s+")


class Marks(NamedTuple):
    bold: bool = False
    italic: bool = False
    href: str = ""


PLAIN = Marks()


@dataclass(slots=True)
class Rich:
    """Runs of words; single spaces, and a line feed where a line was broken."""

    pieces: list[tuple[str, Marks]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(text for text, _marks in self.pieces)

    def add(self, text: str, marks: Marks = PLAIN) -> None:
        text = SPACES.sub(" ", text.translate(NOTHING | CONTROLS))
        if text[:1] == " " and (not self.pieces or self.pieces[-1][0][-1:] in " \n"):
            text = text[1:]
        if text:
            self.pieces.append((text, marks))

    def add_break(self) -> None:
        self._trim()
        self.pieces.append(("\n", PLAIN))

    def _trim(self) -> None:
        while self.pieces and self.pieces[-1][0].endswith(" "):
            text, marks = self.pieces.pop()
            if text := text.rstrip(" "):
                self.pieces.append((text, marks))

    def lines(self) -> list["Rich"]:
        """Parted where it was broken; empty ones are kept, for they part paragraphs."""
        lines, self_text = [Rich()], self.pieces
        for text, marks in self_text:
            if text == "\n":
                lines.append(Rich())
            else:
                lines[-1].add(text, marks)
        for line in lines:
            line._trim()
        return lines

    def joined(self) -> "Rich":
        """All on one line."""
        one = Rich()
        for text, marks in self.pieces:
            one.add(" " if text == "\n" else text, marks)
        one._trim()
        return one

    def cut(self, start: int, end: int) -> "Rich":
        """The characters from start to end."""
        kept, at = Rich(), 0
        for text, marks in self.pieces:
            piece = text[max(0, start - at) : max(0, end - at)]
            if piece:
                kept.pieces.append((piece, marks))
            at += len(text)
        return kept

    def of(self, text: str) -> "Rich | None":
        """This part of it; what stands at the end is preferred, for marks stand in front."""
        whole = self.text
        if whole == text:
            return self
        start = len(whole) - len(text) if whole.endswith(text) else whole.find(text)
        return self.cut(start, start + len(text)) if start >= 0 else None

    @property
    def is_bold(self) -> bool:
        """Whether every letter is."""
        said = [marks.bold for text, marks in self.pieces if any(map(str.isalnum, text))]
        return bool(said) and all(said)

    @property
    def is_italic(self) -> bool:
        said = [marks.italic for text, marks in self.pieces if any(map(str.isalnum, text))]
        return bool(said) and all(said)

    @property
    def leading_bold(self) -> str:
        """The words in bold that it begins with."""
        words = []
        for text, marks in self.pieces:
            if not marks.bold and text.strip():
                break
            words.append(text)
        return "".join(words).strip()

    def to_html(self) -> str:
        written: list[str] = []
        runs: list[tuple[str, Marks]] = []
        for text, marks in self.pieces:
            if runs and runs[-1][1] == marks:
                runs[-1] = (runs[-1][0] + text, marks)
            else:
                runs.append((text, marks))
        for text, marks in runs:
            words = escape(text, quote=False).replace("\n", "<br>")
            if text.strip():
                words = f"<em>{words}</em>" if marks.italic else words
                words = f"<strong>{words}</strong>" if marks.bold else words
                words = f'<a href="{escape(marks.href)}">{words}</a>' if marks.href else words
            written.append(words)
        return "".join(written)
