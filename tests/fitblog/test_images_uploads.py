import io
import resource
import time
from contextlib import suppress

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageCms

from articles.models import Picture
from fitblog.lib.images import accept
from tests.factories import make_picture
from tests.fitblog.pictures import (
    BLUE,
    RED,
    decoded,
    encoded,
    photograph,
    png_header,
    profile_with_red_and_blue_swapped,
    upload,
)

PictureForm = forms.modelform_factory(Picture, fields=["file", "alt"])


def refusal(content: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        accept(upload(content))
    (sentence,) = refused.value.messages
    return sentence


def near(pixel: tuple[int, ...], colour: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 24 for one, other in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(
    ("kind", "extension"),
    [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif"), ("GIF", "png")],
)
def test_each_of_the_five_formats_is_accepted(kind: str, extension: str):
    accepted = accept(upload(encoded(kind)))

    assert accepted.name.endswith(f".{extension}")
    assert decoded(accepted).size == (accepted.width, accepted.height) == (120, 90)


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "EPS", "PDF", "ICO", "JPEG2000", "PPM"])
def test_a_picture_in_another_format_is_refused(kind: str):
    assert refusal(encoded(kind)).startswith("This is not a picture that can be shown.")


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"<html><script>alert(1)</script></html>",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"not a picture",
    ],
)
def test_what_only_claims_to_be_a_picture_is_refused(content: bytes):
    assert refusal(content).startswith("This is not a picture")


def test_a_picture_is_judged_by_its_content_and_not_by_its_name():
    accepted = accept(upload(encoded("PNG"), name="holiday.jpg.exe"))

    assert accepted.name.endswith(".png")
    assert decoded(accepted).format == "PNG"


def test_the_stored_name_says_nothing_of_the_editors_name_and_differs_each_time():
    content = encoded()

    names = {accept(upload(content, name="../../secret plan.png")).name for _ in range(3)}

    assert len(names) == 3
    assert all(len(name) == 36 and "secret" not in name for name in names)


def test_a_photograph_loses_place_camera_comment_and_profile():
    content = photograph()
    assert b"Spycamera" in content
    assert b"taken at home" in content

    stored = accept(upload(content)).read()

    picture = decoded(stored)
    assert not picture.getexif()
    assert not {"exif", "icc_profile", "comment", "xmp"} & picture.info.keys()
    assert b"Spycamera" not in stored
    assert b"taken at home" not in stored


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_metadata_is_gone_from_the_other_formats_too(kind: str):
    exif = Pillow.Exif()
    exif[0x010F] = "Spycamera"
    content = encoded(kind, exif=exif, xmp=b"<x:xmpmeta>at home</x:xmpmeta>")
    assert b"Spycamera" in content

    stored = accept(upload(content)).read()

    assert b"Spycamera" not in stored
    assert b"at home" not in stored


def test_a_photograph_held_sideways_is_stored_upright():
    accepted = accept(upload(photograph()))

    picture = decoded(accepted).convert("RGB")
    assert (accepted.width, accepted.height) == picture.size == (90, 120)
    assert near(picture.getpixel((45, 20)), RED)
    assert near(picture.getpixel((45, 100)), BLUE)


def test_colours_in_another_profile_become_srgb():
    content = encoded("PNG", colour=(255, 0, 0), icc_profile=profile_with_red_and_blue_swapped())

    left = decoded(accept(upload(content))).getpixel((10, 10))

    assert near(left, (0, 0, 255))


def test_inks_become_light():
    content = encoded("JPEG", mode="CMYK", colour=(0, 255, 255, 0), quality=95)

    assert near(decoded(accept(upload(content))).getpixel((10, 10)), (255, 0, 0))


def test_a_profile_of_another_kind_of_picture_changes_no_colour():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()

    picture = decoded(accept(upload(encoded("PNG", icc_profile=lab))))

    assert near(picture.getpixel((10, 10)), RED)


def test_a_broken_profile_does_not_cost_the_picture():
    accepted = accept(upload(encoded("JPEG", icc_profile=b"no profile at all")))

    assert near(decoded(accepted).getpixel((10, 10)), RED)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_what_shines_through_still_does(kind: str):
    content = encoded(kind, mode="RGBA", colour=(*RED, 90))

    picture = decoded(accept(upload(content)))

    assert picture.mode == "RGBA"
    assert abs(picture.getpixel((5, 5))[3] - 90) < 4


def test_an_alpha_channel_that_hides_nothing_is_dropped():
    picture = decoded(accept(upload(encoded("PNG", mode="RGBA", colour=(*RED, 255)))))

    assert picture.mode == "RGB"


def test_sixteen_bits_a_pixel_are_scaled_and_not_cut_off():
    picture = decoded(accept(upload(encoded("PNG", mode="I;16", colour=32768))))

    assert near(picture.getpixel((5, 5)), (128, 128, 128))


def test_an_animation_is_stored_as_its_first_frame():
    frames = [Pillow.new("RGB", (40, 40), colour) for colour in (RED, BLUE)]
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])

    picture = decoded(accept(upload(buffer.getvalue())))

    assert getattr(picture, "n_frames", 1) == 1
    assert near(picture.convert("RGB").getpixel((5, 5)), RED)


def test_a_script_behind_a_gif_is_not_stored():
    stored = accept(upload(encoded("GIF") + b"<script>alert(document.domain)</script>")).read()

    assert b"script" not in stored


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_a_picture_cut_off_in_the_middle_is_refused(kind: str):
    content = encoded(kind, (300, 200))

    assert refusal(content[: len(content) // 2]).startswith("This ")


def test_a_file_of_more_than_ten_megabytes_is_refused_by_its_size():
    assert refusal(b"\0" * (10 * 1024 * 1024 + 1)) == (
        "This file has 10.0 MB. Choose a picture of at most 10 MB."
    )


@pytest.mark.parametrize(("width", "height"), [(13_300, 13_300), (8000, 5001), (60_000, 60_000)])
def test_a_small_file_of_many_pixels_is_refused_before_it_is_decoded(width: int, height: int):
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()

    sentence = refusal(png_header(width, height))

    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert sentence.endswith(("at most 40.", "at most 40 megapixels."))
    assert grown < 50_000  # kB; decoding the smallest of them takes 120 MB
    assert time.perf_counter() - began < 1


def test_a_strip_of_few_pixels_that_no_format_holds_is_refused():
    assert refusal(png_header(40_000, 2)) == (
        "This picture is 40000 × 2 pixels. No side may exceed 16000."
    )


@given(
    kind=st.sampled_from(["JPEG", "PNG", "WEBP", "AVIF", "GIF"]),
    place=st.floats(0, 1, exclude_max=True),
    junk=st.binary(min_size=1, max_size=40),
)
@example(kind="PNG", place=0.1, junk=b"\xff" * 40)
def test_no_broken_file_is_answered_with_anything_but_a_sentence(kind, place, junk):
    content = encoded(kind, (24, 16))
    at = int(len(content) * place)

    with suppress(ValidationError):
        accepted = accept(upload(content[:at] + junk + content[at + len(junk) :]))
        assert decoded(accepted).size == (accepted.width, accepted.height)


def test_the_form_says_its_refusal_at_the_field():
    files = {"file": SimpleUploadedFile("a.svg", b"<svg/>", content_type="image/png")}

    form = PictureForm({"alt": "A plate"}, files)

    assert form.errors == {
        "file": ["This is not a picture that can be shown. Choose a JPEG, PNG, WebP, AVIF or GIF."]
    }


def test_the_form_offers_pictures_alone_and_bears_a_long_name():
    files = {"file": SimpleUploadedFile("long " * 60 + ".jpg", photograph())}

    form = PictureForm({"alt": "A plate"}, files)

    assert 'accept="image/jpeg,image/png,image/webp,image/avif,image/gif"' in str(form["file"])
    assert form.is_valid(), form.errors


@pytest.mark.django_db
def test_a_picture_from_the_form_is_stored_clean_and_encoded_once():
    files = {"file": SimpleUploadedFile("me.jpg", photograph())}
    form = PictureForm({"alt": "A plate"}, files)
    form.is_valid()

    picture = form.save()

    picture.refresh_from_db()
    assert (picture.width, picture.height) == (90, 120)
    assert picture.file.read() == form.cleaned_data["file"].open().read()


@pytest.mark.django_db
@pytest.mark.parametrize("road", ["create", "bulk_create", "assign", "file.save"])
def test_every_road_into_the_database_cleans_the_picture(road: str):
    dirty = upload(photograph(), name="me.jpg")
    if road == "create":
        picture = Picture.objects.create(file=dirty, alt="A plate")
    elif road == "bulk_create":
        (picture,) = Picture.objects.bulk_create([Picture(file=dirty, alt="A plate")])
    else:
        picture = make_picture()
        if road == "assign":
            picture.file = dirty
            picture.save(update_fields=["file"])
        else:
            picture.file.save("me.jpg", dirty)

    stored = Picture.objects.get(file=picture.file.name)

    assert (stored.width, stored.height) == (90, 120)
    assert b"Spycamera" not in stored.file.read()
    assert "me" not in stored.file.name.removeprefix("pictures/").split(".")[0]


@pytest.mark.django_db
def test_a_file_that_is_no_picture_is_not_saved_by_code_either():
    with pytest.raises(ValidationError):
        make_picture(file=upload(b"<svg/>", name="plate.png"))

    assert not Picture.objects.exists()
