"""Text → lines as an editor counts them, each with what stands at its beginning."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from articles.importing import patience

LIST_GLYPHS = "•‣◦▪▫●○∙·■□➤►▶✓✔✅➢❖⁃"  # nobody writes these for anything else
SUB_GLYPHS = "◦○▫□‣"  # what word processors set one level deeper
DEEPEST_INDENT = 12
ROUGHLY = 0.85  # of the column: how full a broken line is where letters differ in width
NARROWEST, WIDEST = 40, 130  # columns at which texts are broken by hand

BULLET = re.compile(rf"([{LIST_GLYPHS}])\s*|([-=]>|[-*+–—»›→])(?:\s+|$)")
ORDINAL = re.compile(r"(\(?([1-9][0-9]{0,2})(?:\)|[.:]\)?)(?!\d)|([1-9][0-9]{0,2}) [–—-](?= ))\s*")
RULE = re.compile(r"[-–—_=~*•·#\s]{3,}$|([.^+\"'`])\1{3,}$")
STRONG = re.compile(r"\*\*([^*\s][^*]{0,200})\*\*")
STRONG_LINE = re.compile(r"(?:\*\*|__)([^*_\s][^*_]{0,200})(?:\*\*|__):?")
SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*$""")

# Soft hyphens, zero-width marks and the byte order mark are nothing; other controls are spaces.
NOTHING = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF])
CONTROLS = dict.fromkeys(
    [*range(0x09), *range(0x0E, 0x1C), 0x1F, *range(0x7F, 0x85), *range(0x86, 0xA0)], " "
)


def is_prose(text: str) -> bool:
    """Whether a line reads as running text rather than as a heading or a label."""
    if len(text) >= 150:
        return True
    end = SENTENCE_END.search(text)
    return bool(end) and len(text) > (30 if end[0][0] in ".…" else 80)


@dataclass(slots=True)
class Line:
    """One line of words; lines that were broken by hand are joined into one."""

    number: int  # in the file, from 1
    text: str  # without indent and mark, spaces single
    indent: int = 0
    gap: bool = False  # nothing above it, or a blank line
    mark: str = ""  # a bullet or a number with its full stop, as written
    ordinal: int = 0  # the number in the mark
    rule: bool = False  # a line drawn from dashes
    level: int = 0  # of a heading, where a copywriter's mark stated it
    strong: bool = False  # all of it stood between ** and **
    cells: list[str] = field(default_factory=list)  # of a row, parted by tabs

    @property
    def is_bullet(self) -> bool:
        return bool(self.mark) and not self.ordinal

    @property
    def whole(self) -> str:
        return f"{self.mark} {self.text}".strip()

    @property
    def said(self) -> str:
        """Its words: a number counts, a bullet does not."""
        return self.whole if self.ordinal else self.text

    @property
    def reach(self) -> int:
        """The column at which it ends."""
        return self.indent + len(self.mark) + len(self.text) + bool(self.mark)

    @property
    def is_prose(self) -> bool:
        return is_prose(self.text)

    @property
    def ends_sentence(self) -> bool:
        return bool(SENTENCE_END.search(self.text))


def read_lines(text: str) -> list[Line]:
    """The lines that hold something, those broken by hand joined."""
    lines, gap = [], True
    for number, raw in enumerate(text.translate(NOTHING | CONTROLS).splitlines(), start=1):
        patience.check()
        if not (raw and not raw.isspace()):
            gap = True
            continue
        lines.append(_line(number, raw, gap))
        gap = False
    return _joined(_lone_marks(lines))


def _line(number: int, raw: str, gap: bool) -> Line:
    stripped = raw.lstrip()
    indent = len(raw[: len(raw) - len(stripped)].expandtabs(4))
    line = Line(number, " ".join(stripped.split()), min(indent, DEEPEST_INDENT), gap)
    if stripped.startswith("o\t"):  # a hollow bullet, as word processors copy it
        line.mark, line.text = SUB_GLYPHS[0], line.text[1:].lstrip()
    elif len(line.text) >= 3 and RULE.match(line.text):
        line.rule = True
    elif bullet := BULLET.match(line.text):
        line.mark, line.text = bullet[1] or bullet[2], line.text[bullet.end() :]
    elif ordinal := ORDINAL.match(line.text):
        line.mark, line.text = ordinal[1], line.text[ordinal.end() :]
        line.ordinal = int(ordinal[2] or ordinal[3])
    if strong := STRONG_LINE.fullmatch(line.text):
        line.text, line.strong = strong[1], True
    if "\t" in stripped and not line.mark:
        cells = [" ".join(cell.split()) for cell in raw.rstrip().split("\t")]
        line.cells = cells if sum(map(bool, cells)) > 1 else []
    return line


def _lone_marks(lines: list[Line]) -> list[Line]:
    """A bullet or number alone on its line belongs to the words below it."""
    kept: list[Line] = []
    for line in lines:
        patience.check()
        above = kept[-1] if kept else None
        if above and above.mark and not above.text and not line.mark and not line.rule:
            above.text = line.text
        else:
            kept.append(line)
    return kept


@dataclass(frozen=True)
class Wrap:
    """How a text was broken by hand."""

    width: int = 0  # 0: it was not, and a line is a paragraph, unless it breaks off a sentence
    exact: bool = False  # every line holds as many words as fit

    def breaks(self, above: Line, below: Line) -> bool:
        """Whether the lines may be one line that was broken between them."""
        runs_on = below.text[:1].islower() and not above.ends_sentence
        if not self.width:
            rest = below.ends_sentence or below.reach >= NARROWEST
            return runs_on and rest and above.reach >= NARROWEST and above.text[-1:] not in ":|"
        needed = above.reach + 1 + len(below.text.split(" ", 1)[0])
        if self.exact:
            return needed > self.width
        return runs_on or needed > ROUGHLY * self.width


def _joined(lines: list[Line]) -> list[Line]:
    wrap = _wrap(lines)
    runs: list[list[Line]] = []
    for line in lines:
        patience.check()
        if runs and _goes_on(runs[-1], line, wrap):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [_merged(run) for run in runs]


def _goes_on(run: list[Line], line: Line, wrap: Wrap) -> bool:
    """Whether this line is the rest of the ones above."""
    first, above = run[0], run[-1]
    if line.gap or line.rule or above.rule or line.cells or above.cells:
        return False
    broken = wrap.breaks(above, line)
    if line.mark:
        # A sentence broken before its last number: “three sets of / 10. Then rest.”
        return broken and line.ordinal > 1 and first.ordinal != line.ordinal - 1
    set_in = bool(first.mark) and line.indent > first.indent
    return broken or (set_in and not above.ends_sentence)


def _merged(run: list[Line]) -> Line:
    first = run[0]
    if len(run) > 1:
        pieces = [first.text]
        for above, line in pairwise(run):
            broken_word = above.text[-1:] == "-" and above.text[-2:-1].isalpha()
            pieces.append("" if broken_word and line.whole[0].islower() else " ")
            pieces.append(line.whole)
        first.text = "".join(pieces).strip()
    return first


def _wrap(lines: list[Line]) -> Wrap:
    pairs = [
        (above, line)
        for above, line in pairwise(lines)
        if not (line.gap or line.mark or line.rule or above.rule or line.cells)
    ]
    if len(pairs) < 2:
        return Wrap()
    lengths = sorted(above.reach for above, _ in pairs)
    width = lengths[int(0.95 * (len(lengths) - 1))]
    beyond = sum(line.reach > 1.1 * width for line in lines)
    if not NARROWEST <= width <= WIDEST or beyond > 0.05 * len(lines):
        return Wrap()
    running_on = [pair for pair in pairs if pair[1].text[:1].islower()]
    exactly = Wrap(lengths[-1], exact=True)
    if sum(exactly.breaks(*pair) for pair in running_on) >= max(3, 0.9 * len(running_on)):
        return exactly
    roughly = Wrap(width)
    full = sum(roughly.breaks(*pair) for pair in pairs)
    # Two or three lines below one another may be a title with its label, by chance.
    share = 0.6 if len(pairs) > 3 else 1
    enough = full >= share * len(pairs) and len(running_on) >= 0.4 * full
    return roughly if enough else Wrap()
