"""What the memory of public pages keeps, hands out, and leaves alone."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from articles import sharing
from articles.models import Edition
from fitblog.lib import stamp
from fitblog.lib.models import Stamp
from shop.models import Product
from tests.factories import make_article, make_product, make_variant, publish_article
from tests.fitblog.asking import Door

pytestmark = pytest.mark.django_db(transaction=True)

GUIDE = "/guides/hang/"


@pytest.fixture
def door() -> Door:
    publish_article("Hang")
    return Door()


def test_a_page_is_made_once_and_is_the_same_ever_after(door):
    first = door.ask(GUIDE)
    second = door.ask(GUIDE)

    assert door.asked == [GUIDE]
    assert first == second
    assert first.status == 200
    assert "Hang" in first.text


def test_it_is_what_django_says_with_its_policies(door, client):
    said, own = door.ask(GUIDE), client.get(GUIDE)

    assert said.body == own.content
    assert said.headers["Content-Security-Policy"] == own.headers["Content-Security-Policy"]
    assert said.headers["X-Content-Type-Options"] == "nosniff"
    assert said.headers["Content-Type"] == own.headers["Content-Type"]
    assert said.headers["ETag"] == own.headers["ETag"]


def test_a_change_is_seen_by_the_next_request(door):
    door.ask(GUIDE)

    Edition.objects.update(title="Hang longer")

    assert "Hang longer" in door.ask(GUIDE).text


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", None),
        ("identity", None),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("gzip;q=0", None),
        ("*", None),
    ],
)
def test_each_encoding_is_made_of_one_page(door, accepted, encoding):
    plain = door.ask(GUIDE).text

    said = door.ask(GUIDE, accept_encoding=accepted)

    assert said.headers.get("Content-Encoding") == encoding
    assert said.headers["Content-Length"] == str(len(said.body))
    assert said.headers["Vary"] == "Accept-Encoding"
    assert said.text == plain
    assert door.asked == [GUIDE]


@pytest.mark.parametrize("before", ["br", "gzip"])
def test_who_reads_no_compression_gets_the_plain_page_after_all_others(door, before):
    packed = door.ask(GUIDE, accept_encoding=before)

    plain = door.ask(GUIDE, accept_encoding="")

    assert "Content-Encoding" not in plain.headers
    assert plain.body.decode() == packed.text
    assert door.ask(GUIDE, accept_encoding=before).body == packed.body


def test_encodings_have_strong_tags_of_their_own(door):
    tags = {door.ask(GUIDE, accept_encoding=kind).headers["ETag"] for kind in ("", "gzip", "br")}

    assert len(tags) == 3
    assert all(tag.startswith('"') for tag in tags)


def test_who_has_the_page_gets_a_304_without_it(door):
    tag = door.ask(GUIDE, accept_encoding="br").headers["ETag"]

    same = door.ask(GUIDE, accept_encoding="br", if_none_match=f'W/"other", {tag}')
    other = door.ask(GUIDE, accept_encoding="gzip", if_none_match=tag)

    assert (same.status, same.body) == (304, b"")
    assert same.headers["ETag"] == tag
    assert same.headers["Cache-Control"].startswith("public")
    assert other.status == 200


def test_a_304_on_the_first_request_keeps_the_whole_page(door):
    tag = Door().ask(GUIDE).headers["ETag"]

    assert door.ask(GUIDE, if_none_match=tag).status == 304
    assert "Hang" in door.ask(GUIDE).text


def test_head_is_answered_from_what_is_kept_and_fills_nothing(door):
    door.ask(GUIDE, "HEAD")
    assert not door.cache.shelf.pages

    whole, head = door.ask(GUIDE), door.ask(GUIDE, "HEAD")

    assert head.body == b""
    assert head.headers == whole.headers


def test_a_range_gets_the_whole_page(door):
    door.ask(GUIDE)

    said = door.ask(GUIDE, range="bytes=0-9")

    assert said.status == 200
    assert len(said.body) > 10


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        (f"{GUIDE}?utm_source=mail", {}),
        (f"{GUIDE}?before=2", {}),
        ("/guides/?before=01", {}),
        ("/guides/?before=1&before=1", {}),
        ("/guides/?before=%31", {}),
        ("/guides/?before=", {}),
        ("/shop/?sort=dearest", {}),
        ("/shop/?from=1.01", {}),
        (GUIDE, {"host": "testserver:8123"}),
        (GUIDE, {"host": "TESTSERVER"}),
        (GUIDE, {"host": "elsewhere.example"}),
        (GUIDE, {"authorization": "Basic b25lOnR3bw=="}),
        (GUIDE, {"method": "POST"}),
        ("/guides/none/", {}),
        ("/cart/", {}),
        ("/admin/", {}),
        ("/account/login/", {}),
        ("/health/", {}),
    ],
)
def test_what_is_no_address_of_a_public_page_fills_nothing(door, address, fields):
    door.ask(address, **fields)
    door.ask(address, **fields)

    assert len(door.asked) == 2
    assert not door.cache.shelf.pages
    assert not door.cache.turns.locks


@pytest.mark.parametrize(
    "address", ["/", "/guides/", "/guides/?after=9", "/shop/?sort=price&stock=1", "/feed/"]
)
def test_addresses_as_the_site_writes_them_are_kept(door, address):
    make_variant()

    assert door.ask(address) == door.ask(address)
    assert len(door.asked) == 1


def test_a_host_has_pages_of_its_own(door):
    one = door.ask(GUIDE)
    other = door.ask(GUIDE, host="localhost")

    assert 'href="http://testserver/guides/hang/"' in one.text
    assert 'href="http://localhost/guides/hang/"' in other.text


def test_a_scheme_has_pages_of_its_own_behind_a_proxy(settings):
    publish_article("Hang")
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    door = Door()

    door.ask(GUIDE)
    safe = door.ask(GUIDE, x_forwarded_proto="https")

    assert "https://testserver/guides/hang/" in safe.text
    assert "Strict-Transport-Security" in safe.headers


@pytest.mark.parametrize("cookie", ["sessionid=abc", "cart=2", "csrftoken=x; messages=y"])
def test_whoever_asks_gets_the_same_bytes(door, cookie):
    plain = door.ask(GUIDE)

    assert door.ask(GUIDE, cookie=cookie) == plain
    assert door.asked == [GUIDE]


def test_a_page_that_became_somebodys_own_is_not_kept(door, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.greeting"]
    greeted = Door()

    assert greeted.ask(GUIDE).headers["Set-Cookie"]
    assert not greeted.cache.shelf.pages


def greeting(get_response):
    def answer(request):
        response = get_response(request)
        response.set_cookie("hello", "you")
        return response

    return answer


def test_a_draft_that_is_shared_is_never_kept(door):
    link = sharing.share(make_article("Draft"))

    said = door.ask(sharing.address(link))

    assert said.status == 200
    assert said.headers["Cache-Control"] == "no-store"
    assert not door.cache.shelf.pages


def test_a_crowd_at_a_cold_page_makes_it_once(door):
    barrier = threading.Barrier(8)

    def ask(_number: int) -> bytes:
        barrier.wait()
        try:
            return door.ask(GUIDE).body
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        bodies = set(pool.map(ask, range(8)))

    assert len(bodies) == 1
    assert len(door.asked) == 1
    assert not door.cache.turns.locks


def test_the_memory_is_bounded_and_keeps_what_is_wanted():
    for number in range(30):
        publish_article(f"Guide {number}")
    door = Door(limit=80_000)
    for number in range(30):
        door.ask(f"/guides/guide-{number}/", accept_encoding="gzip")
        door.ask("/guides/guide-0/", accept_encoding="gzip")

    shelf = door.cache.shelf
    assert shelf.size == sum(page.size for page in shelf.pages.values()) <= 80_000
    assert 5 < len(shelf.pages) < 30
    assert door.asked.count("/guides/guide-0/") == 1


def test_a_page_that_would_fill_the_memory_is_not_kept(door):
    small = Door(limit=20_000)

    assert small.ask(GUIDE) == small.ask(GUIDE)
    assert len(small.asked) == 2
    assert small.cache.shelf.size == 0


def test_without_a_database_nothing_old_is_shown(door, monkeypatch):
    door.ask(GUIDE)

    monkeypatch.setattr(stamp, "READ", "SELECT number FROM no_such_table")
    door.ask(GUIDE)

    assert door.asked == [GUIDE, GUIDE]


def test_without_a_stamp_nothing_is_kept(door):
    door.ask(GUIDE)

    Stamp.objects.all().delete()
    door.ask(GUIDE)
    door.ask(GUIDE)

    assert len(door.asked) == 3


def test_a_connection_that_broke_is_opened_anew(door):
    door.ask(GUIDE)

    connection.connection.close()
    door.ask(GUIDE)
    again = door.ask(GUIDE)

    assert again.status == 200
    assert stamp.current() is not None


def test_a_withdrawn_product_is_gone_at_once(door):
    make_variant(make_product("Ring"))
    assert door.ask("/shop/ring/").status == 200

    Product.objects.update(withdrawn_at="2026-01-01T00:00Z")

    assert door.ask("/shop/ring/").status == 410


def test_with_debug_nothing_stands_before_django(tmp_path):
    what = "from fitblog.wsgi import application; print(type(application).__name__)"
    own = {"DEBUG": "1", "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "fitblog.settings"}

    told = subprocess.run(
        [sys.executable, "-c", what],
        env=os.environ | own,
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == "WSGIHandler"
