"""The only road for HTML."""

from html import unescape
from typing import Any

from django import forms
from django.db import models
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from fitblog.lib.html import clean, refuse_oversized
from fitblog.lib.widgets import RichTextWidget


class RichTextFormField(forms.CharField):
    """HTML as a form takes it: cleaned, and empty when no word is left."""

    widget = RichTextWidget

    def to_python(self, value: Any) -> str:
        cleaned = clean(super().to_python(value))
        return cleaned if unescape(strip_tags(cleaned)).strip() else ""


class RichTextField(models.TextField):
    """HTML from an editor: cleaned on its way into the database, safe on its way out.

    A value that is too large or nests too deep raises ValidationError, in a form beside the
    field, and on every other road when it is written.
    """

    default_validators = [refuse_oversized]

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return clean(value) if value else value

    def from_db_value(
        self, value: str | None, expression: Any, connection: Any
    ) -> SafeString | None:
        return value if value is None else mark_safe(value)  # noqa: S308

    def formfield(self, **kwargs: Any) -> forms.Field:
        # Over whatever is handed in: the admin gives every TextField its own textarea.
        return super().formfield(
            **{**kwargs, "form_class": RichTextFormField, "widget": RichTextWidget}
        )
