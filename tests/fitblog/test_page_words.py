"""What the head of a page says of it."""

import pytest

from fitblog.lib.page import Page


def test_the_title_ends_with_the_sites_name(settings):
    settings.SITE_NAME = "Barbell Weekly"

    assert Page("Own the bottom of your squat").full_title.endswith(" | Barbell Weekly")


@pytest.mark.parametrize(("length", "whole"), [(55, True), (56, False)])
def test_a_title_too_long_for_both_stands_alone(length, whole):
    page = Page("x" * length)

    assert (page.full_title == f"{page.title} | Fitblog") is whole
    assert len(page.full_title) <= 65


def test_a_description_is_one_line_of_what_search_engines_show():
    page = Page("Squat", "Depth is\n  a position. " * 20)

    assert page.short_description.startswith("Depth is a position. Depth")
    assert len(page.short_description) == 160
    assert page.short_description.endswith("…")
