"""One choice in each of many rows, looked up for all the rows at once."""

from functools import cached_property
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db.models import ForeignKey, Model
from django.http import HttpRequest

LONGEST = 18  # digits of a primary key that every database can compare


class KnownChoiceField(forms.ModelChoiceField):
    known: dict[str, Model] = {}  # what the rows of this form name, by primary key as text

    def to_python(self, value: Any) -> Model | None:
        return self.known.get(str(value)) or super().to_python(value)


class KnownSelect(AutocompleteSelect):
    """Django's asks the database once for each row that it draws."""

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list[Any]:
        field = self.choices.field
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        for key in value:
            if chosen := field.known.get(key):
                label = field.label_from_instance(chosen)
                options.append(self.create_option(name, key, label, {key}, len(options)))
        return [(None, options, 0)]


class KnownChoices:
    """For an inline: its `autocomplete_fields` cost one query, however many rows it has.

    Its formset comes from KnownRows.
    """

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = KnownSelect(db_field, self.admin_site)
            kwargs["form_class"] = KnownChoiceField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field and field.widget, RelatedFieldWidgetWrapper):
            # What a row names is made elsewhere.
            field.widget = field.widget.widget
        return field


class KnownRows:
    """For a model formset: hands what all rows name to each row's KnownChoiceFields, and to
    each saved row itself, which Django would look up once more by its key.
    """

    @cached_property
    def _known(self) -> dict[str, dict[str, Model]]:
        return {
            name: self._look_up(name, field)
            for name, field in self.form.base_fields.items()
            if isinstance(field, KnownChoiceField)
        }

    def _look_up(self, name: str, field: KnownChoiceField) -> dict[str, Model]:
        if self.is_bound:
            rows = range(self.total_form_count())
            named = [self.data.get(f"{self.add_prefix(row)}-{name}", "") for row in rows]
        else:
            named = [str(getattr(row, f"{name}_id") or "") for row in self.get_queryset()]
        keys = {key for key in named if key.isdecimal() and len(key) <= LONGEST}
        return {str(pk): row for pk, row in field.queryset.in_bulk(keys).items()} if keys else {}

    @cached_property
    def _own(self) -> dict[str, Model]:
        return {str(row.pk): row for row in self.get_queryset()}

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        key = form.fields[self._pk_field.name]
        key = KnownChoiceField(
            key.queryset, initial=key.initial, required=False, widget=forms.HiddenInput
        )
        form.fields[self._pk_field.name] = key
        key.known = self._own
        for name, known in self._known.items():
            form.fields[name].known = known
