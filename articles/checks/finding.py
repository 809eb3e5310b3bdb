"""What a rule has to say, and of which part of the guide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles.severity import Severity


@dataclass(frozen=True)
class Place:
    """A field of the desk copy: the guide's own, or that of a row in one of its groups.

    Groups are named as on Article (`faq_items`); rows are counted in the order of the page.
    """

    field: str = ""
    group: str = ""
    row: int | None = None

    def id(self, rows: Mapping[str, Sequence[str]] | None = None) -> str:
        """The id of the field in the form, or of its group's heading.

        `rows` holds the prefixes that the form's rows have, in the order of the page; without
        it the rows stand in that order in the form, too.
        """
        if not self.group:
            return f"id_{self.field}"
        if self.row is None:
            return f"{self.group}-heading"
        prefix = rows[self.group][self.row] if rows else f"{self.group}-{self.row}"
        return f"id_{prefix}-{self.field}"


@dataclass(frozen=True)
class Finding:
    rule: str
    severity: Severity
    place: Place
    sentence: str  # what is wrong and what to do


Said = Iterator[tuple[Place, str]]
