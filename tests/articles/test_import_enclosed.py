"""Pictures inside a document go through the pipeline that uploads go through."""

import base64
import io

import pytest
from PIL import Image

from articles.importing.desk import Wishes, write
from articles.importing.documents import propose
from articles.models import Picture

pytestmark = pytest.mark.django_db


def picture(width: int = 800, height: int = 450) -> str:
    stream = io.BytesIO()
    Image.radial_gradient("L").resize((width, height)).save(stream, "PNG")
    return f"data:image/png;base64,{base64.b64encode(stream.getvalue()).decode()}"


def read(image: str, alt: str = "A hip"):
    return propose("a.html", f'<h1>Hips</h1><p>They move.</p><img src="{image}" alt="{alt}">')


def test_a_picture_that_comes_along_becomes_one_of_the_newsroom():
    found = read(picture())

    written = write(found.proposal, Wishes(), found.enclosed)

    made = Picture.objects.get()
    assert (made.alt, made.width, made.is_decorative) == ("A hip", 800, False)
    assert written.article.hero == made
    assert written.media[0].picture == made.pk


def test_the_proposal_does_not_hold_its_bytes():
    assert read(picture()).proposal.media[0].address.startswith("enclosed:")


def test_the_same_document_again_makes_no_second_picture():
    for _time in range(2):
        found = read(picture())
        write(found.proposal, Wishes(), found.enclosed)

    assert Picture.objects.count() == 1


def test_a_small_picture_stands_above_no_guide():
    found = read(picture(300, 300))

    written = write(found.proposal, Wishes(), found.enclosed)

    assert Picture.objects.count() == 1
    assert written.article.hero is None


def test_what_is_no_picture_is_listed_and_not_kept():
    content = base64.b64encode(b"no picture at all " * 50).decode()
    found = read(f"data:image/png;base64,{content}")

    written = write(found.proposal, Wishes(), found.enclosed)

    assert not Picture.objects.exists()
    assert written.media[0].picture is None
