"""How deep a piece of HTML nests, read in one pass.

A sanitiser takes minutes on 100,000 nested tags, so the depth has to be known before it starts.
This reading follows the tokenizer of the HTML standard, because a tag that hides in an attribute
or a comment neither opens nor closes anything. Where the standard's tree is intricate, an end
tag is not believed: the count may be too high on broken markup, but never too low by more than
a small factor.
"""

import re
from itertools import islice

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Their text is no markup until their own end tag.
RAW = frozenset("script style iframe noembed noframes noscript xmp textarea title".split())
# What follows one of these is read by other rules (foreign content, templates, select), under
# which quotes and comments may not be what they seem: every tag counts and none closes.
OPAQUE = frozenset("svg math select template plaintext frameset".split())
# Only the first of each exists in a document; more of them pile up their attributes.
ONCE = frozenset(("html", "head", "body"))

P = frozenset(("p",))
CELL, ROW = frozenset(("td", "th")), frozenset(("tr",))
GROUP = frozenset(("thead", "tbody", "tfoot"))
BLOCKS = (
    "address article aside blockquote details dialog div dl fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section summary ul"
).split()
# What a start tag closes when it is the innermost open element, step by step.
CLOSED_BY_START: dict[str, tuple[frozenset[str], ...]] = {
    **dict.fromkeys(BLOCKS, (P,)),
    "li": (P, frozenset(("li",))),
    **dict.fromkeys(("dt", "dd"), (P, frozenset(("dt", "dd")))),
    **dict.fromkeys(CELL, (CELL,)),
    "tr": (CELL, ROW),
    **dict.fromkeys(GROUP, (CELL, ROW, GROUP)),
}
# What an end tag closes on the way to its own element.
CLOSED_BY_END: dict[str, frozenset[str]] = {
    **dict.fromkeys((*BLOCKS, "li", "dt", "dd", *CELL), P),
    **dict.fromkeys(("ul", "ol"), P | {"li"}),
    "dl": P | {"dt", "dd"},
    "tr": P | CELL,
    **dict.fromkeys(GROUP, P | CELL | ROW),
    "table": P | CELL | ROW | GROUP,
}

SPACE = r"\t\n\f\r\x20"
TAG = re.compile(rf"<(?:(!--)|([!?]|/[^a-zA-Z])|(/?)([a-zA-Z][^{SPACE}/>]*+))")
OPENING = re.compile(r"<[a-zA-Z]")
COMMENT = re.compile(r"-?>|(?s:.*?)--!?>")
ATTRIBUTES = re.compile(
    rf"""(?: [{SPACE}/]++
           | [^{SPACE}/>] [^{SPACE}/>=]*+
             (?: [{SPACE}]*+ = [{SPACE}]*+
                 (?: "[^"]*+ (?:"|\Z) | '[^']*+ (?:'|\Z)
                   | [^{SPACE}>"'] [^{SPACE}>]*+ | (?=>) | \Z )
             )?+
         )*+ (?:>|\Z)""",
    re.VERBOSE,
)
END_OF = {name: re.compile(rf"</{name}(?=[{SPACE}/>])", re.IGNORECASE | re.ASCII) for name in RAW}


class Tally:
    """The elements that are open at one point of a text.

    `levels` sums the depths at which tags opened. Badly nested formatting is opened again in
    every paragraph, so a hundred levels over a whole text make millions of elements.
    """

    def __init__(self) -> None:
        self.open: list[str] = []
        self.levels = 0

    def start(self, name: str) -> None:
        if name in VOID:
            return
        for closed in CLOSED_BY_START.get(name, ()):
            if self.open and self.open[-1] in closed:
                self.open.pop()
        self.open.append(name)
        self.levels += len(self.open)

    def end(self, name: str) -> None:
        if name in ONCE:
            return
        closed, at = CLOSED_BY_END.get(name, frozenset()), len(self.open) - 1
        while at >= 0 and self.open[at] != name and self.open[at] in closed:
            at -= 1
        if at >= 0 and self.open[at] == name:
            del self.open[at:]


def is_tangled(html: str, depth_max: int, levels_max: int) -> bool:
    """Whether elements nest deeper than `depth_max`, or add up to more than `levels_max`.

    Linear in the length of the text, and stops at the first excess.
    """
    tally, at = Tally(), 0
    while tag := TAG.search(html, at):
        comment, _bogus, slash, name = tag.groups()
        if not name:
            at = _after_comment(html, tag) if comment else html.find(">", tag.start() + 2) + 1
            if not at:
                return False
            continue
        at = ATTRIBUTES.match(html, tag.end()).end()
        # Only ASCII letters fold: the tokenizer knows no other capitals.
        name = name.lower() if name.isascii() else name
        if slash:
            tally.end(name)
            continue
        tally.start(name)
        if len(tally.open) > depth_max or tally.levels > levels_max:
            return True
        if name in RAW:
            closing = END_OF[name].search(html, at)
            end = closing.start() if closing else len(html)
        # A comment inside a script can hide its end tag.
        if name in OPAQUE or (name == "script" and "<!--" in html[at:end]):
            rest = sum(1 for _ in islice(OPENING.finditer(html, at), depth_max))
            return len(tally.open) + rest > depth_max
        if name in RAW:
            at = end
    return False


def _after_comment(html: str, opening: re.Match[str]) -> int:
    """Where markup goes on, or 0 when the comment never ends."""
    closing = COMMENT.match(html, opening.end())
    return closing.end() if closing else 0
