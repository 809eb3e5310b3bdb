"""Videos of other sites, from a short list. Nothing is asked of such a site before a click."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from fitblog.lib import headers
from fitblog.lib.images import Image

# What an editor writes: a paragraph that holds a link and nothing else.
LONE_LINK = re.compile(r'<p><a href="(https://[^"]+)">([^<]*)</a></p>')
YOUTUBE_ID = re.compile(r"[\w-]{11}")
YOUTUBE_FOLDERS = {"embed", "shorts", "live", "v"}
VIMEO_PATH = re.compile(r"/(?:video/)?(\d+)(?:/([0-9a-f]+))?/?")
MOMENT = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?")
IN_PAGE = re.compile(rb'<video-on-click class="video" data-player="(https://[^/"]+)/')


@dataclass(frozen=True)
class Video:
    """`site` as people call it, `address` for who goes there, `player` for the frame."""

    site: str
    address: str
    player: str

    @property
    def embed(self) -> str:
        """The player as it waits for a click."""
        return self.player.replace("autoplay=1&", "")


def find(address: str) -> Video | None:
    """The video at this address, or None where it is none that we show."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    read = _SITES.get(parts.netloc.lower().removeprefix("www."))
    return read(address) if read and parts.scheme == "https" else None


def videos_in(html: str) -> Iterator[tuple[Video, str]]:
    """What `set_videos` would play, with the words of its link."""
    for link in LONE_LINK.finditer(html):
        if video := find(unescape(link[1])):
            yield video, unescape(link[2])


def set_videos(html: SafeString, poster: Image | None) -> SafeString:
    """The same text, its lone links to videos as players that wait for a click.

    `poster` is a picture of ours; a video's own would have to be fetched from its site.
    """

    def shown(link: re.Match[str]) -> str:
        video = find(unescape(link[1]))
        if not video:
            return link[0]
        still = poster and replace(poster, alt="")
        context = {"video": video, "words": unescape(link[2]), "poster": still}
        return render_to_string("partials/_video.html", context)

    return mark_safe(LONE_LINK.sub(shown, html))  # noqa: S308  (clean, and a template's)


def let_players_in(response: HttpResponse) -> HttpResponse:
    """Open the policy to the sites whose videos are on this page, and to no other."""
    if origins := sorted({found.decode() for found in IN_PAGE.findall(response.content)}):
        opened = headers.PUBLIC | {"frame-src": " ".join(origins)}
        response.headers["Content-Security-Policy"] = headers.policy(opened)
    return response


def _youtube(address: str) -> Video | None:
    parts = urlsplit(address)
    query = parse_qs(parts.query)
    folder, _slash, name = parts.path.strip("/").rpartition("/")
    if not folder and name == "watch":
        name = query.get("v", [""])[0]
    elif folder not in YOUTUBE_FOLDERS and (folder or not parts.netloc.endswith("youtu.be")):
        return None
    if not YOUTUBE_ID.fullmatch(name):
        return None
    asked = {"autoplay": 1, "rel": 0}
    if start := _seconds(query.get("t", query.get("start", [""]))[0]):
        asked["start"] = start
    player = f"https://www.youtube-nocookie.com/embed/{name}?{urlencode(asked)}"
    return Video("YouTube", address, player)


def _vimeo(address: str) -> Video | None:
    parts = urlsplit(address)
    found = VIMEO_PATH.fullmatch(parts.path)
    if not found:
        return None
    asked = {"autoplay": 1, "dnt": 1}
    if key := found[2] or parse_qs(parts.query).get("h", [""])[0]:
        asked["h"] = key
    return Video("Vimeo", address, f"https://player.vimeo.com/video/{found[1]}?{urlencode(asked)}")


def _seconds(moment: str) -> int:
    """Of “90”, “90s” or “1m30s”; 0 for what is none."""
    found = MOMENT.fullmatch(moment[:12])
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds


_SITES: dict[str, Callable[[str], Video | None]] = {
    "youtube.com": _youtube,
    "m.youtube.com": _youtube,
    "youtu.be": _youtube,
    "youtube-nocookie.com": _youtube,
    "vimeo.com": _vimeo,
    "player.vimeo.com": _vimeo,
}
