import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.http import http_date

from fitblog.lib import media
from tests.fitblog.pictures import encoded

NAME = "pictures/5f00.png"


@pytest.fixture
def stored():
    default_storage.save(NAME, ContentFile(encoded()))
    yield f"/media/{NAME}"
    default_storage.delete(NAME)


def read(response) -> bytes:
    """To the end, so that the file is closed."""
    return b"".join(response.streaming_content)


def test_a_picture_is_served_with_its_own_type(client, stored):
    response = client.get(stored)

    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert read(response) == encoded()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.avif", "image/avif"), ("a-400.webp", "image/webp"), ("a-share-1x2.jpg", "image/jpeg")],
)
def test_each_rendition_has_its_type(client, name: str, kind: str):
    default_storage.save(f"pictures/{name}", ContentFile(b"pixels"))

    response = client.get(f"/media/pictures/{name}")

    assert response["Content-Type"] == kind
    read(response)
    default_storage.delete(f"pictures/{name}")


def test_a_picture_is_kept_by_browsers_and_guessed_at_by_none(client, stored):
    response = client.get(stored)

    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == 'inline; filename="5f00.png"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in response
    assert "Vary" not in response
    read(response)


def test_a_picture_is_not_compressed_once_more(client, stored):
    response = client.get(stored, headers={"accept-encoding": "gzip, br"})

    assert "Content-Encoding" not in response
    assert int(response["Content-Length"]) == len(encoded())
    read(response)


def test_a_browser_that_has_the_picture_gets_no_second_one(client, stored):
    first = client.get(stored)
    read(first)

    by_tag = client.get(stored, headers={"if-none-match": first["ETag"]})
    by_date = client.get(stored, headers={"if-modified-since": first["Last-Modified"]})
    other = client.get(stored, headers={"if-none-match": '"another"'})

    assert (by_tag.status_code, by_date.status_code, other.status_code) == (304, 304, 200)
    assert by_tag["Cache-Control"] == "public, max-age=31536000, immutable"
    read(other)


def test_a_browser_with_an_older_picture_gets_this_one(client, stored):
    response = client.get(stored, headers={"if-modified-since": http_date(0)})

    assert response.status_code == 200
    read(response)


@pytest.mark.parametrize(
    "path",
    [
        "pictures/none.png",
        "pictures/../fitblog.sqlite3",
        "../fitblog.sqlite3",
        "pictures/%2e%2e/%2e%2e/fitblog.sqlite3",
        "pictures/..%2ffitblog.png",
        "/etc/passwd",
        "pictures/5f00.png/",
        "pictures/5f00.png%00",
        "pictures/5f00.png%0a",
        "pictures/5F00.PNG",
        "pictures/",
        "pictures/a.svg",
        "pictures/a.html",
        "pictures/.png",
        "other/5f00.png",
    ],
)
def test_anything_but_a_stored_picture_is_not_found(client, stored, path: str):
    assert client.get(f"/media/{path}").status_code == 404


def test_a_page_outside_the_folder_is_not_served_though_it_is_there(client):
    default_storage.save("notes.png", ContentFile(encoded()))

    assert client.get("/media/notes.png").status_code == 404
    default_storage.delete("notes.png")


def test_a_picture_cannot_be_posted_to(client, stored):
    assert client.post(stored).status_code == 405


def test_a_head_request_tells_the_length(client, stored):
    response = client.head(stored)

    assert response["Content-Length"] == str(len(encoded()))
    read(response)


@pytest.mark.parametrize(
    ("storage", "address", "served"),
    [
        ("django.core.files.storage.FileSystemStorage", "/media/", True),
        ("django.core.files.storage.FileSystemStorage", "https://files.example.com/", False),
        ("django.core.files.storage.InMemoryStorage", "/media/", False),
    ],
)
def test_pictures_are_served_where_they_lie_on_this_machine_alone(
    settings, storage: str, address: str, served: bool
):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": storage}}
    settings.MEDIA_URL = address

    assert bool(media.routes()) is served
