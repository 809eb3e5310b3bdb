"""A picture drawn for a page that has none, to be shown beside links to it on other sites.

The page's title in our own letters, its shelf, and a plate in the shelf's colour. A card is named
after all that is drawn on it, so another title has another address and the old file stays true.
"""

import hashlib
import io
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from fitblog.lib.images.image import CROPS, FOLDER
from fitblog.lib.page import SharePicture

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

DRAWING = 1  # raise it when the drawing changes: it is part of a card's name
FONT, TOKENS = "fonts/archivo.woff2", "css/tokens.css"
TOKEN = re.compile(r"--([a-z]+-[a-z0-9-]+):\s*(#[0-9a-f]{6})")
WIDTH, HEIGHT = CROPS["share"]
MARGIN, GUTTER = 72, 40
PLATE = 1105, HEIGHT // 2, 300  # centre and radius: it runs off the edge
TOP, FOOT = 84, 546  # the middle of the shelf's line, and of the mark's
COLUMN = PLATE[0] - PLATE[2] - GUTTER - MARGIN  # what is left for words
SIZES = range(92, 39, -4)  # of the title, in pixels
LINES = {92: 3, 76: 4, 56: 5, 40: 6}  # from that size downwards, at most
LEADING = 1.08
HEAVY, WIDE = 800, 118  # axes of the typeface
BOLD, PLAIN = 700, 100
SHARPER = 2  # circles are drawn so many times as large: their edges come out smooth

Lines = list[str]


@dataclass(frozen=True)
class Card:
    """`colour` is a plate's, as the topics have them. Words as they stand; "" for none."""

    title: str
    shelf: str
    colour: str

    @property
    def name(self) -> str:
        told = repr((DRAWING, self, settings.SITE_NAME, sorted(_tokens().items())))
        return f"{FOLDER}card-{hashlib.blake2b(told.encode(), digest_size=16).hexdigest()}.png"

    @property
    def shared(self) -> SharePicture:
        return SharePicture(default_storage.url(self.name), WIDTH, HEIGHT, self.title)

    def keep(self) -> None:
        """Draw it, unless it is there. A tenth of a second of work, once."""
        if not default_storage.exists(self.name):
            default_storage.save(self.name, ContentFile(self.draw()))

    def draw(self) -> bytes:
        """A PNG. What our letters cannot write is left to the page: then the plate stands alone."""
        from PIL import ImageDraw

        picture = _plate(self.colour)
        pen = ImageDraw.Draw(picture)
        if shelf := writable(self.shelf):
            _write_shelf(pen, shelf, self.colour)
        if title := writable(self.title):
            _write_title(pen, title)
        if brand := writable(settings.SITE_NAME):
            pen.text((MARGIN + 66, FOOT), brand, _tokens()["chalk-2"], _font(34, HEAVY, WIDE), "lm")
        buffer = io.BytesIO()
        # A few flat colours: a quarter of the bytes, and nobody sees it.
        picture.quantize(128).save(buffer, "PNG", optimize=True)
        return buffer.getvalue()


def writable(words: str) -> str:
    """The words as our typeface can write them: without emoji; "" where it lacks a letter."""
    words = unicodedata.normalize("NFC", " ".join(words.split()))
    lacking = {char for char in set(words) - {" "} if not _has(char)}
    if any(char.isalnum() or unicodedata.combining(char) for char in lacking):
        return ""
    return " ".join("".join(char for char in words if char not in lacking).split())


def fitted(title: str) -> tuple[Lines, int]:
    """The title in lines, and the largest size in pixels at which they fit beside the plate."""
    for size in SIZES:
        font = _font(size, HEAVY, WIDE)
        most = next(lines for step, lines in reversed(LINES.items()) if size <= step)
        lines = _wrapped(title, font, COLUMN)
        if len(lines) <= most and max(map(font.getlength, lines)) <= COLUMN:
            return _evened(title, font, lines), size
    cut = _wrapped(title, font, COLUMN, anywhere=True)
    if len(cut) > most:
        cut[most - 1 :] = [cut[most - 1][:-1].rstrip() + "…"]
    return cut, size


def _wrapped(title: str, font: "FreeTypeFont", width: float, *, anywhere: bool = False) -> Lines:
    """By words; `anywhere` parts a word that is longer than the line."""
    lines = [""]
    for word in title.split():
        tried = f"{lines[-1]} {word}".lstrip()
        if font.getlength(tried) <= width or not lines[-1]:
            lines[-1] = tried
        else:
            lines.append(word)
        while anywhere and font.getlength(lines[-1]) > width:
            end = len(lines[-1])
            while font.getlength(lines[-1][:end]) > width:
                end -= 1
            lines[-1:] = [lines[-1][:end], lines[-1][end:]]
    return lines


def _evened(title: str, font: "FreeTypeFont", lines: Lines) -> Lines:
    """As many lines, of lengths that are as near to each other as words allow."""
    width = COLUMN
    while (narrower := _wrapped(title, font, width - 10)) and len(narrower) == len(lines):
        if max(map(font.getlength, narrower)) > width - 10:
            break
        lines, width = narrower, width - 10
    return lines


def _plate(colour: str) -> "Image":
    """The ground, a plate that runs off its edge, and the mark."""
    from PIL import Image, ImageDraw

    token = _tokens()
    picture = Image.new("RGB", (WIDTH * SHARPER, HEIGHT * SHARPER), token["iron-2"])
    pen = ImageDraw.Draw(picture)

    def disc(x: float, y: float, radius: float, fill: str) -> None:
        box = (x - radius, y - radius, x + radius, y + radius)
        pen.ellipse([side * SHARPER for side in box], fill=fill)

    x, y, radius = PLATE
    plate, deep = token[f"plate-{colour}"], token[f"plate-{colour}-deep"]
    iron, steel = token["iron-2"], token["steel-1"]
    rings = [(1, plate), (0.86, deep), (0.8, plate), (0.42, deep)]
    for part, fill in [*rings, (0.36, iron), (0.3, steel), (0.12, iron)]:
        disc(x, y, radius * part, fill)
    for place, radius in enumerate((24, 18.75, 14.25, 6)):
        disc(MARGIN + 24, FOOT, radius, token["iron-2" if place % 2 else "plate-yellow"])
    return picture.resize((WIDTH, HEIGHT), Image.Resampling.BOX)


def _write_shelf(pen: "ImageDraw", shelf: str, colour: str) -> None:
    pen.ellipse((MARGIN, TOP - 12, MARGIN + 24, TOP + 12), _tokens()[f"plate-{colour}"])
    pen.text((MARGIN + 40, TOP), shelf, _tokens()["steel-1"], _font(30, BOLD, PLAIN), "lm")


def _write_title(pen: "ImageDraw", title: str) -> None:
    lines, size = fitted(title)
    font = _font(size, HEAVY, WIDE)
    step = size * LEADING
    top = (TOP + FOOT) / 2 - step * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        at = (MARGIN, top + step * number)
        pen.text(at, line, _tokens()["chalk-2"], font, "lm")


@cache
def _font(size: int, weight: int, width: int) -> "FreeTypeFont":
    from PIL import ImageFont

    font = ImageFont.truetype(finders.find(FONT), size)
    font.set_variation_by_axes([weight, width])
    return font


def _has(char: str) -> bool:
    """Whether the typeface has a drawing of its own for it."""
    return _drawn(char) != _drawn("\U0010ffff")


def _drawn(char: str) -> tuple[tuple[int, int], bytes]:
    mask = _font(40, HEAVY, WIDE).getmask(char)
    return mask.size, bytes(mask)


@cache
def _tokens() -> dict[str, str]:
    """The brand's colours, as the style sheets have them."""
    return dict(TOKEN.findall(Path(finders.find(TOKENS)).read_text(encoding="utf-8")))
