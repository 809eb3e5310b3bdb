"""Which links are videos, and what a page makes of them."""

import pytest
from django.http import HttpResponse
from django.utils.safestring import mark_safe

from fitblog.lib.headers import PUBLIC, policy
from fitblog.lib.video import find, let_players_in, set_videos

YOUTUBE = "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1&rel=0"
VIMEO = "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://www.youtube.com/watch?v=aqz-KE-bpKQ", YOUTUBE),
        ("https://youtube.com/watch?app=desktop&v=aqz-KE-bpKQ&list=PL1", YOUTUBE),
        ("https://m.youtube.com/watch?v=aqz-KE-bpKQ", YOUTUBE),
        ("https://youtu.be/aqz-KE-bpKQ?si=x", YOUTUBE),
        ("https://www.youtube.com/shorts/aqz-KE-bpKQ", YOUTUBE),
        ("https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ", YOUTUBE),
        ("https://youtu.be/aqz-KE-bpKQ?t=90", f"{YOUTUBE}&start=90"),
        ("https://www.youtube.com/watch?v=aqz-KE-bpKQ&t=1m30s", f"{YOUTUBE}&start=90"),
        ("https://vimeo.com/76979871", VIMEO),
        ("https://vimeo.com/76979871/0a1b2c", f"{VIMEO}&h=0a1b2c"),
        ("https://player.vimeo.com/video/76979871?h=0a1b2c", f"{VIMEO}&h=0a1b2c"),
    ],
)
def test_a_video_is_known_however_its_address_is_written(address, player):
    assert find(address).player == player


@pytest.mark.parametrize(
    "address",
    [
        "http://youtu.be/aqz-KE-bpKQ",
        "https://youtube.com.example/watch?v=aqz-KE-bpKQ",
        "https://youtube.com@example.org/watch?v=aqz-KE-bpKQ",
        "https://www.youtube.com/@coach",
        "https://www.youtube.com/playlist?list=PL1",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/aqz-KE-bpKQ",
        'https://youtu.be/aqz-KE-bp"Q',
        "https://vimeo.com/channels/staffpicks",
        "https://video.example/76979871",
        "https://[bad",
        "/guides/hang/",
    ],
)
def test_anything_else_is_a_link(address):
    assert find(address) is None


def test_a_link_that_stands_alone_becomes_a_video():
    text = set_videos(
        mark_safe('<p>Look.</p><p><a href="https://youtu.be/aqz-KE-bpKQ">Hang &amp; pull</a></p>'),
        None,
    )

    assert text.startswith("<p>Look.</p>")
    assert f'data-player="{YOUTUBE.replace("&", "&amp;")}"' in text
    assert 'href="https://youtu.be/aqz-KE-bpKQ"' in text
    assert "Hang &amp; pull" in text
    assert "<iframe" not in text


@pytest.mark.parametrize(
    "html",
    [
        '<p>See <a href="https://youtu.be/aqz-KE-bpKQ">how to hang</a></p>',
        '<p><a href="https://example.org/">A page</a></p>',
        '<li><a href="https://youtu.be/aqz-KE-bpKQ">how to hang</a></li>',
    ],
)
def test_other_links_stay_as_they_are(html):
    assert set_videos(mark_safe(html), None) == html


def test_a_page_lets_in_the_sites_of_its_own_videos_alone():
    text = set_videos(mark_safe('<p><a href="https://vimeo.com/76979871">Hang</a></p>'), None)

    page = let_players_in(HttpResponse(text))

    opened = PUBLIC | {"frame-src": "https://player.vimeo.com"}
    assert page.headers["Content-Security-Policy"] == policy(opened)


def test_a_page_without_videos_keeps_its_policy():
    assert "Content-Security-Policy" not in let_players_in(HttpResponse("<p>Hang</p>")).headers
