"""What the rules read in a piece of HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = {"p", "li", "blockquote", "h4", "caption", "th", "td", "ul", "ol", "table", "tr"}


@dataclass
class Markup:
    """The words of each block, the small headings, and each link with its words."""

    blocks: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)  # H4
    links: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, html: str) -> "Markup":
        reader = _Reader()
        reader.feed(html)
        reader.close()
        reader.end_block()
        return reader.markup

    @property
    def is_empty(self) -> bool:
        return not self.blocks

    @property
    def words(self) -> str:
        return " ".join(self.blocks)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.markup = Markup()
        self.pieces: list[str] = []
        self.link: tuple[str, list[str]] | None = None  # the address, and the words so far

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.end_block()
        if tag == "br":
            self.handle_data(" ")
        if tag == "a" and (href := dict(attrs).get("href")):
            self.link = href, []

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.link:
            href, pieces = self.link
            self.markup.links.append((href, " ".join("".join(pieces).split())))
            self.link = None
        if tag in BLOCKS:
            words = self.end_block()
            if tag == "h4" and words:
                self.markup.headings.append(words)

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
        if self.link:
            self.link[1].append(data)

    def end_block(self) -> str:
        words = " ".join("".join(self.pieces).split())
        self.pieces = []
        if words:
            self.markup.blocks.append(words)
        return words
