"""Every picture that a row shows, whichever table it is in."""

from collections.abc import Iterator

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models

from fitblog.lib.images.fields import AbstractPicture, ImageJSONField
from fitblog.lib.images.image import Image
from fitblog.lib.images.renditions import ensure_renditions, is_ready, make


def images_in(model: type[models.Model]) -> Iterator[Image]:
    """Of the rows that are pictures, and of those that keep one as it was."""
    if issubclass(model, AbstractPicture):
        for picture in model._base_manager.iterator():
            yield picture.as_image()
    yield from _kept_in(model)


def complete() -> list[str]:
    """Make the files that pictures lack, after an upgrade that knows new ones.

    Returns the names of originals that the storage lacks. One look into it a picture.
    """
    lost = set()
    for model in apps.get_models():
        if issubclass(model, AbstractPicture):
            for picture in model._base_manager.iterator():
                try:
                    ensure_renditions(picture)
                except FileNotFoundError:
                    lost.add(picture.file.name)
        for image in _kept_in(model):
            if is_ready(image):
                continue
            if default_storage.exists(image.name):
                make(image)
            else:
                lost.add(image.name)
    return sorted(lost)


def _kept_in(model: type[models.Model]) -> Iterator[Image]:
    for field in model._meta.concrete_fields:
        if isinstance(field, ImageJSONField):
            shown = model._base_manager.exclude(**{field.name: None})
            yield from shown.values_list(field.name, flat=True).iterator()
