"""The words of a tree with their emphasis and links, line by line."""

from collections import Counter
from collections.abc import Callable

from lxml import etree
from lxml.etree import _Element

from articles.importing import patience
from articles.importing.markup import styles
from articles.importing.markup.links import NOTE_MARK, address_of
from articles.importing.markup.styles import Declarations, Style
from articles.importing.rich import Marks, Rich

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math"
    " meter nobr output progress q rp rt ruby s samp small span strike strong sub sup time tt u"
    " var wbr img br picture source o:p st1:place st1:city".split()
)
SILENT = frozenset("script style head title meta link base param source track".split())
EMBEDS = frozenset("iframe video audio embed object".split())


class Words:
    """Walks a tree in reading order; flush() is called where a paragraph ends."""

    def __init__(self, rules: dict[str, Declarations], style: Style = Style()) -> None:  # noqa: B008
        self.rules = rules
        self.stack: list[tuple[Style, str]] = [(style, "")]
        self.para = Rich()
        self.sizes: Counter[float] = Counter()
        self.lines: list[Rich] = []

    def run(self, root: _Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in walk:
            patience.check()
            if event == "start":
                if not isinstance(element.tag, str) or not self.enter(element):
                    walk.skip_subtree()
                    skipped = element
                    continue
                self._open(element)
                self.say(element.text)
            else:
                if element is skipped:
                    skipped = None
                else:
                    self._close(element)
                if element is not root:
                    self.say(element.tail)
        self.flush()

    def _open(self, element: _Element) -> None:
        around, href = self.stack[-1]
        style = styles.style_of(element, around, self.rules)
        if element.tag == "a" and element.get("href"):
            href = address_of(element.get("href"))
        self.stack.append((style, href))
        if element.tag not in INLINE:
            self.end_line()
        self.opened(element)

    def _close(self, element: _Element) -> None:
        if element.tag not in INLINE:
            self.end_line()
        self.closed(element)
        self.stack.pop()

    def say(self, text: str | None) -> None:
        if not text:
            return
        style, href = self.stack[-1]
        marks = Marks(style.bold, style.italic, href)
        lines = text.split("\n") if style.pre else [text]
        for number, line in enumerate(lines):
            if number:
                self.para.add_break()
            self.para.add(line, marks)
            self.sizes[style.size] += len(line.strip())

    def enter(self, element: _Element) -> bool:
        """Whether to go into the element; what is not gone into was dealt with."""
        tag = element.tag
        if tag == "br":
            self.para.add_break()
        return tag not in SILENT

    def opened(self, element: _Element) -> None: ...

    def closed(self, element: _Element) -> None: ...

    def end_line(self) -> None:
        self.flush()

    def flush(self) -> None:
        self.lines += [line for line in self.para.lines() if line.text]
        self.para = Rich()


def gather(
    element: _Element,
    rules: dict[str, Declarations],
    style: Style = Style(),  # noqa: B008
    picture: Callable[[_Element], None] | None = None,
) -> list[Rich]:
    """The lines in an element, and each picture in it handed over."""
    words = Words(rules, style)
    words.run(element)
    if picture:
        for image in element.iter("img", *EMBEDS):
            picture(image)
    return words.lines


def is_note_mark(element: _Element) -> bool:
    """A raised number that leads to a note or a comment."""
    return element.tag == "a" and bool(NOTE_MARK.match(element.get("href") or ""))
