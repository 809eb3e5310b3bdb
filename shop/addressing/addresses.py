"""Where a parcel goes and whom a bill names."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import models

from fitblog.lib.countries import country_name


@dataclass(frozen=True)
class Address:
    """As it was typed. An order keeps its own copy, which nobody's later change reaches."""

    name: str
    line1: str
    city: str
    country: str  # ISO 3166, two letters
    line2: str = ""
    region: str = ""  # a state, a province; by its code where there is one
    postcode: str = ""
    phone: str = ""

    @property
    def rows(self) -> list[str]:
        """Row by row, without the country: “Austin, TX 78701”, or “50667 Köln” without a region."""
        if self.region:
            town = f"{self.city}, {self.region} {self.postcode}".strip()
        else:
            town = f"{self.postcode} {self.city}".strip()
        return [row for row in (self.name, self.line1, self.line2, town) if row]

    @property
    def country_name(self) -> str:
        """In the reader's language."""
        return country_name(self.country)


class AddressField(models.JSONField):
    """An Address in one column: read as a whole, never searched by its parts."""

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(asdict(value) if isinstance(value, Address) else value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        stored = super().from_db_value(value, expression, connection)
        return stored if stored is None else Address(**stored)

    def value_to_string(self, obj: models.Model) -> Any:
        return asdict(self.value_from_object(obj))

    def to_python(self, value: Any) -> Any:
        return Address(**value) if isinstance(value, dict) else value
