"""The smaller copies of a picture, in the formats that browsers choose from."""

from typing import TYPE_CHECKING

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from PIL import Image as Pillow

from fitblog.lib.images.image import FOLDER, FORMATS, Box, Image, rendition_widths
from fitblog.lib.images.uploads import READ, UNREADABLE, accept, encode, normal

if TYPE_CHECKING:
    from fitblog.lib.images.fields import AbstractPicture

ENCODERS = {
    # One thread each: a picture is never alone on the machine, readers are there too.
    "avif": ("AVIF", {"quality": 60, "speed": 8, "max_threads": 1}),
    # Less than half the time of method 4 for 8 % more bytes, and few browsers lack AVIF.
    "webp": ("WEBP", {"quality": 80, "method": 2}),
    "jpg": ("JPEG", {"quality": 80, "optimize": True, "progressive": True}),
}
REDUCING_GAP = 3.0  # of Pillow's resize: as good as without to the eye, several times as fast


def ensure_renditions(picture: "AbstractPicture") -> None:
    """Make what is missing of this picture's renditions, now. Costs nothing when all are there.

    Safe to run twice, also at once. Raises FileNotFoundError when the original is gone.
    """
    image = picture.as_image()
    if image.widths and is_ready(image):
        return
    make(image)
    model, widths = type(picture), rendition_widths(image.width)
    # The file may have been replaced meanwhile; then these widths are not the new one's.
    if model._base_manager.filter(pk=picture.pk, file=image.name).update(widths=widths):
        picture.widths = widths
    else:
        discard(model, image)


def is_ready(image: Image) -> bool:
    """Whether its files are there, by the one that is made last. One look into the storage."""
    return default_storage.exists(image.crops[-1].name)


def make(image: Image) -> None:
    """Store what is missing of the picture's files."""
    wanted = {
        crop: missing
        for crop, names in _crops(image).items()
        if (missing := [name for name in names if not _is_whole(name)])
    }
    if not wanted:
        return
    with default_storage.open(image.name) as file, Pillow.open(file, formats=READ) as stored:
        original = normal(stored)
    for (size, box), names in wanted.items():
        scaled = original.resize(size, Pillow.Resampling.LANCZOS, box, REDUCING_GAP)
        for name in names:
            _store(name, scaled)


def store(upload: File, focus: tuple[int, int] = (50, 50)) -> Image:
    """Store an upload and all its renditions before there is a row for it.

    For loaders that share the work among processes; `AbstractPicture.of` makes the row.
    """
    accepted = accept(upload)
    name = default_storage.save(f"{FOLDER}{accepted.name}", accepted)
    widths = rendition_widths(accepted.width)
    image = Image(
        name, accepted.width, accepted.height, focus_x=focus[0], focus_y=focus[1], widths=widths
    )
    make(image)
    return image


def discard(model: type["AbstractPicture"], image: Image) -> None:
    """Delete the files of a picture that was replaced or deleted, unless something shows them."""
    if model.is_kept(image.name):
        return
    rows = model._base_manager.filter(file=image.name)
    still_used = {name for picture in rows for name in picture.as_image().files()}
    for name in image.files() - still_used:
        default_storage.delete(name)


def _crops(image: Image) -> dict[tuple[tuple[int, int], Box], list[str]]:
    """Size and cut-out of each copy, with the names of the files it goes into."""
    whole = (0, 0, image.width, image.height)
    crops: dict[tuple[tuple[int, int], Box], list[str]] = {}
    for width in rendition_widths(image.width):
        size = width, max(1, round(image.height * width / image.width))
        names = [image.rendition(width, extension) for extension in FORMATS]
        crops.setdefault((size, whole), []).extend(names)
    for crop in image.crops:
        crops.setdefault((crop.size, crop.box), []).append(crop.name)
    return crops


def _is_whole(name: str) -> bool:
    """Whether the file is there and decodes: a killed process leaves half of one behind."""
    if not default_storage.exists(name):
        return False
    try:
        with default_storage.open(name) as file, Pillow.open(file, formats=READ) as picture:
            picture.load()
    except UNREADABLE:
        return False
    return True


def _store(name: str, picture: Pillow.Image) -> None:
    extension = name.rpartition(".")[2]
    if extension == "jpg" and picture.mode == "RGBA":
        backed = Pillow.new("RGB", picture.size, "white")
        backed.paste(picture, mask=picture.getchannel("A"))
        picture = backed
    default_storage.delete(name)
    stored = default_storage.save(name, ContentFile(encode(picture, *ENCODERS[extension])))
    if stored != name:
        # Somebody made the same file at the same moment; theirs has the name.
        default_storage.delete(stored)
