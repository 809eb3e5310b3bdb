"""Real picture files, made as small as their fact allows."""

import io
import struct
import zlib
from typing import Any

from django.core.files.base import ContentFile
from PIL import ExifTags, ImageCms
from PIL import Image as Pillow

RED, BLUE = (184, 29, 26), (29, 79, 196)


def encoded(kind: str = "PNG", size: tuple[int, int] = (120, 90), **options: Any) -> bytes:
    """A picture of two halves, red on the left and blue on the right."""
    picture = Pillow.new(options.pop("mode", "RGB"), size, options.pop("colour", RED))
    if picture.mode == "RGB":
        picture.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def upload(content: bytes, name: str = "photo.jpg") -> ContentFile:
    return ContentFile(content, name=name)


def decoded(content: bytes | Any) -> Pillow.Image:
    """The picture with its pixels, from bytes or an open file."""
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    picture = Pillow.open(stream)
    picture.load()
    return picture


def photograph() -> bytes:
    """A JPEG held sideways, with a place, a camera, a comment and a colour profile in it."""
    exif = Pillow.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Spycamera"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSDestLatitude] = (52.0, 31.0, 12.0)
    return encoded(
        "JPEG",
        (120, 90),
        exif=exif,
        comment=b"taken at home",
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
        quality=95,
    )


def profile_with_red_and_blue_swapped() -> bytes:
    """sRGB's profile, but what it calls red looks blue."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for one, other in [(b"rXYZ", b"tmp1"), (b"bXYZ", b"rXYZ"), (b"tmp1", b"bXYZ")]:
        profile = profile.replace(one, other, 1)
    return profile


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims this size and holds next to nothing."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1024)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )
