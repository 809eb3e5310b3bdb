"""The ordered lists inside a guide, each row moved by mouse or by keyboard."""

from typing import Any

from adminsortable2.admin import SortableInlineAdminMixin
from django.contrib import admin
from django.db.models import DateField, URLField
from django.forms import URLInput
from django.http import HttpRequest

from articles.admin.own import choosable
from articles.forms import (
    DayInput,
    PartForm,
    PartFormSet,
    PinForm,
    SectionForm,
    SectionFormSet,
    SourceFormSet,
    TakeawayForm,
)
from articles.models import Article, Correction, FaqItem, RelatedPin, Section, Source, Takeaway
from articles.row_choices import KnownChoices


class PartInline(KnownChoices, SortableInlineAdminMixin, admin.TabularInline):
    """Short rows, in a table."""

    template = "admin/edit_inline/ordered_table.html"
    form = PartForm
    formset = PartFormSet
    extra = 0


class TakeawayInline(PartInline):
    model = Takeaway
    form = TakeawayForm
    fields = ("label", "text")


class SectionInline(KnownChoices, SortableInlineAdminMixin, admin.StackedInline):
    """Long rows, one below the other, that fold."""

    model = Section
    template = "admin/edit_inline/ordered_stack.html"
    form = SectionForm
    formset = SectionFormSet
    extra = 0
    fields = (("heading", "level", "kind"), "body", ("product", "product_reason"))
    autocomplete_fields = ("product",)
    named_by = "heading"  # the field that stands in the row's head
    badges = ("level", "kind")


class FaqInline(SortableInlineAdminMixin, admin.StackedInline):
    model = FaqItem
    template = "admin/edit_inline/ordered_stack.html"
    form = PartForm
    formset = PartFormSet
    extra = 0
    fields = ("question", "answer")
    named_by = "question"


class SourceInline(PartInline):
    model = Source
    formset = SourceFormSet
    fields = ("title", "publisher", "year", "url", "section")
    formfield_overrides = {URLField: {"assume_scheme": "https", "widget": URLInput}}


class CorrectionInline(PartInline):
    model = Correction
    fields = ("corrected_on", "text")
    formfield_overrides = {DateField: {"widget": DayInput}}


class PinInline(PartInline):
    model = RelatedPin
    fk_name = "article"
    form = PinForm
    fields = ("target",)
    autocomplete_fields = ("target",)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        if target := formset.form.base_fields.get("target"):
            open_here = choosable(Article.objects.all(), request)
            if obj:  # what an editor pinned stays, whoever may see it
                open_here |= Article.objects.filter(pinned_under__article=obj)
            target.queryset = open_here.distinct()
        return formset


INLINES = (TakeawayInline, SectionInline, FaqInline, SourceInline, CorrectionInline, PinInline)
