"""The document inside an edition: dataclasses to and from JSON, validated, versioned.

Its HTML is cleaned on every write and marked safe only here, on its way out of the
database, exactly as RichTextField does for the desk copy.
"""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.safestring import SafeString, mark_safe

from fitblog.lib.html import clean

VERSION = 1
LEVELS = (2, 3)


@dataclass(frozen=True)
class Takeaway:
    label: str
    text: str = ""


@dataclass(frozen=True)
class Section:
    anchor: str
    level: int
    kind: str
    heading: str
    body: str = ""  # HTML
    product: int | None = None  # primary key: price and stock are read when the page is
    product_reason: str = ""


@dataclass(frozen=True)
class FaqItem:
    anchor: str
    question: str
    answer: str  # HTML


@dataclass(frozen=True)
class Source:
    title: str
    publisher: str = ""
    year: int | None = None
    url: str = ""
    section: str = ""  # the anchor of what it supports; empty: the whole guide


@dataclass(frozen=True)
class Correction:
    corrected_on: str  # ISO
    text: str

    @property
    def day(self) -> date:
        return date.fromisoformat(self.corrected_on)


@dataclass(frozen=True)
class Body:
    introduction: str = ""  # HTML
    takeaways_heading: str = ""
    takeaways: list[Takeaway] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    faq_heading: str = ""
    faq: list[FaqItem] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)  # the latest first
    pins: list[int] = field(default_factory=list)  # primary keys of articles, in order

    @property
    def products(self) -> list[int]:
        """Primary keys in the order of the page, each once."""
        return list(dict.fromkeys(s.product for s in self.sections if s.product is not None))

    def cited_under(self, anchor: str) -> list[int]:
        """The numbers of the sources that support this section."""
        return [
            number for number, s in enumerate(self.sources, 1) if anchor and s.section == anchor
        ]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, every piece of HTML cleaned."""
        document = asdict(self) | {"version": VERSION, "introduction": clean(self.introduction)}
        for section in document["sections"]:
            section["body"] = clean(section["body"])
        for item in document["faq"]:
            item["answer"] = clean(item["answer"])
        _leave_out_what_came_later(document)
        return document

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> "Body":
        """The document as dataclasses, its HTML marked safe.

        Raises ValidationError for another version, an unknown key, or an H3 before any H2.
        """
        document = dict(document)
        if document.pop("version", None) != VERSION:
            raise ValidationError("This body is of a version that this Fitblog does not know.")
        try:
            sections = [Section(**s) for s in document.pop("sections")]
            faq = [FaqItem(**f) for f in document.pop("faq")]
            body = cls(
                introduction=_safe(document.pop("introduction")),
                takeaways=[Takeaway(**t) for t in document.pop("takeaways")],
                sections=[_marked(s, "body") for s in sections],
                faq=[_marked(f, "answer") for f in faq],
                sources=[Source(**s) for s in document.pop("sources")],
                corrections=[Correction(**c) for c in document.pop("corrections", [])],
                **document,
            )
        except (KeyError, TypeError) as error:
            raise ValidationError(f"This body lacks or has a wrong part: {error}") from error
        body.validate()
        return body

    def validate(self) -> None:
        level = 1
        for section in self.sections:
            if section.level not in LEVELS or section.level > level + 1:
                raise ValidationError(f"“{section.heading}” needs an H2 before it.")
            level = section.level


def _leave_out_what_came_later(document: dict[str, Any]) -> None:
    """Where it is empty: so a document says the same, and hashes the same, as it did before."""
    for source in document["sources"]:
        if not source["section"]:
            del source["section"]
    if not document["corrections"]:
        del document["corrections"]


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308  (cleaned by to_json on every write)


def _marked(part: Any, name: str) -> Any:
    return type(part)(**{**asdict(part), name: _safe(getattr(part, name))})


class BodyField(models.JSONField):
    """A Body in a JSON column."""

    def get_prep_value(self, value: Body | None) -> Any:
        if isinstance(value, Body):
            value.validate()
            value = value.to_json()
        return super().get_prep_value(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Body | None:
        document = super().from_db_value(value, expression, connection)
        return None if document is None else Body.from_json(document)

    def value_to_string(self, obj: models.Model) -> Any:
        body = self.value_from_object(obj)
        return body.to_json() if isinstance(body, Body) else body

    def to_python(self, value: Any) -> Any:
        return Body.from_json(value) if isinstance(value, dict) else value
