"""What an element's tag, style and class say about the words in it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from lxml.etree import _Element

BOLD = {"b", "strong", "th"}
ITALIC = {"i", "em", "cite", "dfn", "var"}
KEYWORDS = {
    "xx-small": 7, "x-small": 7.5, "small": 10, "medium": 12, "large": 13.5,
    "x-large": 18, "xx-large": 24, "smaller": 10, "larger": 14.4,
}  # fmt: skip
FONT = {"1": 7.5, "2": 10, "3": 12, "4": 13.5, "5": 18, "6": 24, "7": 36}
UNITS = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, "%": 0.12}
SIZE = re.compile(r"([0-9.]+)(pt|px|em|rem|%)")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SIMPLE = re.compile(r"(?:[a-z0-9]+)?\.([\w-]+)$", re.IGNORECASE)
UNSEEN = {"display": "none", "visibility": "hidden", "mso-hide": "all"}
FOR_READERS_ALOUD = {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text"}
TITLES = {"msotitle", "title", "doc-title"}
SUBTITLES = {"msosubtitle", "subtitle"}
# Word names its styles in the language of the program.
STYLE_NAME = re.compile(
    r"(?:mso)?(?:heading|berschrift|ueberschrift|überschrift|ttulo|título|titre)[ _-]?([1-6])\b"
    r"|(?:^|[\s_-])h([1-6])$",
    re.IGNORECASE,
)
SUBTITLE = re.compile(r"(?:^|[-_])(?:subtitle|sub-title|dek|standfirst)(?:$|[-_])", re.I)
HEADLINE = re.compile(
    r"^(?:(?:section|article|block|entry|content|post|wp-block|elementor|module|c|rich-?text)[-_]+)*"
    r"(?:heading|headline|subheading|subheadline|subhead)(?:[-_]*title)?$",
    re.IGNORECASE,
)
OUTLINE = re.compile(r"([1-6])")
WORD_LEVEL = re.compile(r"level([1-9])")

LONGEST_QUESTION = 220

Declarations = dict[str, str]


class Style(NamedTuple):
    bold: bool = False
    italic: bool = False
    size: float = 0.0  # points; 0: nobody says
    pre: bool = False


def declarations(style: str) -> Declarations:
    pairs = (part.partition(":") for part in style.split(";") if ":" in part)
    return {name.strip().lower(): value.strip().lower() for name, _colon, value in pairs}


def sheet(root: _Element) -> dict[str, Declarations]:
    """The rules for single classes, as Google Docs writes every style of a document."""
    rules: dict[str, Declarations] = {}
    for element in root.iter("style"):
        for selectors, body in RULE.findall((element.text or "")[:500_000]):
            for selector in selectors.split(","):
                if simple := SIMPLE.match(selector.strip()):
                    rules.setdefault(simple[1], {}).update(declarations(body))
    return rules


def classes(element: _Element) -> list[str]:
    return (element.get("class") or "").split()


def said(element: _Element, rules: dict[str, Declarations]) -> Declarations:
    """All declarations for an element, its own last."""
    found: Declarations = {}
    if rules:
        for name in classes(element):
            found.update(rules.get(name, {}))
    if style := element.get("style"):
        found.update(declarations(style))
    return found


def style_of(element: _Element, around: Style, rules: dict[str, Declarations]) -> Style:
    tag, found = element.tag, said(element, rules)
    weight = found.get("font-weight", "")
    bold = around.bold or tag in BOLD
    if weight:
        bold = weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)
    slant = found.get("font-style", "")
    italic = slant in ("italic", "oblique") if slant else around.italic or tag in ITALIC
    size = _points(found.get("font-size", "")) or around.size
    if tag == "font":
        size = FONT.get(element.get("size", ""), size)
    pre = tag == "pre" or around.pre
    return Style(bold, italic, size, pre)


def _points(size: str) -> float:
    if found := SIZE.match(size):
        try:
            return float(found[1]) * UNITS[found[2]]
        except ValueError:
            return 0.0
    return KEYWORDS.get(size, 0.0)


def is_unseen(element: _Element, rules: dict[str, Declarations]) -> bool:
    """Whether a reader of the page would not see it."""
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return not (_opens(element) or _is_opened_by(element))
    if FOR_READERS_ALOUD.intersection(classes(element)):
        return True
    # What an accordion or a tab hides, it shows on a click.
    if element.get("aria-labelledby") or element.get("role") in ("region", "tabpanel"):
        return False
    found = said(element, rules)
    return any(found.get(name) == value for name, value in UNSEEN.items()) and not (
        _opens(element) or _is_opened_by(element)
    )


def _is_opened_by(element: _Element) -> bool:
    """Whether what stands before it asks, or shows it on a click, or schema.org says so."""
    if "acceptedAnswer" in (element.get("itemprop") or ""):
        return True
    before = element.getprevious()
    if before is None:
        return False
    said = "".join(before.itertext()).strip(" \n\t+–-▼▾⌄›")
    if said.endswith("?") and len(said) <= LONGEST_QUESTION:
        return True
    parts = [one for one in before.iter() if isinstance(one.tag, str)][:20]
    return any(
        one.get("aria-controls") or one.get("aria-expanded") or one.get("data-toggle")
        for one in parts
    )


def _opens(element: _Element) -> bool:
    names: Iterable[str] = [*classes(element), element.get("id") or ""]
    opening = ("accordion", "collapse", "panel", "answer", "faq", "content", "toggle", "tab")
    return any(word in name.lower() for name in names for word in opening)


def heading_level(element: _Element, rules: dict[str, Declarations]) -> int:
    """1 for a title, 2 and more for headings, 0 for anything else."""
    tag = element.tag
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        below_title = tag != "h1" and any(SUBTITLE.search(name) for name in classes(element))
        return 0 if below_title else int(tag[1])
    if element.get("role") == "heading":
        level = element.get("aria-level") or "2"
        return int(level) if level in "123456" else 2
    if tag not in ("p", "div", "span"):
        return 0
    named = f"{element.get('data-ccp-parastyle') or ''}"
    for name in [*classes(element), named]:
        low = name.lower()
        if tag == "p" and low in TITLES:
            return 1
        if low.startswith("msotoc"):
            return 0
        if (found := STYLE_NAME.search(low)) and not low.startswith(("size", "text-", "c-h")):
            return int(found[1] or found[2])
        if HEADLINE.match(low) and tag != "span":
            return 2
    outline = said(element, rules).get("mso-outline-level", "") if tag == "p" else ""
    return int(outline) if OUTLINE.fullmatch(outline) else 0
