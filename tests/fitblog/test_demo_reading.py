from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest

from fitblog.demo.reading import ContentError, read_file


@dataclass(frozen=True)
class Plate:
    weight: int
    price: Decimal
    colour: str = "red"


@dataclass(frozen=True)
class Rack:
    slug: str
    plates: list[Plate]
    place: tuple[int, int] = (50, 50)
    checked_days_ago: int | None = None
    tags: list[str] = field(default_factory=list)


def read(folder: Path, text: str) -> Rack:
    file = folder / "home.toml"
    file.write_text(text, encoding="utf-8")
    return read_file(Rack, file, slug="home")


def test_tables_become_rows_of_their_kind(tmp_path: Path):
    rack = read(
        tmp_path,
        """
        place = [30, 70]
        tags = ["steel"]
        [[plates]]
        weight = 10
        price = "72.00"
        """,
    )

    assert rack == Rack(
        "home", [Plate(10, Decimal("72.00"))], place=(30, 70), checked_days_ago=None, tags=["steel"]
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("plates = [", "home.toml: Invalid value (at end of document)"),
        ("plates = []\nplats = 1", "home.toml: nothing is called plats"),
        ("tags = []", "home.toml: plates is missing"),
        ("plates = 3", "home.toml, plates: 3 does not fit here"),
        ("[[plates]]\nprice = '1'", "home.toml, plates, 1: weight is missing"),
        (
            "[[plates]]\nweight = 'ten'\nprice = '1'",
            "home.toml, plates, 1, weight: 'ten' does not fit here",
        ),
        (
            "[[plates]]\nweight = true\nprice = '1'",
            "home.toml, plates, 1, weight: True does not fit here",
        ),
        (
            "[[plates]]\nweight = 1\nprice = 'a lot'",
            "home.toml, plates, 1, price: 'a lot' is no amount",
        ),
        (
            "[[plates]]\nweight = 1\nprice = 0.1",
            "home.toml, plates, 1, price: 0.1 does not fit here",
        ),
        ("plates = []\nplace = [1]", "home.toml, place: [1] does not fit here"),
        ("plates = []\ntags = [1]", "home.toml, tags, 1: 1 does not fit here"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(tmp_path: Path, text: str, sentence: str):
    with pytest.raises(ContentError) as refused:
        read(tmp_path, text)

    assert str(refused.value) == sentence


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(ContentError, match=r"gone\.toml"):
        read_file(Rack, tmp_path / "gone.toml")


def test_a_file_that_is_no_text_is_named(tmp_path: Path):
    (tmp_path / "home.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(ContentError, match=r"home\.toml"):
        read_file(Rack, tmp_path / "home.toml")
