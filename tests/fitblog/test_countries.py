import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from fitblog.lib.countries import country_name, country_names, validate_country


def test_countries_are_named_in_the_readers_language():
    assert country_name("DE") == "Germany"
    with translation.override("de"):
        assert country_name("DE") == "Deutschland"


def test_what_is_no_country_keeps_its_code():
    assert country_name("XX") == "XX"


def test_countries_stand_in_the_order_of_their_names():
    names = list(country_names().values())

    assert names[:2] == ["Afghanistan", "Åland Islands"]


def test_there_are_as_many_as_in_the_standard():
    # ISO 3166 assigns 249; Kosovo's XK is in daily use beside them.
    assert len(country_names()) == 250


@pytest.mark.parametrize("code", ["EU", "UN", "ZZ", "001", "us", ""])
def test_only_the_codes_of_countries_are_taken(code):
    with pytest.raises(ValidationError):
        validate_country(code)

    validate_country("US")
