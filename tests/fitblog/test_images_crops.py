from hypothesis import given
from hypothesis import strategies as st

from fitblog.lib.images import WIDTHS, Image, crop_box
from fitblog.lib.images.image import CROPS, rendition_widths

sides = st.integers(1, 16_000)
ratios = st.floats(0.2, 5)
focuses = st.tuples(st.integers(0, 100), st.integers(0, 100))


@given(sides, sides, ratios, focuses)
def test_a_crop_lies_inside_the_picture_and_has_an_area(width, height, ratio, focus):
    left, top, right, bottom = crop_box(width, height, ratio, focus)

    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height


@given(sides, sides, ratios, focuses)
def test_a_crop_keeps_the_focus(width, height, ratio, focus):
    left, top, right, bottom = crop_box(width, height, ratio, focus)

    assert left - 1 <= width * focus[0] / 100 <= right + 1
    assert top - 1 <= height * focus[1] / 100 <= bottom + 1


@given(sides, sides, ratios, focuses)
def test_a_crop_is_as_large_as_its_ratio_allows(width, height, ratio, focus):
    left, top, right, bottom = crop_box(width, height, ratio, focus)

    assert right - left == width or bottom - top == height


@given(st.integers(500, 16_000), st.integers(500, 16_000), ratios, focuses)
def test_a_crop_has_the_ratio_to_the_pixel(width, height, ratio, focus):
    left, top, right, bottom = crop_box(width, height, ratio, focus)

    assert abs((right - left) - (bottom - top) * ratio) <= max(1, ratio)


@given(sides, sides, ratios)
def test_a_crop_around_the_middle_leaves_as_much_on_both_sides(width, height, ratio):
    left, top, right, bottom = crop_box(width, height, ratio, (50, 50))

    assert abs(left - (width - right)) <= 1
    assert abs(top - (height - bottom)) <= 1


def test_a_focus_at_the_edge_takes_the_crop_to_the_edge():
    assert crop_box(2400, 1800, 2.0, (50, 0)) == (0, 0, 2400, 1200)
    assert crop_box(2400, 1800, 2.0, (50, 100)) == (0, 600, 2400, 1800)
    assert crop_box(2400, 1800, 1.0, (30, 50)) == (0, 0, 1800, 1800)
    assert crop_box(2400, 1800, 1.0, (60, 50)) == (540, 0, 2340, 1800)


@given(sides)
def test_renditions_are_never_wider_than_the_original(width):
    widths = rendition_widths(width)

    assert widths == sorted(set(widths))
    assert max(widths) == min(width, WIDTHS[-1])


def test_the_original_sets_the_largest_width():
    assert rendition_widths(2400) == [400, 800, 1200, 1600]
    assert rendition_widths(800) == [400, 800]
    assert rendition_widths(1000) == [400, 800, 1000]
    assert rendition_widths(120) == [120]


@given(sides, sides, focuses)
def test_a_crop_is_never_larger_than_what_is_cropped(width, height, focus):
    image = Image("pictures/a.png", width, height, focus_x=focus[0], focus_y=focus[1])

    for crop in image.crops:
        wide, high = CROPS[crop.name.split("-")[1]]
        assert 1 <= crop.size[0] <= min(width, wide)
        assert 1 <= crop.size[1] <= min(height, high)


def test_names_tell_picture_width_and_focus():
    image = Image("pictures/a1b2.png", 1000, 500, focus_x=30, focus_y=70)

    assert image.rendition(800, "avif") == "pictures/a1b2-800.avif"
    assert image.share_name == "pictures/a1b2-share-30x70.jpg"
    assert image.crop("1x1").name == "pictures/a1b2-1x1-30x70.jpg"
    assert len(image.files()) == 1 + 3 * 3 + 4


def test_search_engines_choose_from_three_shapes():
    image = Image("pictures/a1b2.png", 2400, 1600, widths=[400])

    assert [path.split("-")[1] for path in image.crop_urls] == ["16x9", "4x3", "1x1"]
    assert [crop.size for crop in image.crops[1:]] == [(1200, 675), (1200, 900), (1200, 1200)]
    assert Image("pictures/a1b2.png", 2400, 1600).crop_urls == ["/media/pictures/a1b2.png"]
