"""The ordered lists inside a guide, each row moved by mouse or by keyboard."""

from adminsortable2.admin import SortableInlineAdminMixin
from django.contrib import admin
from django.db.models import URLField
from django.forms import URLInput

from articles.forms import PartForm, PartFormSet, PinForm, SectionForm, SectionFormSet, TakeawayForm
from articles.models import FaqItem, RelatedPin, Section, Source, Takeaway
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
    fields = ("title", "publisher", "year", "url")
    formfield_overrides = {URLField: {"assume_scheme": "https", "widget": URLInput}}


class PinInline(PartInline):
    model = RelatedPin
    fk_name = "article"
    form = PinForm
    fields = ("target",)
    autocomplete_fields = ("target",)


INLINES = (TakeawayInline, SectionInline, FaqInline, SourceInline, PinInline)
