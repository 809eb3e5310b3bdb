"""The tree in reading order → blocks, dropped words, pictures."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from lxml.etree import _Element

from articles.importing import cues
from articles.importing.blocks import Block, Item, take_mark
from articles.importing.markup import asking, furniture, styles, tables
from articles.importing.markup.ground import Ground
from articles.importing.markup.inline import EMBEDS, Words, gather, is_note_mark
from articles.importing.markup.lists import Points, has_inner_parts, is_word_point, word_depth
from articles.importing.markup.pictures import Pictures
from articles.importing.notes import Notes
from articles.importing.rich import Rich

NOTES = re.compile(
    r"(?:^|\s)(?:footnotes?|endnotes|fu(?:ss|ß)noten|ftn\d+|_?edn\d+|_?ftn\d+)(?:\s|$)"
)
MARGIN = ("#cmnt_ref", "#_msoanchor_")
MARKED = re.compile(r"^([·•§¨Øüo–-]|\(?(?:\d{1,3}|[a-z])[.)])\s+")
SHORT_META = 200  # characters of what may be a byline
AROUND = gettext_noop("around the guide on its page")
HIDDEN = gettext_noop("not shown on its page")
TAKEAWAY_BOX = re.compile(
    r"(?:^|[-_])(?:key[-_]?)?(?:takeaways?|key[-_]?points|key[-_]?facts|highlights?|tl-?dr|at-a-glance"
    r"|auf-einen-blick|das-wichtigste|puntos-clave)(?:$|[-_])",
    re.IGNORECASE,
)


@dataclass
class Open:
    """An element that the walk stands in and that says what its words are."""

    element: _Element
    level: int = 0
    role: str = ""


@dataclass
class Page:
    """What the walk finds."""

    blocks: list[Block] = field(default_factory=list)
    sizes: dict[int, float] = field(default_factory=dict)  # of a block, by its id
    related: list[tuple[int, str]] = field(default_factory=list)
    author: str = ""
    lines: int = 0  # of the source as an editor sees it


class Walk(Words):
    def __init__(self, ground: Ground, notes: Notes, rules: dict, pictures: Pictures) -> None:
        super().__init__(rules)
        self.ground, self.notes, self.pictures = ground, notes, pictures
        self.page = Page()
        self.points = Points(self.page.blocks, self._put)
        self.heading: Open | None = None
        self.answering = False
        self.quotes = 0
        self.tight = False
        self.inside = 0
        self.last_level = 1
        self.box: _Element | None = None
        self.word_point: tuple[int, str] | None = None

    # What is not gone into.

    def enter(self, element: _Element) -> bool:
        tag = element.tag
        if not super().enter(element):
            return False
        if tag == "img":
            self.para.add(self.pictures.see(element, self.page.lines))
            return False
        if tag in EMBEDS:
            self.pictures.see_embed(element, self.page.lines)
            return self._drop(element, _("what stands there without a player"))
        if styles.is_unseen(element, self.rules):
            self.pictures.lazy(element, self.page.lines)
            return self._drop(element, _(HIDDEN))
        if tag == "a" and self.heading and not any(map(str.isalnum, "".join(element.itertext()))):
            return False  # a mark that links a heading to itself
        if is_note_mark(element):
            return self._drop(element, _("the mark of a note"))
        if "mso-list:ignore" in (element.get("style") or "").lower().replace(" ", ""):
            return self._mark(element)
        if tag == "figcaption" and self.inside:
            return self._caption(element)
        if self._is_note(element):
            return self._leave(element, _("a note below the text"))
        name = self.ground.name(element)
        if name and not asking.asks(element, self._in_questions()):
            return self._furniture(element, name)
        if self._is_meta(element):
            return self._meta(element)
        if tag == "table" and self.inside and not self.heading and not tables.is_layout(element):
            self._table(element)
            return False
        defines = tag == "dl" and self.inside and not self.heading and tables.is_plain(element)
        if defines and not asking.is_questions(element, self._in_questions()):
            self._definitions(element)
            return False
        return True

    def _drop(self, element: _Element, why: str) -> bool:
        for text in self._said(element):
            self.notes.drop(text, self._next(), why)
        return False

    def _leave(self, element: _Element, why: str) -> bool:
        self.flush()
        self.notes.leave([(self._next(), text) for text in self._said(element)], why)
        return False

    def _said(self, element: _Element) -> list[str]:
        lines = [line.joined().text for line in gather(element, self.rules)]
        return [text for text in lines if any(map(str.isalnum, text))]

    def _furniture(self, element: _Element, name: str) -> bool:
        if element.tag not in ("button", "label", "svg"):
            self.flush()
        if name == furniture.RELATED:
            self.page.related += [(self._next(), text) for text in self._said(element)]
            return False
        self.pictures.lazy(element, self.page.lines, only=("noscript",))
        return self._drop(element, _(name))

    def _caption(self, element: _Element) -> bool:
        self.flush()
        if text := " ".join(self._said(element)):
            self.pictures.caption(text)
            self.notes.leave([(self._next(), text)], _("below a picture"))
        return False

    def _mark(self, element: _Element) -> bool:
        mark = " ".join(line.joined().text for line in gather(element, self.rules))
        depth = self.word_point[0] if self.word_point else 0
        if self.word_point:
            self.word_point = (depth, mark)
        self.notes.drop(
            mark if any(map(str.isalnum, mark)) else "",
            self.page.lines + 1,
            _("the mark of a point"),
        )
        return False

    def _is_note(self, element: _Element) -> bool:
        if element.tag not in ("div", "section", "aside", "ol", "li", "p"):
            return False
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        if NOTES.search(names) or element.get("role") in ("doc-endnotes", "doc-footnote"):
            return True
        first = next(element.iter("a"), None) if element.tag in ("div", "p") else None
        href = first.get("href") or "" if first is not None else ""
        short = len("".join(element.itertext())) < 2000 if href.startswith("#") else False
        return short and href.startswith((*MARGIN, "#ftnt_ref", "#_ftnref", "#fnref"))

    def _is_meta(self, element: _Element) -> bool:
        if self.heading or not furniture.is_meta(element) or element.tag == "h1":
            return False
        if any(True for _found in element.iter("h1", "h2", "h3", "ul", "ol", "table")):
            return False
        return len("".join(element.itertext()).strip()) <= SHORT_META

    def _meta(self, element: _Element) -> bool:
        for text in self._said(element):
            self.page.author = self.page.author or furniture.writer(element, text)
            self.notes.leave([(self._next(), text)], _("a byline or a date"))
        return False

    def _table(self, element: _Element) -> None:
        self.flush()
        table = tables.read(element, self.rules)
        for line in table.caption:
            self._line(line)
        if head := tables.take_head(table):
            self._line(head)
            self.page.blocks[-1].level = min(self.last_level + 1, 6)
        if table.rows:
            rows = [[cell.text for cell in row] for row in table.rows]
            block = Block("table", self._next(len(rows)), rows=rows, cells=table.rows)
            block.headed = table.headed
            self._put(block)
        for image in element.iter("img"):
            self.pictures.see(image, self.page.lines)

    def _definitions(self, element: _Element) -> None:
        self.flush()
        items = []
        for term, meaning in tables.definitions(element, self.rules):
            text = Rich([*term.pieces, *meaning.pieces])
            items.append(Item(text.text, self._next(), rich=text))
        if items:
            self._put(Block("list", items[0].where, items=items))

    # What is gone into.

    def opened(self, element: _Element) -> None:
        tag = element.tag
        self.inside += element is self.ground.guide
        if tag == "blockquote":
            self.quotes += 1
        elif tag in ("ul", "ol") and not self.heading and not has_inner_parts(element):
            self.points.open(element)
        elif tag == "li":
            self.points.begin(element)
        if self.box is None and _is_box(element):
            self.box = element
        if self.heading:
            return
        level = styles.heading_level(element, self.rules)
        role = "asks" if asking.asks(element, self._in_questions()) else ""
        if role:
            self.flush()
            self.heading = Open(element, 0, role)
        elif level:
            self.flush()
            self.heading = Open(element, level)
        elif tag == "summary":
            self.heading = Open(element, max(3, self.last_level + 1))
        elif tag == "p" and is_word_point(element, self.rules):
            self.word_point = (word_depth(element, self.rules), "")

    def closed(self, element: _Element) -> None:
        tag = element.tag
        if self.heading and self.heading.element is element:
            self.flush_heading()
        if element is self.box:
            self.box = None
        if tag == "blockquote":
            self.quotes -= 1
        elif tag in ("ul", "ol"):
            self.points.close(element)
        elif tag == "p" and self.word_point:
            self.word_point = None
        self.inside -= element is self.ground.guide

    def end_line(self) -> None:
        if self.heading:
            self.para.add(" ")
        else:
            self.flush()

    def flush_heading(self) -> None:
        said, heading = self.para.joined(), self.heading
        self.para, self.heading = Rich(), None
        if not any(map(str.isalnum, said.text)):
            return
        self.points.rest()
        block = Block("line", self._next(), said.text, rich=said, level=heading.level)
        if heading.role:
            block.role = "asks"
            self.answering = True
        else:
            self.last_level = min(heading.level, 5)
            self.answering = False
            take_mark(block)
        self._put(block)

    def flush(self) -> None:
        if self.heading:
            return
        para, self.para = self.para, Rich()
        size = self.sizes.most_common(1)[0][0] if self.sizes else 0.0
        self.sizes.clear()
        if not any(map(str.isalnum, para.text)):
            return
        if self.inside and self.points.is_open:
            self.points.add(para, self._next)
            return
        if self.inside and self.word_point:
            self._word_line(para)
            return
        self.tight = False
        for line in para.lines():
            if any(map(str.isalnum, line.text)):
                self._line(line, size)
            self.tight = bool(line.text)

    def _word_line(self, para: Rich) -> None:
        depth, mark = self.word_point
        said = para.joined()
        if not mark and (found := MARKED.match(said.text)):
            mark, said = found[1], said.cut(found.end(), len(said.text))
            self.notes.drop(
                mark if mark[-1] in ".)" else "", self.page.lines + 1, _("the mark of a point")
            )
        self.points.add_word(said, depth, mark, self._next())
        self.word_point = (depth, "")

    def _line(self, line: Rich, size: float = 0.0) -> None:
        bold = line.leading_bold
        if bold.endswith("?") and not line.is_bold and self._in_questions():
            text, start = line.text, len(bold)
            start += len(text[start:]) - len(text[start:].lstrip())
            self._line(line.cut(0, len(bold)), size)
            line = line.cut(start, len(text))
            self.answering = True
        where = self._next()
        block = Block("line", where, line.text, rich=line, tight=self.tight)
        block.strong = line.is_bold
        take_mark(block)
        if self.answering and not block.role:
            block.role = "answers"
        self.answering = False
        self._put(block)
        self.page.sizes[id(block)] = size

    def _put(self, block: Block) -> None:
        """Take a block in; what stands outside of the guide on its page is not the guide's."""
        if not self.inside:
            if block.level == 1 and self.ground.title_outside:
                self.page.blocks.append(block)
            elif block.is_prose:
                self.notes.leave(block.pieces, _(AROUND))
            else:
                for where, text in block.pieces:
                    self.notes.drop(text, where, _(AROUND))
            return
        block.quoted = self.quotes > 0
        if self.box is not None:
            self._begin_box(block)
        self.page.blocks.append(block)

    def _begin_box(self, block: Block) -> None:
        """The first line of a box for takeaways heads it, or else the box's class does."""
        self.box = None
        heads = block.kind == "line" and (block.level or not block.is_prose)
        if heads and (cues.takeaways.says(block.whole) or cues.summary.says(block.whole)):
            block.level = block.level or min(self.last_level + 1, 6)
        elif block.kind == "list" or not heads:
            self._head_box(block.where)

    def _head_box(self, where: int) -> None:
        head = Block("line", where, _("Key takeaways"), level=min(self.last_level + 1, 6))
        head.made_up = True
        self.page.blocks.append(head)

    def _in_questions(self) -> bool:
        for block in reversed(self.page.blocks[-60:]):
            if block.role == "asks":
                return True
            if block.kind == "line" and (block.level or (block.strong and not block.is_question)):
                return cues.questions.says(block.whole)
        return False

    def _next(self, lines: int = 1) -> int:
        where = self.page.lines + 1
        self.page.lines += lines
        return where


def _is_box(element: _Element) -> bool:
    if element.tag not in ("div", "aside", "section", "ul", "ol", "blockquote"):
        return False
    return any(TAKEAWAY_BOX.search(name) for name in styles.classes(element))
