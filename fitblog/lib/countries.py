"""The countries of the world by ISO 3166 code, named in the reader's language by babel."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext_lazy as _

# Two letters in babel's list, but no country of their own: parts, unions, tests, unknown.
NOT_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN"])
NOT_COUNTRIES |= frozenset(["XA", "XB", "ZZ"])


def country_names() -> Mapping[str, str]:
    """Code → name, in the order of the names."""
    return _names(to_locale(get_language() or "en"))


@cache
def _names(locale: str) -> Mapping[str, str]:
    territories = Locale.parse(locale).territories
    countries = {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    }
    return MappingProxyType(dict(sorted(countries.items(), key=lambda one: _sortable(one[1]))))


def country_name(code: str) -> str:
    """The code itself where it names none."""
    return country_names().get(code, code)


def validate_country(code: str) -> None:
    if code not in country_names():
        raise ValidationError(_("“%(code)s” is not the code of a country."), params={"code": code})


def _sortable(name: str) -> str:
    """Åland among the As, as a reader looks it up."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
