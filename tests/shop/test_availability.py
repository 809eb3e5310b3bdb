import pytest

from shop.catalogue.availability import Availability


@pytest.mark.parametrize(
    ("stock", "words", "colour"),
    [(6, "In stock", "green"), (5, "Only 5 left", "yellow"), (1, "Only 1 left", "yellow")],
)
def test_what_is_there_can_be_bought(stock, words, colour):
    availability = Availability(stock)

    assert (str(availability), availability.colour) == (words, colour)
    assert availability.can_be_bought


def test_what_is_gone_cannot():
    availability = Availability(0)

    assert (str(availability), availability.colour) == ("Sold out", "")
    assert not availability.can_be_bought


def test_what_is_withdrawn_cannot_though_it_is_there():
    availability = Availability(9, is_withdrawn=True)

    assert str(availability) == "No longer sold"
    assert not availability.can_be_bought
