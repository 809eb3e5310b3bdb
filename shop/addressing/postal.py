"""How addresses are written in a country: its postcodes and its regions."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

POSTCODE, REGION = _("Postcode"), _("Region")


@dataclass(frozen=True)
class Custom:
    """`pattern` is of a postcode in capitals without blanks; its groups are set apart by `gap`."""

    pattern: str = ""  # empty: whatever there is, or nothing
    example: str = ""
    gap: str = " "
    postcode: str | Promise = POSTCODE  # its name there
    region: str | Promise = REGION
    regions: Mapping[str, str] = field(default_factory=dict)  # code → name
    has_region: bool = False

    @property
    def is_numeric(self) -> bool:
        """A keyboard of digits serves."""
        return self.example.isdecimal()

    def written(self, postcode: str) -> str | None:
        """The postcode as that country writes it; None when it is none."""
        compact = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", postcode)).upper()
        if not self.pattern:
            return postcode.strip()
        found = re.fullmatch(self.pattern, compact)
        return self.gap.join(filter(None, found.groups())) if found else None


def custom(country: str) -> Custom:
    return CUSTOMS.get(country, ELSEWHERE)


US_STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia",
    "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois",
    "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York",
    "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon",
    "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
    "AA": "Armed Forces Americas", "AE": "Armed Forces Europe", "AP": "Armed Forces Pacific",
}  # fmt: skip
CA_PROVINCES = {
    "AB": "Alberta", "BC": "British Columbia", "MB": "Manitoba", "NB": "New Brunswick",
    "NL": "Newfoundland and Labrador", "NT": "Northwest Territories", "NS": "Nova Scotia",
    "NU": "Nunavut", "ON": "Ontario", "PE": "Prince Edward Island", "QC": "Quebec",
    "SK": "Saskatchewan", "YT": "Yukon",
}  # fmt: skip
AU_STATES = {
    "ACT": "Australian Capital Territory", "NSW": "New South Wales", "NT": "Northern Territory",
    "QLD": "Queensland", "SA": "South Australia", "TAS": "Tasmania", "VIC": "Victoria",
    "WA": "Western Australia",
}  # fmt: skip

ELSEWHERE = Custom(has_region=True)
FOUR = Custom(r"([0-9]{4})", "1010")
FIVE = Custom(r"([0-9]{5})", "10115")
CUSTOMS = {
    **dict.fromkeys(["AT", "BE", "CH", "DK", "HU", "LI", "LU", "NO", "NZ", "SI"], FOUR),
    **dict.fromkeys(["DE", "EE", "FI", "FR", "HR"], FIVE),
    **dict.fromkeys(["ES", "IT"], Custom(r"([0-9]{5})", "28013", has_region=True)),
    **dict.fromkeys(["CZ", "GR", "SE", "SK"], Custom(r"([0-9]{3})([0-9]{2})", "114 55")),
    "AU": Custom(r"([0-9]{4})", "3000", region=_("State"), regions=AU_STATES, has_region=True),
    "BR": Custom(r"([0-9]{5})([0-9]{3})", "01310-100", gap="-", has_region=True),
    "CA": Custom(
        r"([A-Z][0-9][A-Z])([0-9][A-Z][0-9])",
        "K1A 0B1",
        postcode=_("Postal code"),
        region=_("Province or territory"),
        regions=CA_PROVINCES,
        has_region=True,
    ),
    "GB": Custom(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})", "SW1A 1AA"),
    "HK": Custom(),
    "IE": Custom(r"([A-Z][0-9][0-9W])([A-Z0-9]{4})", "D02 AF30", postcode=_("Eircode")),
    "JP": Custom(
        r"([0-9]{3})([0-9]{4})", "100-0001", gap="-", region=_("Prefecture"), has_region=True
    ),
    "NL": Custom(r"([0-9]{4})([A-Z]{2})", "1012 AB"),
    "PL": Custom(r"([0-9]{2})([0-9]{3})", "00-950", gap="-"),
    "PT": Custom(r"([0-9]{4})([0-9]{3})", "1100-048", gap="-"),
    "SG": Custom(r"([0-9]{6})", "238801"),
    "US": Custom(
        r"([0-9]{5})([0-9]{4})?",
        "55401",
        gap="-",
        postcode=_("ZIP code"),
        region=_("State"),
        regions=US_STATES,
        has_region=True,
    ),
}
