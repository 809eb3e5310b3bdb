"""How pictures lie in the database."""

from functools import partial
from typing import Any, Self

from django import forms
from django.core.files.base import File
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.db.models.fields.json import KeyTransform
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _

from fitblog.lib.images.image import FOLDER, Image
from fitblog.lib.images.renditions import discard
from fitblog.lib.images.tasks import make_renditions
from fitblog.lib.images.uploads import AcceptedUpload, accept

MIME_TYPES = "image/jpeg,image/png,image/webp,image/avif,image/gif"


class PictureFormField(forms.FileField):
    """An upload that is a picture, encoded anew; a refusal is a sentence at the field."""

    def to_python(self, upload: File | None) -> AcceptedUpload | None:
        upload = super().to_python(upload)
        return upload if upload is None else accept(upload)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return super().widget_attrs(widget) | {"accept": MIME_TYPES}


class PictureFile(FieldFile):
    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store the picture as `accept` makes it. `name` plays no part."""
        accepted = accept(content)
        self.instance.width, self.instance.height = accepted.width, accepted.height
        self.instance.widths = []
        super().save(accepted.name, accepted, save)


class PictureField(models.FileField):
    """The stored original of an AbstractPicture. Every write of an upload passes `accept`."""

    attr_class = PictureFile

    def formfield(self, **kwargs: Any) -> forms.Field:
        # max_length would judge the name on the editor's machine, which is thrown away.
        return super().formfield(**{"form_class": PictureFormField, **kwargs, "max_length": None})


class AbstractPicture(models.Model):
    """An uploaded picture. Needs an alternative text, or the word that it is decorative."""

    # Before width, height and widths: storing the file sets them while a row is written.
    file = PictureField(_("file"), upload_to=FOLDER)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alt = models.CharField(
        _("description"),
        max_length=250,
        blank=True,
        help_text=_("Say what the picture shows, for people who cannot see it."),
    )
    is_decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("Shows nothing that the text does not say.")
    )
    focus_x = models.PositiveSmallIntegerField(
        _("focus from the left, %"), default=50, help_text=_("Crops keep this point.")
    )
    focus_y = models.PositiveSmallIntegerField(_("focus from the top, %"), default=50)
    widths = models.JSONField(default=list, editable=False)  # renditions that are ready, px

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_decorative=True) | ~models.Q(alt=""),
                name="%(app_label)s_%(class)s_has_alt_or_is_decorative",
            ),
            models.CheckConstraint(
                condition=models.Q(focus_x__lte=100, focus_y__lte=100),
                name="%(app_label)s_%(class)s_focus_is_inside",
            ),
        ]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        # A signal, because a product takes its pictures along without calling their delete().
        post_delete.connect(_discard_deleted, sender=cls)

    def __str__(self) -> str:
        return self.alt or self.file.name

    def save(self, **options: Any) -> None:
        """Afterwards, makes the renditions of a new file or focus and clears the old ones away."""
        if self.file and not self.file._committed:
            # A refusal in the middle of the write would break the caller's transaction.
            self.file = accept(self.file.file)
        before = None
        if not self._state.adding:
            before = type(self)._base_manager.filter(pk=self.pk).first()
        if "file" in (options.get("update_fields") or ()):
            options["update_fields"] = {*options["update_fields"], "width", "height", "widths"}
        super().save(**options)
        old = before.as_image().files() if before else set()
        new = self.as_image().files()
        if new - old:
            transaction.on_commit(partial(make_renditions.enqueue, self._meta.label, self.pk))
        if old - new:
            transaction.on_commit(partial(discard, type(self), before.as_image()))

    @classmethod
    def is_kept(cls, name: str) -> bool:
        """Whether something besides a picture's own row shows this file, so that it must stay."""
        return False

    @classmethod
    def of(cls, image: Image, **fields: Any) -> Self:
        """An unsaved row for files that `renditions.store` has laid down."""
        return cls(
            file=image.name,
            width=image.width,
            height=image.height,
            focus_x=image.focus_x,
            focus_y=image.focus_y,
            widths=image.widths,
            **fields,
        )

    def as_image(self) -> Image:
        return Image(
            name=self.file.name,
            width=self.width,
            height=self.height,
            alt="" if self.is_decorative else self.alt,
            focus_x=self.focus_x,
            focus_y=self.focus_y,
            widths=list(self.widths),
        )


def _discard_deleted(
    sender: type[AbstractPicture], instance: AbstractPicture, **kwargs: Any
) -> None:
    transaction.on_commit(partial(discard, sender, instance.as_image()))


class ImageJSONField(models.JSONField):
    """An Image in a JSON column, for rows that must not change when the picture does."""

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(value.to_json() if isinstance(value, Image) else value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        document = super().from_db_value(value, expression, connection)
        if document is None or isinstance(expression, KeyTransform):
            return document
        return Image(**document)

    def value_to_string(self, obj: models.Model) -> Any:
        image = self.value_from_object(obj)
        return image.to_json() if isinstance(image, Image) else image

    def to_python(self, value: Any) -> Any:
        return Image(**value) if isinstance(value, dict) else value
