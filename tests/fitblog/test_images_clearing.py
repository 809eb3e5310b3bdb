import pytest
from django.core.files.storage import default_storage

from articles.models import Picture
from articles.publishing import publish
from fitblog.lib.images import ensure_renditions
from shop.models import Product, ProductPicture
from tests.factories import (
    make_article,
    make_picture,
    make_product,
    make_product_picture,
    picture_file,
    publish_article,
)

pytestmark = pytest.mark.django_db


def stored(names: set[str]) -> set[str]:
    return {name for name in names if default_storage.exists(name)}


def ready_picture() -> Picture:
    picture = make_picture()
    ensure_renditions(picture)
    assert len(stored(picture.as_image().files())) == 8
    return picture


def replace(picture: Picture) -> None:
    picture.file = picture_file(60, 60)
    picture.save()


def test_a_replaced_picture_leaves_no_file_behind(django_capture_on_commit_callbacks):
    picture = ready_picture()
    old = picture.as_image().files()

    with django_capture_on_commit_callbacks(execute=True):
        replace(picture)

    assert stored(old) == set()
    picture.refresh_from_db()
    assert stored(picture.as_image().files()) == picture.as_image().files()


def test_nothing_is_cleared_before_the_commit():
    picture = ready_picture()
    old = picture.as_image().files()

    replace(picture)
    picture.delete()

    assert stored(old) == old


@pytest.mark.parametrize("road", ["row", "queryset"])
def test_a_deleted_picture_leaves_no_file_behind(road, django_capture_on_commit_callbacks):
    picture = ready_picture()
    files = picture.as_image().files()

    with django_capture_on_commit_callbacks(execute=True):
        picture.delete() if road == "row" else Picture.objects.all().delete()

    assert stored(files) == set()


def test_a_deleted_product_takes_its_pictures_along(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        product = make_product()
        files = make_product_picture(product).as_image().files()
    assert stored(files) == files

    with django_capture_on_commit_callbacks(execute=True):
        Product.objects.all().delete()

    assert not ProductPicture.objects.exists()
    assert stored(files) == set()


def test_a_picture_that_an_edition_shows_stays_when_the_desk_copy_gets_another(
    django_capture_on_commit_callbacks,
):
    edition = publish_article(hero=ready_picture())
    files = edition.hero.files()

    with django_capture_on_commit_callbacks(execute=True):
        replace(edition.article.hero)
        publish(edition.article)

    assert stored(files) == files


def test_a_picture_that_an_old_edition_shows_stays_when_its_row_is_deleted(
    django_capture_on_commit_callbacks,
):
    picture = ready_picture()
    article = make_article(hero=picture)
    files = publish(article).hero.files()

    with django_capture_on_commit_callbacks(execute=True):
        article.hero = None
        article.save()
        publish(article)
        picture.delete()

    assert not Picture.objects.exists()
    assert stored(files) == files


def test_the_share_crop_of_an_edition_stays_when_the_focus_moves(
    django_capture_on_commit_callbacks,
):
    edition = publish_article(hero=ready_picture())

    with django_capture_on_commit_callbacks(execute=True):
        hero = edition.article.hero
        hero.focus_x = 5
        hero.save()

    assert default_storage.exists(edition.hero.share_name)


def test_an_edit_of_the_words_leaves_the_files_alone(django_capture_on_commit_callbacks):
    picture = ready_picture()

    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        picture.alt = "Another line"
        picture.save()

    assert callbacks == []
    assert stored(picture.as_image().files()) == picture.as_image().files()
