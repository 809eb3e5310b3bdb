"""Where every word of a document went: to score an import, and to test that none is lost."""

import re
from collections import Counter
from html.parser import HTMLParser

from articles.importing.markup.inline import INLINE, SILENT
from articles.importing.markup.tree import parse
from articles.importing.proposal import Proposal

NOTHING = re.compile("[\u00ad\u200b\u2060\ufeff]")  # takes no room and parts no words

HOLLOW = re.compile(r"^\s*o\t", re.MULTILINE)  # a bullet, as word processors copy it


def words_in(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", HOLLOW.sub("", NOTHING.sub("", text))))


def words_in_html(html: str) -> Counter[str]:
    """The words that a reader of the page could see, and the name of the page."""
    root = parse(html)
    if root is None:
        return Counter()
    pieces = []
    titles = [e for e in root.iter("title") if all(a.tag != "svg" for a in e.iterancestors())]
    pieces += [titles[0].text or "" if titles else "", "\n"]
    body = next(root.iter("body"), root)
    waiting = [(body, False)]
    while waiting:
        element, ends = waiting.pop()
        if ends:
            pieces += ["" if element.tag in INLINE - {"br"} else "\n", element.tail or ""]
            continue
        pieces.append("" if element.tag in INLINE - {"br"} else "\n")
        waiting.append((element, True))
        if isinstance(element.tag, str) and element.tag not in SILENT:
            pieces.append(element.text or "")
            waiting += [(child, False) for child in reversed(element)]
    return words_in("".join(pieces))


def letters(words: Counter[str]) -> Counter[str]:
    """For documents that part words by what is no word, such as a raised number after one."""
    counts: Counter[str] = Counter()
    for word, times in words.items():
        for letter in word:
            counts[letter] += times
    return counts


def words_of(proposal: Proposal, numbers: bool = True) -> Counter[str]:
    """All words that are placed, dropped or left over. A title made up of first words is none.

    `numbers` counts those that ordered lists show: they are words of a text, not of HTML.
    """
    texts = [
        proposal.title if proposal.title_where else "",
        proposal.takeaways_heading,
        *(f"{t.label} {t.text}" for t in proposal.takeaways),
        *(s.heading for s in proposal.sections),
        proposal.faq_heading,
        *(f.question for f in proposal.faq),
        *(f"{s.title} {s.year or ''}" for s in proposal.sources),
        *(f"{h.title} {h.label} {h.excerpt}" for h in proposal.related),
        *(w.text for w in (*proposal.dropped, *proposal.leftovers)),
    ]
    htmls = [
        proposal.introduction,
        *(s.body for s in proposal.sections),
        *(f.answer for f in proposal.faq),
    ]
    return words_in("\n".join([*texts, *(seen(html, numbers) for html in htmls)]))


def seen(html: str, numbers: bool = True) -> str:
    """What a reader sees of this HTML, the numbers of ordered lists included."""
    reader = Reader(numbers)
    reader.feed(html)
    return "".join(reader.pieces)


class Reader(HTMLParser):
    def __init__(self, numbers: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.numbers = numbers
        self.pieces: list[str] = []
        self.lists: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag in ("a", "strong", "em"):
            return
        self.pieces.append("\n")
        if tag in ("ol", "ul"):
            self.lists.append(0 if tag == "ol" and self.numbers else None)
        elif tag == "li" and self.lists[-1] is not None:
            self.lists[-1] += 1
            self.pieces.append(f"{self.lists[-1]}. ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("a", "strong", "em"):
            return
        self.pieces.append("\n")
        if tag in ("ol", "ul"):
            self.lists.pop()

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
