"""Where every word of a document went: for tests that none is lost and none made up."""

import re
from collections import Counter
from html.parser import HTMLParser

from articles.importing.proposal import Proposal

NOTHING = re.compile("[\u00ad\u200b\u2060\ufeff]")  # takes no room and parts no words


def words_in(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", NOTHING.sub("", text)))


def words_of(proposal: Proposal) -> Counter[str]:
    """All words that are placed, dropped or left over. A title made up of first words is none."""
    texts = [
        proposal.title if proposal.title_where else "",
        proposal.takeaways_heading,
        *(f"{t.label} {t.text}" for t in proposal.takeaways),
        *(s.heading for s in proposal.sections),
        proposal.faq_heading,
        *(f.question for f in proposal.faq),
        *(f"{h.title} {h.label} {h.excerpt}" for h in proposal.related),
        *(w.text for w in (*proposal.dropped, *proposal.leftovers)),
    ]
    htmls = [
        proposal.introduction,
        *(s.body for s in proposal.sections),
        *(f.answer for f in proposal.faq),
    ]
    return words_in("\n".join([*texts, *map(seen, htmls)]))


def seen(html: str) -> str:
    """What a reader sees of this HTML, the numbers of ordered lists included."""
    reader = Reader()
    reader.feed(html)
    return "".join(reader.pieces)


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.lists: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.pieces.append("\n")
        if tag in ("ol", "ul"):
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "li" and self.lists[-1] is not None:
            self.lists[-1] += 1
            self.pieces.append(f"{self.lists[-1]}. ")

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append("\n")
        if tag in ("ol", "ul"):
            self.lists.pop()

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
