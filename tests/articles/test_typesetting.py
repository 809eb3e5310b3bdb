"""The page that is set when an edition is made, and what is put into it when it is read."""

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import typesetting
from articles.models import Author, Edition, Tag, Topic, Typeset
from shop.models import Product, Variant
from tests.factories import (
    make_picture,
    make_product,
    make_variant,
    picture_file,
    publish_article,
)

pytestmark = pytest.mark.django_db

PAGE = "/guides/hang/"


@pytest.fixture(autouse=True)
def _nothing_in_memory():
    typesetting._memory.clear()


def publish_hang(**fields):
    product = make_product("Ring")
    make_variant(product, price="20.00")
    section = {"heading": "Grip", "product": product, "product_reason": "It holds."}
    return publish_article("Hang", tags=["Bar"], sections=[section, "Rest"], **fields)


def was_set(client) -> bool:
    """Whether the stored page serves: then the body is not even read."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(PAGE).status_code == 200
    return not any('"articles_edition"."body"' in query["sql"] for query in asked)


def test_a_published_guide_is_shown_from_its_stored_page(client):
    publish_hang()

    assert Typeset.objects.count() == 1
    assert was_set(client)
    assert not typesetting._memory


def test_the_stored_page_shows_what_a_fresh_one_does(client):
    publish_hang(faq=["Why?"], takeaways=["Hold"])
    stored = client.get(PAGE).content

    Typeset.objects.all().delete()

    assert client.get(PAGE).content == stored


def test_a_stored_page_names_no_host(client):
    publish_hang()

    page = client.get(PAGE, headers={"host": "localhost"}).content.decode()

    assert "http://localhost/guides/hang/" in page
    assert typesetting.ORIGIN not in page
    assert "testserver" not in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda: Author.objects.update(role="Head of grip"), "Head of grip"),
        (lambda: Author.objects.update(bio="Hangs daily."), "Hangs daily."),
        (lambda: Topic.objects.update(name="Grip school"), "Grip school"),
        (lambda: Tag.objects.update(name="pull-up bar"), "Pull-up bar"),
        (lambda: Product.objects.update(title="Wooden ring"), "Wooden ring"),
        (lambda: Variant.objects.update(price=17), "$17.00"),
        (lambda: Variant.objects.update(stock=2), "Only 2 left"),
    ],
)
def test_what_changed_around_it_is_shown_at_once(client, change, words):
    publish_hang()
    assert words not in client.get(PAGE).content.decode()

    change()

    assert words in client.get(PAGE).content.decode()


def test_a_product_that_is_withdrawn_leaves_its_place_empty(client):
    publish_hang()

    Product.objects.update(withdrawn_at=timezone.now())

    page = client.get(PAGE).content.decode()
    assert "product-card" not in page
    assert "guide__rail" not in page


def test_another_version_of_the_site_sets_its_own_page(client, monkeypatch):
    publish_hang()

    monkeypatch.setattr(typesetting, "_version", lambda: "another")

    assert not was_set(client)
    assert was_set(client)  # in this process, from its memory
    call_command("typeset", verbosity=0)
    typesetting._memory.clear()
    assert was_set(client)


def test_the_command_drops_the_pages_of_editions_that_had_their_time(client):
    edition = publish_hang()
    Edition.objects.filter(pk=edition.pk).update(live_until=timezone.now())

    call_command("typeset", verbosity=0)

    assert not Typeset.objects.exists()


def test_the_command_makes_what_pictures_lack(client, capsys):
    edition = publish_hang(hero=make_picture())
    lacking = edition.hero.crops[-1].name
    default_storage.delete(lacking)
    lost = make_picture()
    default_storage.delete(lost.file.name)

    call_command("typeset", verbosity=0)

    assert default_storage.exists(lacking)
    assert capsys.readouterr().err == f"The file of a picture is missing: {lost.file.name}\n"


def test_the_command_completes_a_picture_that_an_edition_alone_still_shows(client):
    edition = publish_hang(hero=make_picture())
    picture = edition.article.hero
    picture.file = picture_file(60, 60)
    picture.save()
    lacking = edition.hero.crops[-1].name
    default_storage.delete(lacking)

    call_command("typeset", verbosity=0)

    assert default_storage.exists(lacking)
