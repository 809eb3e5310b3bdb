"""Points of lists: nested as HTML nests them, or told by classes as office programs do."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.etree import _Element

from articles.importing.blocks import Block, Item
from articles.importing.markup import styles
from articles.importing.markup.styles import Declarations
from articles.importing.rich import Rich

DOCS_LIST = re.compile(r"lst-kix_?[\w-]*?-(\d)\b")
MSO_LEVEL = re.compile(r"level(\d)")
PARTS = ("h1", "h2", "h3", "h4", "h5", "h6", "table", "details", "dl", "article", "section")
NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]$")


@dataclass
class Level:
    element: _Element
    depth: int
    ordered: bool


@dataclass
class Points:
    """The list that is being read; it goes to the blocks when it ends."""

    blocks: list[Block]
    take: Callable[[Block], None]  # a new list into the blocks
    levels: list[Level] = field(default_factory=list)
    item: Item | None = None
    block: Block | None = None
    joins: bool = False  # the next list of an office program goes on with this one
    path: list[Item] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return bool(self.levels) and self.item is not None

    def open(self, element: _Element) -> None:
        found = DOCS_LIST.search(element.get("class") or "")
        joins = bool(found) or _is_word_online(element)
        if not self.levels and not (joins and self._may_join()):
            self.block = None
        depth = int(found[1]) if found else len(self.levels)
        if self.levels and self.levels[-1].element.tag == element.tag and found:
            depth = max(depth, 0)
        self.joins = joins
        self.levels.append(Level(element, depth, element.tag == "ol"))
        self.path.append(self.item)

    def _may_join(self) -> bool:
        return self.joins and self._is_last()

    def _is_last(self) -> bool:
        return self.block is not None and bool(self.blocks) and self.blocks[-1] is self.block

    def begin(self, element: _Element) -> None:
        if not self.levels:
            return
        level = self.levels[-1]
        depth, ordered = level.depth, level.ordered
        said = element.get("data-aria-level") or element.get("aria-level") or ""
        if said.isdigit() and int(said) > 0:
            depth = int(said) - 1
        self.item = Item("", 0, min(depth, 12), ordinal=int(ordered))

    def add(self, para: Rich, number: Callable[[], int]) -> None:
        item = self.item
        para = _trimmed(para)
        if item.rich is None:
            item.rich, item.where = para, number()
            self._put(item)
        else:
            item.rich.add_break()
            item.rich.pieces += para.pieces
        item.text = item.rich.text

    def add_word(self, said: Rich, depth: int, mark: str, where: int) -> None:
        """A point of Word's, which is a paragraph with a class."""
        if not self._may_join():
            self.block = None
        self.joins = True
        item = Item(said.text, where, depth, ordinal=int(bool(NUMBERED.match(mark))), rich=said)
        self._put(item)

    def _put(self, item: Item) -> None:
        if self._is_last():
            self.block.items.append(item)
        else:
            self.block = Block("list", item.where, items=[item])
            self.take(self.block)

    def close(self, element: _Element) -> None:
        if self.levels and self.levels[-1].element is element:
            self.levels.pop()
            self.item = self.path.pop()

    def rest(self) -> None:
        """A heading inside a list ends the list's block, not the list."""
        self.block = None


def number(items: list[Item]) -> None:
    """Give the points of ordered lists their numbers, and depths without gaps."""
    counts: list[int] = []
    depths: list[int] = []
    for item in items:
        while depths and item.depth < depths[-1]:
            depths.pop()
            counts.pop()
        if not depths or item.depth > depths[-1]:
            depths.append(item.depth)
            counts.append(0)
        item.depth = len(depths) - 1
        counts[-1] = counts[-1] + 1 if item.ordinal else 0
        item.ordinal = counts[-1]


def _trimmed(para: Rich) -> Rich:
    """Without breaks at its ends, and single ones inside."""
    one = Rich()
    for line in para.lines():
        if line.text:
            if one.pieces:
                one.add_break()
            one.pieces += line.pieces
    return one


def has_inner_parts(element: _Element) -> bool:
    """Whether points of this list hold headings or tables, so that they are no mere points."""
    return next(element.iter(*PARTS), None) is not None


def _is_word_online(element: _Element) -> bool:
    names = " ".join(styles.classes(element))
    return "ListStyle" in names or any(
        item.get("data-listid") is not None for item in element.findall("li")
    )


def is_word_point(element: _Element, rules: dict[str, Declarations]) -> bool:
    names = [name.lower() for name in styles.classes(element)]
    if any(
        name.startswith(("msolistparagraph", "msolistbullet", "msolistnumber")) for name in names
    ):
        return True
    return "mso-list" in styles.said(element, rules)


def word_depth(element: _Element, rules: dict[str, Declarations]) -> int:
    found = MSO_LEVEL.search(styles.said(element, rules).get("mso-list", ""))
    return int(found[1]) - 1 if found else 0
