"""Pictures that come as addresses are fetched when an editor asks for them, and only then."""

import base64
import io

import pytest
from PIL import Image

from articles.importing.fetching import MOST_AT_ONCE, fetch_pictures, may_be_fetched
from articles.importing.proposal import Media
from articles.models import Article, ImportedDocument, Picture
from tests.articles.desk import make_member, signed_in
from tests.articles.elsewhere import HOST, serving
from tests.articles.test_admin_import import act, paste

SITE = f"http://{HOST}"


def png(width: int = 800, height: int = 450) -> bytes:
    stream = io.BytesIO()
    Image.radial_gradient("L").resize((width, height)).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def elsewhere(monkeypatch):
    files = {
        "/hip.png": png(),
        "/moved.png": "/hip.png",
        "/inside.png": "http://127.0.0.1:9/hip.png",
        "/page.html": b"<p>No picture</p>",
        "/huge.png": b"x" * (10 * 1024 * 1024 + 1),
    }
    with serving(monkeypatch, files) as server:
        yield server


def fetched(*paths: str, **options):
    return fetch_pictures([Media("picture", f"{SITE}{path}") for path in paths], **options)


def test_a_picture_is_fetched_also_from_where_it_moved_to(elsewhere):
    found = fetched("/hip.png", "/moved.png")

    assert found.pictures == {f"{SITE}/hip.png": png(), f"{SITE}/moved.png": png()}
    assert not found.failures


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/gone.png", "The server says that there is no such picture (404)."),
        ("/inside.png", "This is no address of a public server, and was not asked."),
        ("/page.html", "This is not a picture that can be shown."),
        ("/huge.png", "The picture is larger than 10 MB."),
    ],
)
def test_what_fails_is_said_and_the_rest_is_kept(elsewhere, path, said):
    found = fetched(path, "/hip.png")

    assert found.failures[0].startswith(f"{SITE}{path}: {said}")
    assert list(found.pictures) == [f"{SITE}/hip.png"]


def test_a_server_in_our_own_network_is_never_asked(elsewhere):
    address = f"http://127.0.0.1:{elsewhere.server_port}/hip.png"

    found = fetch_pictures([Media("picture", address)])

    assert "was not asked" in found.failures[0]
    assert elsewhere.asked == []


def test_what_has_no_room_is_said(elsewhere):
    found = fetched("/hip.png", "/moved.png", room=len(png()))

    assert list(found.pictures) == [f"{SITE}/hip.png"]
    assert "There is no room for more pictures" in found.failures[0]


def test_so_many_at_once_and_no_more(elsewhere):
    found = fetched(*["/hip.png"] * (MOST_AT_ONCE + 1))

    assert len(elsewhere.asked) == MOST_AT_ONCE
    assert "ask for the others next" in found.failures[0]


@pytest.mark.parametrize(
    ("media", "may"),
    [
        (Media("picture", "//cdn.example/a.png"), True),
        (Media("picture", "/a.png"), False),
        (Media("picture", "enclosed:1234"), False),
        (Media("embed", "https://video.example/1"), False),
    ],
)
def test_only_whole_addresses_of_pictures_may_be_fetched(media, may):
    assert may_be_fetched(media) == may


PAGE = (
    "<!doctype html><h1>Hips</h1><p>They move in every direction.</p>"
    f'<img src="{SITE}/hip.png" alt="A hip"><img src="{SITE}/gone.png" alt="None">'
    f'<img src="{SITE}/moved.png" alt="Unticked">'
)


@pytest.fixture
def desk():
    return signed_in(make_member("Writer"))


@pytest.mark.django_db
def test_nothing_is_fetched_before_an_editor_asks(desk, elsewhere):
    address = paste(desk, PAGE)
    desk.get(address)
    act(desk, address, "make")

    assert elsewhere.asked == []
    assert not Picture.objects.exists()


@pytest.mark.django_db
def test_what_was_ticked_comes_into_the_newsroom_with_its_alternative_text(desk, elsewhere):
    address = paste(desk, PAGE)

    said = act(desk, address, "fetch", picture=["0", "1"], title="Hips, again")
    act(desk, address, "make")

    assert said[0] == "1 picture was fetched."
    assert said[1].startswith(f"{SITE}/gone.png: The server says")
    assert set(elsewhere.asked) == {"/hip.png", "/gone.png"}
    (picture,), article = Picture.objects.all(), Article.objects.get()
    assert (picture.alt, picture.width) == ("A hip", 800)
    assert (article.title, article.hero) == ("Hips, again", picture)


@pytest.mark.django_db
def test_what_was_fetched_is_not_offered_again(desk, elsewhere):
    address = paste(desk, PAGE)

    act(desk, address, "fetch", picture="0")

    page = desk.get(address).text
    assert page.count('name="picture"') == 2
    assert "fetched: it will be among the pictures" in page


@pytest.mark.django_db
def test_nothing_ticked_is_said(desk, elsewhere):
    address = paste(desk, PAGE)

    assert act(desk, address, "fetch") == ["Tick the pictures that are to be fetched."]
    assert elsewhere.asked == []


@pytest.mark.django_db
def test_a_picture_that_nobody_offered_is_not_fetched(desk, elsewhere):
    address = paste(desk, PAGE)

    act(desk, address, "fetch", picture=["7", "x", f"{SITE}/hip.png"])

    assert elsewhere.asked == []
    assert base64.b64encode(png()).decode() not in str(ImportedDocument.objects.get().enclosed)
