"""The picture that other sites show beside a link to a page that has none."""

import io
import re

import pytest
from django.core.files.storage import default_storage
from PIL import Image as Pillow

from fitblog.lib.images.cards import COLUMN, Card, _font, fitted, writable
from fitblog.lib.media import NAME

RED, IRON = (184, 29, 26), (18, 24, 27)
LONG = (
    "Everything that a patient beginner has to know about carrying heavy, awkward things up and "
    "down the stairs of an old house without hurting anybody at all"
)


def drawn(card: Card) -> Pillow.Image:
    return Pillow.open(io.BytesIO(card.draw())).convert("RGB")


def near(colour: tuple, other: tuple) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(colour, other, strict=True))


def inked(picture: Pillow.Image) -> int:
    """Pixels of the title's column that are lighter than the ground."""
    column = picture.crop((72, 150, 72 + COLUMN, 490))
    return sum(column.convert("L").histogram()[60:])


def test_it_is_as_large_as_the_cards_of_other_sites_and_has_the_shelfs_plate():
    picture = drawn(Card("Hang first", "Strength", "red"))

    assert picture.size == (1200, 630)
    assert near(picture.getpixel((960, 315)), RED)
    assert near(picture.getpixel((600, 20)), IRON)
    assert inked(picture) > 5_000


@pytest.mark.parametrize("title", ["Hang", "Hang first, pull later", LONG, "Größer & tiefer"])
def test_a_title_is_wrapped_by_words_and_fits_beside_the_plate(title):
    lines, size = fitted(title)

    assert " ".join(lines) == title
    assert max(_font(size, 800, 118).getlength(line) for line in lines) <= COLUMN
    assert len(lines) * size * 1.08 < 360


def test_a_short_title_is_larger_than_a_long_one():
    assert fitted("Hang")[1] > fitted(LONG)[1]


def test_a_word_longer_than_the_line_is_parted_and_no_title_runs_over():
    lines, size = fitted("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen")
    endless, _size = fitted("m" * 150)

    assert max(_font(size, 800, 118).getlength(line) for line in lines) <= COLUMN
    assert len(endless) == 6
    assert endless[-1].endswith("…")


def test_umlauts_are_written_however_they_are_encoded():
    assert writable("U\u0308bungen fu\u0308r Füße") == "Übungen für Füße"


def test_signs_that_the_typeface_lacks_are_left_out():
    assert writable("Own the squat 💪🏽 today") == "Own the squat today"


@pytest.mark.parametrize("title", ["Как висеть", "懸垂のやり方", "كيف تتعلق", "Πώς"])
def test_another_script_leaves_the_plate_to_stand_alone(title):
    card = Card(title, "Strength", "red")

    assert writable(title) == ""
    assert inked(drawn(card)) == 0
    assert card.shared.alt == title


def test_another_title_shelf_colour_or_name_has_another_address(settings):
    cards = [
        Card("Hang", "Strength", "red"),
        Card("Pull", "Strength", "red"),
        Card("Hang", "Food", "red"),
        Card("Hang", "Strength", "blue"),
    ]
    names = {card.name for card in cards}
    settings.SITE_NAME = "Barbell Weekly"
    names.add(cards[0].name)

    assert len(names) == 5
    assert all(NAME.fullmatch(name) for name in names)


def test_it_is_drawn_once():
    card = Card("Hang", "Strength", "red")
    card.keep()
    written_at = default_storage.get_modified_time(card.name)

    card.keep()

    assert default_storage.get_modified_time(card.name) == written_at
    assert re.fullmatch(r"/media/pictures/card-[0-9a-f]{32}\.png", card.shared.path)
