"""A picture is replaced while a guide that shows it is being published."""

from threading import Thread

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction

from articles.models import Picture
from articles.publishing import publish
from fitblog.lib.images import ensure_renditions
from tests.factories import make_article, make_picture, picture_file

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def replace() -> None:
    picture = Picture.objects.get()
    picture.file = picture_file(60, 60)
    picture.save()
    connection.close()


def test_the_file_that_the_edition_names_stays():
    # Ready beforehand: publishing would write its widths, and that alone locks it.
    ensure_renditions(make_picture())
    article = make_article(hero=Picture.objects.get())
    meanwhile = Thread(target=replace)

    with transaction.atomic():
        edition = publish(article)
        meanwhile.start()
        meanwhile.join(timeout=1)
        had_to_wait = meanwhile.is_alive()
    meanwhile.join()

    assert had_to_wait
    assert Picture.objects.get().file.name != edition.hero.name
    assert all(default_storage.exists(name) for name in edition.hero.files())


def test_control_without_the_edition_the_replaced_file_goes():
    old = make_picture().as_image()

    replace()

    assert not any(default_storage.exists(name) for name in old.files())
