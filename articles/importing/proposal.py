"""What an importer read in a document: pure data that an editor reviews before it is written.

Every format ends here. A part knows the line it came from, so that a screen can show it beside
the source; what found no place is in `leftovers` and what was left out is in `dropped`, so every
word of the document is somewhere.
"""

from dataclasses import asdict, dataclass, field, fields
from typing import Any

VERSION = 1
SURE = 0.7  # a decision below this is shown to the editor as a guess

# What the desk copy's columns hold; tests compare them with the models.
TITLE_LIMIT = 150
EXCERPT_LIMIT = 200
PART_HEADING_LIMIT = 120  # above the takeaways and above the questions
LABEL_LIMIT = 120
TEXT_LIMIT = 300
HEADING_LIMIT = 150
QUESTION_LIMIT = 200
SOURCE_LIMIT = 250
SOURCE_URL_LIMIT = 500
META_TITLE_LIMIT = 65
META_DESCRIPTION_LIMIT = 165


class UnknownProposal(ValueError):
    """This JSON is not a proposal that this Fitblog can read."""


@dataclass(frozen=True)
class Decision:
    part: str  # the path of what was decided: "title", "sections.3.level"
    what: str
    where: int  # line of the source, from 1; 0 where no single line says it
    confidence: float  # 0 to 1
    why: str

    @property
    def is_guess(self) -> bool:
        return self.confidence < SURE


@dataclass(frozen=True)
class Takeaway:
    label: str
    text: str = ""
    where: int = 0


@dataclass(frozen=True)
class Section:
    heading: str
    level: int = 2
    kind: str = "text"
    body: str = ""  # HTML
    where: int = 0


@dataclass(frozen=True)
class FaqItem:
    question: str
    answer: str  # HTML
    where: int = 0


@dataclass(frozen=True)
class Reference:
    """A source as the document cites it."""

    title: str
    url: str = ""
    year: int | None = None
    where: int = 0


@dataclass(frozen=True)
class Hint:
    """A card that pointed to another guide."""

    title: str
    label: str = ""
    excerpt: str = ""
    where: int = 0
    pinned: int | None = None  # primary key of the guide it was pinned to, once it was


@dataclass(frozen=True)
class Media:
    """A picture or an embed of the document. Nothing is fetched from its address."""

    kind: str  # "picture" or "embed"
    address: str  # "enclosed:…" names a picture that came along with the document
    alt: str = ""  # of an embed: its title
    where: int = 0
    caption: str = ""
    picture: int | None = None  # primary key of the picture that was made of it, once it was

    @property
    def is_enclosed(self) -> bool:
        return self.address.startswith("enclosed:")


@dataclass(frozen=True)
class Words:
    """Words that are not part of the guide, and the reason."""

    text: str
    where: int
    why: str


@dataclass(frozen=True)
class Proposal:
    title: str
    title_where: int = 0  # 0: made up from the first words, which also stay where they are
    excerpt: str = ""  # words of the introduction again, never words of its own
    author: str = ""  # as a byline names them
    introduction: str = ""  # HTML
    takeaways_heading: str = ""
    takeaways: list[Takeaway] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    faq_heading: str = ""
    faq: list[FaqItem] = field(default_factory=list)
    sources: list[Reference] = field(default_factory=list)
    related: list[Hint] = field(default_factory=list)
    media: list[Media] = field(default_factory=list)
    dropped: list[Words] = field(default_factory=list)
    leftovers: list[Words] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    source: str = "text"  # the format it was read from
    origin: str = ""  # of a site's export: the system and its number for the document
    written: str = ""  # a hash of the desk copy as the importer left it; see desk.py

    @property
    def guesses(self) -> list[Decision]:
        return [decision for decision in self.decisions if decision.is_guess]

    def to_json(self) -> dict[str, Any]:
        return {"version": VERSION, **asdict(self)}

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> "Proposal":
        """Raises UnknownProposal for another version, or a missing, unknown or wrong part."""
        document = dict(document)
        if document.pop("version", None) != VERSION:
            raise UnknownProposal("This proposal is of a version that this Fitblog does not know.")
        try:
            for name, part in PARTS.items():
                if name in document or name not in LATER:
                    document[name] = [part(**values) for values in document[name]]
            proposal = cls(**document)
        except (KeyError, TypeError) as error:
            raise UnknownProposal(f"This proposal lacks or has a wrong part: {error}") from error
        if wrong := [
            name for name, kind in PLAIN.items() if type(getattr(proposal, name)) is not kind
        ]:
            raise UnknownProposal(f"This proposal has a wrong part: {', '.join(wrong)}")
        return proposal


PARTS: dict[str, type] = {
    "takeaways": Takeaway,
    "sections": Section,
    "faq": FaqItem,
    "sources": Reference,
    "related": Hint,
    "media": Media,
    "dropped": Words,
    "leftovers": Words,
    "decisions": Decision,
}
LATER = {"media", "sources"}  # proposals kept before there were any lack them
PLAIN: dict[str, type] = {f.name: f.type for f in fields(Proposal) if f.type in (str, int)}
