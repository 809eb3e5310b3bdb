"""One picture as a page shows it, and the names of the files that belong to it."""

from dataclasses import asdict, dataclass, field
from posixpath import splitext
from typing import Any

from django.core.files.storage import default_storage

from fitblog.lib.page import SharePicture

FOLDER = "pictures/"
WIDTHS = (400, 800, 1200, 1600)  # of renditions, in pixels
FORMATS = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}  # best first
# What social sites show beside a link, and the shapes that search engines choose from. In this
# order they are made, so where the last is there, all are.
CROPS = {"share": (1200, 630), "16x9": (1200, 675), "4x3": (1200, 900), "1x1": (1200, 1200)}
FALLBACK_WIDTH = 800  # for a browser that reads no srcset

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Crop:
    """A cut-out of the original, in pixels: `box` of it, as large as `size`."""

    name: str
    size: tuple[int, int]
    box: Box


@dataclass(frozen=True)
class Image:
    """One picture as a page shows it.

    `name` is the stored original; `widths` are the renditions that are ready, in pixels;
    the focus is the point crops must keep, in per cent from the left and the top.
    """

    name: str
    width: int
    height: int
    alt: str = ""
    focus_x: int = 50
    focus_y: int = 50
    widths: list[int] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def url(self) -> str:
        """The one file that every browser reads, for a plain `src`."""
        if not self.widths:
            return default_storage.url(self.name)
        width = max([w for w in self.widths if w <= FALLBACK_WIDTH], default=min(self.widths))
        return default_storage.url(self.rendition(width, "jpg"))

    @property
    def share_url(self) -> str:
        """The crop for social sites; the original while that is being made."""
        return default_storage.url(self.share_name if self.widths else self.name)

    @property
    def share_size(self) -> tuple[int, int]:
        """Width and height of what `share_url` names."""
        return self.crop("share").size if self.widths else (self.width, self.height)

    @property
    def shared(self) -> SharePicture:
        return SharePicture(self.share_url, *self.share_size, self.alt)

    @property
    def crop_urls(self) -> list[str]:
        """In the three shapes for search engines; the original while they are being made."""
        names = [crop.name for crop in self.crops[1:]] if self.widths else [self.name]
        return [default_storage.url(name) for name in names]

    @property
    def crops(self) -> list[Crop]:
        return [self.crop(shape) for shape in CROPS]

    def crop(self, shape: str) -> Crop:
        """Never larger than what is cropped."""
        width, height = CROPS[shape]
        box = crop_box(self.width, self.height, width / height, (self.focus_x, self.focus_y))
        left, top, right, bottom = box
        # The focus is in the name, so that a file never changes under an address.
        name = f"{self._stem}-{shape}-{self.focus_x}x{self.focus_y}.jpg"
        return Crop(name, (min(width, right - left), min(height, bottom - top)), box)

    def srcset(self, extension: str) -> str:
        return ", ".join(
            f"{default_storage.url(self.rendition(width, extension))} {width}w"
            for width in self.widths
        )

    def rendition(self, width: int, extension: str) -> str:
        return f"{self._stem}-{width}.{extension}"

    @property
    def share_name(self) -> str:
        return self.crop("share").name

    def files(self) -> set[str]:
        """Names of all that belongs to this picture once it is ready, the original too."""
        widths = rendition_widths(self.width)
        renditions = {self.rendition(width, kind) for width in widths for kind in FORMATS}
        return renditions | {self.name, *(crop.name for crop in self.crops)}

    @property
    def _stem(self) -> str:
        return splitext(self.name)[0]


def rendition_widths(width: int) -> list[int]:
    """Never wider than the original; a narrow original keeps its own width as the largest."""
    return sorted({*(w for w in WIDTHS if w < width), min(width, WIDTHS[-1])})


def crop_box(width: int, height: int, ratio: float, focus: tuple[int, int]) -> Box:
    """The largest box of this ratio (width by height) with the focus as near its middle as can be.

    The focus is in per cent. Left, top, right, bottom in pixels, as Pillow wants them.
    """
    box_width = min(width, max(1, round(height * ratio)))
    box_height = min(height, max(1, round(width / ratio)))
    left = _beginning(width, box_width, focus[0])
    top = _beginning(height, box_height, focus[1])
    return left, top, left + box_width, top + box_height


def _beginning(whole: int, part: int, focus: int) -> int:
    return min(max(0, round(whole * focus / 100 - part / 2)), whole - part)
