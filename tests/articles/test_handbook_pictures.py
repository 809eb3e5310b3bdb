"""The handbook shows its pictures, and they are few and small."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from fitblog.demo import handbook

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = {path.name for path in (DOCS / "pictures").iterdir()}
SHOWN = re.findall(r"!\[(.*?)\]\(pictures/(.+?)\)", (DOCS / "editors.md").read_text())


def test_every_picture_is_shown_and_there():
    assert sorted(name for _alt, name in SHOWN) == sorted(PICTURES)


def test_every_picture_is_made_by_the_command():
    assert {f"{shot.name}.webp" for shot in handbook.SHOTS} == PICTURES


def test_every_picture_says_what_it_shows():
    assert all(len(alt) > 20 for alt, _name in SHOWN)


def test_together_they_are_small():
    assert sum((DOCS / "pictures" / name).stat().st_size for name in PICTURES) <= 600_000


def test_without_playwright_the_command_says_what_to_install(monkeypatch):
    command = "fitblog.demo.management.commands.picture_handbook.find_spec"
    monkeypatch.setattr(command, lambda name: None)

    with pytest.raises(CommandError, match=r"requirements/dev\.txt"):
        call_command("picture_handbook")


@pytest.mark.django_db
def test_without_a_demo_site_the_command_says_how_to_load_it(monkeypatch, settings):
    settings.DEBUG = True
    monkeypatch.setattr(handbook, "chromium", lambda: "/usr/bin/chromium")

    with pytest.raises(CommandError, match="load_demo --editor"):
        call_command("picture_handbook")
