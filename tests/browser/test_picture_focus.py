"""The focus of a picture is set by a click on it, or as two numbers."""

import pytest

from tests.factories import make_picture, picture_file

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_click_on_the_picture_sets_its_focus(editor, live_server):
    picture = make_picture(file=picture_file(400, 200))
    editor.goto(f"{live_server.url}/admin/articles/picture/{picture.pk}/change/")
    shown = editor.locator("focus-point img")
    box = shown.bounding_box()

    shown.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.75})
    editor.locator("[name=_save]").click()
    editor.locator(".messagelist .success").wait_for()

    picture.refresh_from_db()
    assert (picture.focus_x, picture.focus_y) == (25, 75)


def test_the_ring_stands_where_the_numbers_say(editor, live_server):
    picture = make_picture(file=picture_file(400, 200))
    editor.goto(f"{live_server.url}/admin/articles/picture/{picture.pk}/change/")

    editor.locator("[name=focus_x]").fill("10")
    editor.locator("[name=focus_y]").fill("90")

    shown = editor.locator("focus-point img").bounding_box()
    ring = editor.locator("focus-point span").bounding_box()
    across = (ring["x"] + ring["width"] / 2 - shown["x"]) / shown["width"]
    down = (ring["y"] + ring["height"] / 2 - shown["y"]) / shown["height"]
    assert (round(across, 2), round(down, 2)) == (0.1, 0.9)
