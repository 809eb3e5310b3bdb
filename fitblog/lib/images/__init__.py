"""Pictures: what is accepted, how it is stored, what a page asks for."""

from fitblog.lib.images.fields import AbstractPicture, ImageJSONField, PictureField
from fitblog.lib.images.image import WIDTHS, Image, crop_box
from fitblog.lib.images.renditions import ensure_renditions, store
from fitblog.lib.images.uploads import AcceptedUpload, accept

__all__ = [
    "WIDTHS",
    "AbstractPicture",
    "AcceptedUpload",
    "Image",
    "ImageJSONField",
    "PictureField",
    "accept",
    "crop_box",
    "ensure_renditions",
    "store",
]
