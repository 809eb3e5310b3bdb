import re

import pytest
from django.template import Context, Template, TemplateSyntaxError

from fitblog.lib.images import Image

WIDTHS = [400, 800, 1200, 1600]


def render(image: Image | None, options: str = "") -> str:
    template = Template("{% load pictures %}{% picture image " + options + " %}")
    return " ".join(template.render(Context({"image": image})).split())


def picture(**fields) -> Image:
    plain = {"name": "pictures/a1.png", "width": 2400, "height": 1800, "widths": WIDTHS}
    return Image(**plain | fields)


def attribute(html: str, name: str) -> str:
    (found,) = re.search(rf'<img[^>]* {name}="([^"]*)"', html).groups()
    return found


def test_the_best_format_comes_first_and_jpeg_is_for_everybody():
    html = render(picture())

    assert re.findall(r'type="([^"]+)"', html) == ["image/avif", "image/webp"]
    assert attribute(html, "src") == "/media/pictures/a1-800.jpg"


def test_every_width_that_is_ready_is_offered():
    html = render(picture(widths=[400, 800]), 'sizes="(min-width: 48em) 50vw, 100vw"')

    assert attribute(html, "srcset") == (
        "/media/pictures/a1-400.jpg 400w, /media/pictures/a1-800.jpg 800w"
    )
    assert '<source type="image/avif" srcset="/media/pictures/a1-400.avif 400w, ' in html
    assert html.count('sizes="(min-width: 48em) 50vw, 100vw"') == 3


def test_a_picture_without_renditions_is_shown_as_it_was_stored():
    html = render(picture(widths=[]))

    assert attribute(html, "src") == "/media/pictures/a1.png"
    assert "srcset" not in html
    assert "<source" not in html


def test_a_narrow_picture_falls_back_to_its_only_width():
    html = render(picture(width=1000, height=10, widths=[1000]))

    assert attribute(html, "src") == "/media/pictures/a1-1000.jpg"


def test_width_and_height_are_there_before_the_picture_is():
    html = render(picture())

    assert (attribute(html, "width"), attribute(html, "height")) == ("2400", "1800")


def test_a_large_number_has_no_thousands_separator(settings):
    settings.USE_THOUSAND_SEPARATOR = True

    assert attribute(render(picture()), "width") == "2400"


def test_pictures_wait_until_they_are_scrolled_to():
    html = render(picture())

    assert attribute(html, "loading") == "lazy"
    assert attribute(html, "decoding") == "async"
    assert "fetchpriority" not in html


def test_the_pages_largest_picture_does_not_wait():
    html = render(picture(), "priority=True")

    assert attribute(html, "loading") == "eager"
    assert attribute(html, "fetchpriority") == "high"


def test_a_picture_may_be_eager_without_priority():
    html = render(picture(), 'loading="eager"')

    assert attribute(html, "loading") == "eager"
    assert "fetchpriority" not in html


@pytest.mark.parametrize("alt", ["", "A red plate"])
def test_the_description_is_always_there_and_may_be_empty(alt: str):
    assert attribute(render(picture(alt=alt)), "alt") == alt


def test_a_description_with_quotes_stays_in_its_attribute():
    html = render(picture(alt='"><script>alert(1)</script>'))

    assert "<script>" not in html


@pytest.mark.parametrize(
    ("focus", "step"), [(0, "0"), (4, "0"), (5, "10"), (74, "70"), (96, "100")]
)
def test_the_focus_is_told_in_steps_the_style_sheet_knows(focus: int, step: str):
    html = render(picture(focus_x=focus))

    assert attribute(html, "data-focus-x") == step
    assert "data-focus-y" not in html
    assert "style=" not in html


def test_a_focus_in_the_middle_needs_no_word():
    assert "data-focus" not in render(picture(focus_x=52, focus_y=48))


def test_the_style_sheet_knows_every_step():
    from django.contrib.staticfiles.finders import find

    with open(find("css/blocks/picture.css")) as file:
        sheet = file.read()

    for axis in "xy":
        for step in {*range(0, 101, 10)} - {50}:
            assert f'[data-focus-{axis}="{step}"] {{ --focus-{axis}: {step}%; }}' in sheet


def test_a_class_goes_on_the_outer_element():
    assert '<picture class="picture card__art">' in render(picture(), 'class="card__art"')


def test_an_attribute_that_a_picture_does_not_take_is_an_error():
    with pytest.raises(TemplateSyntaxError):
        render(picture(), 'klass="card__art"')


def test_no_image_is_no_picture():
    assert render(None) == ""


def test_a_link_preview_gets_the_crop_and_its_size():
    ready, waiting = picture(focus_y=30), picture(widths=[])

    assert ready.share_url == "/media/pictures/a1-share-50x30.jpg"
    assert ready.share_size == (1200, 630)
    assert waiting.share_url == "/media/pictures/a1.png"
    assert waiting.share_size == (2400, 1800)
