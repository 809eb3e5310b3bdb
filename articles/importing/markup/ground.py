"""Where on a page the guide stands: counted once, before the walk."""

from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from articles.importing import patience
from articles.importing.markup import furniture
from articles.importing.markup.inline import SILENT
from articles.importing.markup.styles import classes

BODIES = {
    "entry-content", "post-content", "article-content", "article__content", "article-body",
    "article__body", "post-body", "post__content", "post-body-content", "rte", "gh-content",
    "post-full-content", "td-post-content", "blog-content", "single-content", "story-body",
    "richtext", "rich-text", "wysiwyg", "content-body", "page-content", "article-template__content",
}  # fmt: skip
ENOUGH = 0.5  # of the page's own words
CLIMB = 1.35  # how much larger the part with the title may be


@dataclass
class Ground:
    """The page's root, the element that holds the guide, and the words outside of links."""

    root: _Element
    guide: _Element
    substance: dict[_Element, int]

    def name(self, element: _Element) -> str:
        """What an element of the page is that is not the guide's; nothing where it may be."""
        if element in self.above:
            return ""
        return furniture.named(element, self.substance.get(element, 0))

    def __post_init__(self) -> None:
        self.above = {self.guide, *self.guide.iterancestors()}
        self.title_outside = next(self.guide.iter("h1"), None) is None


def survey(root: _Element) -> Ground:
    substance = _counted(root)
    body = next(root.iter("body"), root)
    guide = body
    whole = substance.get(body, 0)
    found: dict[str, list[_Element]] = {"article": [], "main": [], "body": []}
    for element in body.iter():
        if isinstance(element.tag, str) and (kind := _kind(element)):
            found[kind].append(element)
    for kind in ("article", "main", "body"):
        best = max(found[kind], key=lambda e: substance.get(e, 0), default=None)
        if best is not None and substance.get(best, 0) >= max(ENOUGH * whole, 1):
            guide = best
            break
    return Ground(root, _with_title(guide, body, substance), substance)


def _kind(element: _Element) -> str:
    tag = element.tag
    if tag == "article" or "articleBody" in (element.get("itemprop") or "").split():
        return "article"
    if tag == "main" or element.get("role") == "main":
        return "main"
    if tag in ("div", "section") and BODIES.intersection(classes(element)):
        return "body"
    return ""


def _with_title(guide: _Element, body: _Element, substance: dict[_Element, int]) -> _Element:
    """The guide's element, or one hardly larger around it that holds the title, too."""
    if guide is body or next(guide.iter("h1"), None) is not None:
        return guide
    for around in guide.iterancestors():
        if around is body or substance.get(around, 0) > CLIMB * substance.get(guide, 0):
            break
        if next(around.iter("h1"), None) is not None:
            return around
    return guide


def _counted(root: _Element) -> dict[_Element, int]:
    """Words outside of links and of what is never a guide's, for every element that has some."""
    counts: dict[_Element, int] = {}
    walk = etree.iterwalk(root, events=("start", "end"))
    skipped = None
    links = 0
    for event, element in walk:
        patience.check()
        tag = element.tag
        if event == "start":
            if not isinstance(tag, str) or tag in SILENT or tag in furniture.TAGS:
                walk.skip_subtree()
                skipped = element
                continue
            links += tag == "a"
            if element.text and not links:
                counts[element] = counts.get(element, 0) + element.text.count(" ") + 1
            continue
        above = element.getparent()
        if element is skipped:
            skipped = None
        else:
            links -= tag == "a"
            if above is not None and element in counts and not _aside(element, counts):
                counts[above] = counts.get(above, 0) + counts[element]
        if above is not None and element.tail and element.tail.strip() and not links:
            counts[above] = counts.get(above, 0) + element.tail.count(" ") + 1
    return counts


def _aside(element: _Element, counts: dict[_Element, int]) -> bool:
    """Comments and the like do not make the part of a page that holds them the guide."""
    return element.tag not in furniture.NEVER and bool(furniture.named(element, counts[element]))
