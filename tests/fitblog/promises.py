"""The table of pages in docs/visitors.md, as the tests read it."""

import re
from pathlib import Path
from typing import NamedTuple

HANDBOOK = Path(__file__).parents[2] / "docs" / "visitors.md"
EVERYONE, ONE, NOBODY = "everyone", "one's own", "nobody"


class Promise(NamedTuple):
    address: str  # as the table writes it: /guides/<slug>/
    keeps: str  # whose bytes they are, and so what a cache may keep
    queries: int | None


def promises() -> list[Promise]:
    """One for each address of the table; a row may name several."""
    found = []
    for line in HANDBOOK.read_text().splitlines():
        if line.startswith("| `/"):
            addresses, _shows, keeps, queries = (cell.strip() for cell in line.split("|")[1:-1])
            number = int(queries) if queries else None
            found += [
                Promise(address, keeps, number) for address in re.findall(r"`([^`]+)`", addresses)
            ]
    return found
