from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from articles.models import Picture
from articles.publishing import publish
from fitblog.lib.images import ensure_renditions
from fitblog.lib.images.tasks import make_renditions
from tests.factories import make_article, make_picture, make_product, make_product_picture
from tests.fitblog.pictures import BLUE, RED, decoded, encoded, upload

pytestmark = pytest.mark.django_db


def drawing(width: int = 1000, height: int = 500, **fields) -> Picture:
    return make_picture(file=upload(encoded("PNG", (width, height))), **fields)


def stamp(name: str) -> int:
    return Path(default_storage.path(name)).stat().st_mtime_ns


def size_of(name: str) -> tuple[int, int]:
    with default_storage.open(name) as file:
        return decoded(file).size


@pytest.mark.parametrize("make", ["picture", "product picture"])
def test_an_upload_gets_its_renditions_after_the_commit(make, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture = drawing() if make == "picture" else make_product_picture(make_product())

    before = list(picture.widths)
    picture.refresh_from_db()
    assert before == []
    assert picture.widths == ([400, 800, 1000] if make == "picture" else [100])
    assert all(default_storage.exists(name) for name in picture.as_image().files())


def test_each_width_comes_in_three_formats_of_the_pictures_own_shape():
    picture = drawing()

    ensure_renditions(picture)

    image = picture.as_image()
    for kind in ("avif", "webp", "jpg"):
        assert size_of(image.rendition(400, kind)) == (400, 200)
        with default_storage.open(image.rendition(800, kind)) as file:
            assert decoded(file).format == {"jpg": "JPEG"}.get(kind, kind.upper())


def test_the_share_crop_keeps_the_focus():
    left, right = drawing(2400, 900, focus_x=10), drawing(2400, 900, focus_x=90)

    ensure_renditions(left)
    ensure_renditions(right)

    for picture, colour in [(left, RED), (right, BLUE)]:
        with default_storage.open(picture.as_image().share_name) as file:
            share = decoded(file)
        assert share.size == (1200, 630)
        middle = share.getpixel((150 if colour == RED else 1050, 315))
        assert all(abs(a - b) < 12 for a, b in zip(middle, colour, strict=True))


def test_a_see_through_picture_stays_so_and_is_white_as_jpeg():
    content = encoded("PNG", (500, 500), mode="RGBA", colour=(0, 0, 0, 0))
    picture = make_picture(file=upload(content))

    ensure_renditions(picture)

    image = picture.as_image()
    with default_storage.open(image.rendition(400, "webp")) as file:
        assert decoded(file).convert("RGBA").getpixel((200, 200))[3] == 0
    with default_storage.open(image.rendition(400, "jpg")) as file:
        assert decoded(file).getpixel((200, 200)) == (255, 255, 255)


def test_a_strip_one_pixel_high_has_renditions_too():
    picture = drawing(2400, 1)

    ensure_renditions(picture)

    assert size_of(picture.as_image().rendition(400, "jpg")) == (400, 1)


def test_making_them_again_writes_nothing():
    picture = drawing()
    ensure_renditions(picture)
    stamps = {name: stamp(name) for name in picture.as_image().files()}

    make_renditions.enqueue("articles.Picture", picture.pk)
    Picture.objects.update(widths=[])
    ensure_renditions(Picture.objects.get())

    assert {name: stamp(name) for name in stamps} == stamps
    assert Picture.objects.get().widths == [400, 800, 1000]


def test_a_file_that_a_killed_worker_left_half_written_is_made_again():
    picture = drawing()
    name = picture.as_image().rendition(800, "webp")
    default_storage.save(name, ContentFile(b"RIFF half of it"))

    ensure_renditions(picture)

    assert size_of(name) == (800, 400)
    assert not [stray for stray in default_storage.listdir("pictures")[1] if "-800_" in stray]


def test_a_picture_replaced_meanwhile_does_not_get_the_widths_of_the_old_one():
    picture = drawing()
    stale = Picture.objects.get()
    picture.file = upload(encoded("PNG", (120, 90)))
    picture.save()

    ensure_renditions(stale)

    assert Picture.objects.get().widths == []
    assert not any(default_storage.exists(name) for name in stale.as_image().files())


def test_a_picture_deleted_before_its_turn_is_passed_over():
    result = make_renditions.enqueue("articles.Picture", 404)

    assert result.status == "SUCCESSFUL"


def test_publishing_makes_sure_that_the_hero_is_ready():
    article = make_article(hero=drawing())

    edition = publish(article)

    assert edition.hero.widths == [400, 800, 1000]
    assert default_storage.exists(edition.hero.share_name)


def test_a_guide_whose_hero_is_gone_from_the_disk_is_refused_in_words():
    picture = drawing()
    default_storage.delete(picture.file.name)

    with pytest.raises(ValidationError) as refused:
        publish(make_article(hero=picture))

    assert refused.value.message_dict == {
        "hero": ["The file of this picture is missing. Upload it again."]
    }


def test_another_focus_makes_other_crops_and_nothing_else(
    django_capture_on_commit_callbacks,
):
    picture = drawing(2400, 900)
    ensure_renditions(picture)
    before = picture.as_image()
    stamps = {name: stamp(name) for name in before.files() - {crop.name for crop in before.crops}}

    with django_capture_on_commit_callbacks(execute=True):
        picture.focus_x = 20
        picture.save()

    assert picture.as_image().share_name != before.share_name
    assert all(default_storage.exists(crop.name) for crop in picture.as_image().crops)
    assert not any(default_storage.exists(crop.name) for crop in before.crops)
    assert {name: stamp(name) for name in stamps} == stamps


@pytest.mark.django_db(transaction=True)
def test_with_a_worker_beside_the_server_the_upload_does_not_wait(settings):
    settings.TASKS = {"default": {"BACKEND": settings.TASK_BACKENDS["db"]}}
    drawing()
    assert Picture.objects.get().widths == []

    call_command("db_worker", "--batch", "--interval", "0", "--no-startup-delay")

    picture = Picture.objects.get()
    assert picture.widths == [400, 800, 1000]
    assert all(default_storage.exists(name) for name in picture.as_image().files())
