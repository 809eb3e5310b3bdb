"""Tags are free words: the field takes those there are, and new ones as they are typed."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.models import Tag

NEW = "new "  # js/admin/choices.js sends a typed word with this before it, a chosen tag by its key
LONGEST = 40


class TagSelect(AutocompleteSelectMultiple):
    may_add = False

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs) | {"data-allow-clear": "false"}
        if self.may_add:
            attrs |= {"data-tags": "true", "data-token-separators": '[","]'}
        return attrs

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list[Any]:
        typed = [word for word in value if word.startswith(NEW)]
        groups = super().optgroups(name, [key for key in value if key.isdecimal()], attr)
        for word in typed:
            text = word.removeprefix(NEW)
            groups[0][1].append(self.create_option(name, word, text, {word}, len(groups[0][1])))
        return groups


class TagsField(forms.ModelMultipleChoiceField):
    """Cleans to the tags that there are; the new words stand in `new`, and nothing is written."""

    widget = TagSelect

    def __init__(self, *args: Any, may_add: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.may_add = self.widget.may_add = may_add
        self.new: list[str] = []

    def clean(self, value: list[str] | None) -> QuerySet[Tag]:
        typed = [word for word in value or [] if str(word).startswith(NEW)]
        self.new = [self._word(word.removeprefix(NEW).strip()) for word in typed]
        return super().clean([key for key in value or [] if key not in typed])

    def _word(self, word: str) -> str:
        if not self.may_add:
            raise ValidationError(_("You may choose tags, but not make new ones."))
        if len(word) > LONGEST:
            raise ValidationError(
                _("“%(word)s…” is too long for a tag.") % {"word": word[:LONGEST]}
            )
        if not slugify(word):
            raise ValidationError(_("“%(word)s” has no letter to find it by.") % {"word": word})
        return word
