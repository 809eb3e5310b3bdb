"""What editors may hand in. Each refusal is a sentence beside its field."""

from typing import Any

from adminsortable2.admin import CustomInlineFormSet
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import addresses
from articles.models import Article, GuideTemplate, Picture, RelatedPin, Section, Tag
from articles.publishing import NEEDED
from articles.row_choices import LONGEST, KnownRows

FOR_READERS = {
    "_publish",
    "_schedule",
    "_preview",
    "_submit",
}  # the buttons that need a guide a page can show


CHOSEN = {"topic", "author", "reviewer", "hero"}  # in the guide's own fields, one of many


class DeskForm(forms.ModelForm):
    """Labels stand above their fields and need no colon."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "label_suffix": ""})


class FewLines(forms.Textarea):
    """For a sentence or two, which a single line would cut off."""

    def __init__(self) -> None:
        super().__init__(attrs={"rows": 2, "class": "vLargeTextField"})


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"class": "moment", **(attrs or {})}, format="%Y-%m-%d")


class MomentField(forms.DateTimeField):
    """A time in the site's own zone, which the label names."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(
            attrs={"type": "datetime-local", "class": "moment"}, format="%Y-%m-%dT%H:%M"
        )
        super().__init__(widget=widget, **options)

    def get_bound_field(self, form: forms.BaseForm, name: str) -> forms.BoundField:
        bound = super().get_bound_field(form, name)
        bound.label = f"{self.label} ({timezone.get_default_timezone_name()})"
        return bound


class ArticleForm(DeskForm):
    note = forms.CharField(
        label=gettext_lazy("What changed"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For the history; readers do not see it."),
    )
    live_at = MomentField(label=gettext_lazy("Goes live at"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Publish all the same, because"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Kept with the edition, with your name and what blocks it."),
        # It stands in the checks' panel, beside the form that it belongs to.
        widget=forms.Textarea(attrs={"rows": 2, "form": "article_form"}),
    )
    # Why saving was given up after every check had passed; see ArticleAdmin.changeform_view.
    refusal: ValidationError | None = None

    class Meta:
        model = Article
        fields = (
            "title",
            "slug",
            "excerpt",
            "introduction",
            "takeaways_heading",
            "faq_heading",
            "topic",
            "tags",
            "author",
            "reviewer",
            "reviewer_credentials",
            "reviewed_on",
            "review_due_on",
            "hero",
            "meta_title",
            "meta_description",
        )
        widgets = {
            "excerpt": FewLines,
            "meta_description": FewLines,
            "reviewed_on": DayInput,
            "review_due_on": DayInput,
        }
        help_texts = {
            "takeaways_heading": gettext_lazy("Empty: Key takeaways."),
            "faq_heading": gettext_lazy("Empty: Questions."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in CHOSEN & self.fields.keys():
            self.fields[name].known = self._known(name, str(self[name].value() or ""))

    def _known(self, name: str, key: str) -> dict[str, Model]:
        """What stands in this field, by its key. No query for what came with the guide."""
        saved = self.instance._state.fields_cache.get(name)
        if saved and str(saved.pk) == key:
            return {key: saved}
        wanted = [key] if key.isdecimal() and len(key) <= LONGEST else []
        found = self.fields[name].queryset.in_bulk(wanted) if wanted else {}
        return {str(pk): row for pk, row in found.items()}

    def clean_slug(self) -> str:
        try:
            addresses.refuse_taken(self.cleaned_data["slug"], self.instance)
        except ValidationError as taken:
            raise ValidationError(taken.message_dict["slug"]) from taken
        return self.cleaned_data["slug"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if FOR_READERS & self.data.keys():
            for name in NEEDED.keys() & self.fields.keys() - self.errors.keys():
                if not cleaned.get(name):
                    self.add_error(name, NEEDED[name])
        if "_schedule" in self.data and "live_at" not in self.errors:
            live_at = cleaned.get("live_at")
            if not live_at:
                self.add_error("live_at", _("Choose when readers will see it."))
            elif live_at <= timezone.now():
                self.add_error("live_at", _("Choose a time that is still to come."))
        reviewer = cleaned.get("reviewer")
        if reviewer and reviewer == cleaned.get("author"):
            self.add_error("reviewer", _("Nobody reviews their own guide. Choose somebody else."))
        if self.refusal:
            self._say(self.refusal)
        return cleaned

    def _save_m2m(self) -> None:
        super()._save_m2m()
        if "tags" in self.fields:
            self.instance.tags.add(*Tag.objects.named(self.fields["tags"].new))

    def _say(self, refusal: ValidationError) -> None:
        """Each sentence beside its field, or above the form where it has none here."""
        if not hasattr(refusal, "error_dict"):
            self.add_error(None, refusal)
            return
        for name, errors in refusal.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)


class EndForm(forms.Form):
    at = MomentField(label=gettext_lazy("Leaves the site at"))


class PartForm(DeskForm):
    """A row of a guide's ordered list."""

    @cached_property
    def changed_data(self) -> list[str]:
        changed = super().changed_data
        # A new row that was moved but never written in is still an empty row.
        return [] if self.instance._state.adding and changed == ["position"] else changed


class TakeawayForm(PartForm):
    class Meta:
        widgets = {"text": FewLines}


class SectionForm(PartForm):
    class Meta:
        help_texts = {"product_reason": gettext_lazy("For example: used in step two.")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "body" in self.fields and self.instance.prompt:
            self.fields["body"].help_text = self.instance.prompt

    def _get_validation_exclusions(self) -> set[str]:
        """What this form's fields have refused already. The model would ask the database again:
        six statements a row for the CHECK constraints, one for the product.
        """
        return super()._get_validation_exclusions() | {"heading", "level", "product"}


class PartFormSet(KnownRows, CustomInlineFormSet):
    """Rows in the order of their positions, whichever came first."""

    def clean(self) -> None:
        super().clean()
        self._number()

    def written(self) -> list[forms.ModelForm]:
        """The rows that will stand, in the order readers will meet them.

        Before the form is handed in: the saved ones.
        """
        if not self.is_bound:
            return self.initial_forms
        rows = [form for form in self.forms if form.cleaned_data and not self._goes(form)]
        return sorted(rows, key=lambda form: form.instance.position)

    def _goes(self, form: forms.ModelForm) -> bool:
        return self.can_delete and self._should_delete_form(form)

    def _number(self) -> None:
        """A row that no script has numbered stands last: without a query a row for the place."""
        last = max((form.instance.position or 0 for form in self.forms), default=0)
        for form in self.forms:
            position, is_new = form.instance.position, form.instance._state.adding
            if position is None or (is_new and not position):
                last += 1
                form.instance.position = last


class SectionFormSet(PartFormSet):
    def get_queryset(self) -> QuerySet[Section]:
        """Left with the guide for SourceFormSet, which would ask for the same rows."""
        self.instance.known_sections = super().get_queryset()
        return self.instance.known_sections

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        for form in self.written():
            if form.cleaned_data["level"] == Section.Level.H2:
                break
            form.add_error("level", _("An H3 needs an H2 before it: make this one an H2."))


class SourceFormSet(PartFormSet):
    """A source supports a section that is saved, or the whole guide."""

    @cached_property
    def _supported(self) -> list[tuple[str, str]]:
        saved = getattr(self.instance, "known_sections", [])
        return [("", _("The whole guide")), *((one.anchor, one.heading) for one in saved)]

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "section" in form.fields:
            form.fields["section"].widget = forms.Select(choices=lambda: self._supported)


class PinForm(PartForm):
    class Meta:
        model = RelatedPin
        fields = ("target", "position")

    def clean_target(self) -> Article:
        if self.cleaned_data["target"].pk == self.instance.article_id:
            raise ValidationError(_("A guide does not lead to itself. Choose another one."))
        return self.cleaned_data["target"]


class StartForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=150,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    template = forms.ModelChoiceField(
        GuideTemplate.objects.all(),
        label=gettext_lazy("Template"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("This template is gone. Choose another.")},
    )


class PictureForm(DeskForm):
    class Meta:
        model = Picture
        fields = ("file", "alt", "is_decorative", "focus_x", "focus_y")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("alt") and not cleaned.get("is_decorative"):
            self.add_error(
                "alt", _("Say what the picture shows, or tick “decorative” if it shows nothing.")
            )
        for name in ("focus_x", "focus_y"):
            if (cleaned.get(name) or 0) > 100:
                self.add_error(name, _("Between 0 and 100, the far edge."))
        return cleaned
