"""The pins and the ranges tell the same story."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
FILES = {
    "production.txt": PROJECT["dependencies"],
    "demo.txt": PROJECT["dependencies"] + PROJECT["optional-dependencies"]["demo"],
    "dev.txt": PROJECT["dependencies"]
    + PROJECT["optional-dependencies"]["demo"]
    + PROJECT["optional-dependencies"]["dev"],
}


def name(requirement: str) -> str:
    return re.match(r"[\w-]+", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("file", FILES)
def test_every_range_is_pinned(file):
    pins = {
        name(line)
        for line in (ROOT / "requirements" / file).read_text().splitlines()
        if "==" in line
    }

    assert {name(requirement) for requirement in FILES[file]} <= pins


@pytest.mark.parametrize("file", FILES)
def test_every_pin_has_a_hash_and_names_no_index(file):
    text = (ROOT / "requirements" / file).read_text()

    assert len(re.findall(r"^[\w.-]+(?:\[\w+\])?==", text, re.MULTILINE)) > 5
    for block in re.split(r"\n(?=[\w])", text):
        assert "--hash=sha256:" in block, block.splitlines()[0]
    assert "://" not in text
