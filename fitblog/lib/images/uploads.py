"""What an upload must be, and the clean picture that is stored in its place."""

import io
import secrets
import struct
import zlib
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import ImageCms, ImageOps

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 16_000  # pixels; WebP ends at 16,383
READ = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
# A camera's several pictures in one file open as MPO; the first is an ordinary JPEG.
STORED_AS = {
    "JPEG": "jpg",
    "MPO": "jpg",
    "PNG": "png",
    "GIF": "png",
    "WEBP": "webp",
    "AVIF": "avif",
}
ENCODERS = {
    "jpg": ("JPEG", {"quality": 90, "optimize": True, "progressive": True}),
    "png": ("PNG", {"compress_level": 6}),
    "webp": ("WEBP", {"quality": 92, "method": 4}),
    "avif": ("AVIF", {"quality": 85, "speed": 8}),
}
# What Pillow's decoders raise over broken files; they have no error of their own.
UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    EOFError,
    MemoryError,
    RuntimeError,
    struct.error,
    zlib.error,
)
BOMB = (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning)
SRGB = ImageCms.createProfile("sRGB")


class AcceptedUpload(ContentFile):
    """A picture as it is stored: checked, encoded anew, under a name nobody can guess."""

    def __init__(self, content: bytes, extension: str, size: tuple[int, int]) -> None:
        super().__init__(content, name=f"{secrets.token_hex(16)}.{extension}")
        self.width, self.height = size


def accept(upload: File) -> AcceptedUpload:
    """The upload as a clean picture: upright, in sRGB, without metadata, its first frame alone.

    An animation becomes a still one: its renditions could not move, and motion that nobody can
    stop is no part of a guide. Judged by content; the name plays no part.
    Raises ValidationError with one sentence for the editor.
    """
    if isinstance(upload, AcceptedUpload):
        return upload
    if upload.size > MAX_BYTES:
        raise ValidationError(
            _("This file has %(size).1f MB. Choose a picture of at most %(most)d MB."),
            params={"size": upload.size / 1024 / 1024, "most": MAX_BYTES // 1024 // 1024},
            code="too_many_bytes",
        )
    upload.seek(0)
    source = _opened(io.BytesIO(upload.read()))
    extension = STORED_AS[source.format]
    try:
        picture = normal(source)
        content = encode(picture, *ENCODERS[extension])
    except UNREADABLE as error:
        raise ValidationError(
            _("This picture is damaged or cut off. Save it anew and choose the new file."),
            code="damaged",
        ) from error
    return AcceptedUpload(content, extension, picture.size)


def _opened(stream: BinaryIO) -> Pillow.Image:
    """The picture with its header read and nothing decoded."""
    try:
        source = Pillow.open(stream, formats=READ)
    except BOMB as error:
        raise ValidationError(
            _("This picture has far too many pixels. Choose one of at most %(most)d megapixels."),
            params={"most": MAX_PIXELS // 1_000_000},
            code="too_many_pixels",
        ) from error
    except UNREADABLE as error:
        raise ValidationError(
            _("This is not a picture that can be shown. Choose a JPEG, PNG, WebP, AVIF or GIF."),
            code="not_a_picture",
        ) from error
    width, height = source.size
    if width * height > MAX_PIXELS:
        raise ValidationError(
            _("This picture has %(pixels)d megapixels. Choose one of at most %(most)d."),
            params={"pixels": width * height / 1_000_000, "most": MAX_PIXELS // 1_000_000},
            code="too_many_pixels",
        )
    if max(width, height) > MAX_SIDE:
        raise ValidationError(
            _("This picture is %(width)d × %(height)d pixels. No side may exceed %(most)d."),
            params={"width": width, "height": height, "most": MAX_SIDE},
            code="too_long",
        )
    return source


def normal(source: Pillow.Image) -> Pillow.Image:
    """The first frame upright, in sRGB, as RGB or (where something shines through) RGBA."""
    profile = source.info.get("icc_profile")
    picture = ImageOps.exif_transpose(source)
    if picture.mode.startswith("I"):
        # 16 bits a pixel: convert() would cut off at 255 what point() scales down.
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in ("P", "PA", "LA", "La", "RGBa") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
    if profile:
        picture = _in_srgb(picture, profile)
    if picture.mode not in ("RGB", "RGBA"):
        picture = picture.convert("RGB")
    if picture.mode == "RGBA" and picture.getextrema()[3][0] == 255:
        picture = picture.convert("RGB")
    # Encoders copy comments and profiles from here.
    picture.info = {}
    return picture


def _in_srgb(picture: Pillow.Image, profile: bytes) -> Pillow.Image:
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        return ImageCms.profileToProfile(
            picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)), SRGB, outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError):
        # A broken profile, or one for another kind of picture: the colours stay as they are.
        return picture


def encode(picture: Pillow.Image, kind: str, options: dict[str, object]) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()
