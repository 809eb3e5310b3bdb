"""Guides: the list, and the form in which one is written from beginning to end."""

from typing import Any

from adminsortable2.admin import SortableAdminBase
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles import addresses
from articles.admin.bulk import BulkMixin
from articles.admin.checks import ChecksMixin
from articles.admin.duplicating import DuplicatingMixin
from articles.admin.filters import (
    ChecksFilter,
    MineFilter,
    RecommendedFilter,
    ReviewFilter,
    StatusFilter,
)
from articles.admin.history import HistoryMixin
from articles.admin.importing import ImportingMixin
from articles.admin.links import LinksMixin
from articles.admin.own import OwnGuidesMixin, is_chooser
from articles.admin.parts import INLINES
from articles.admin.pictures import thumbnail
from articles.admin.preview import PreviewMixin
from articles.admin.publishing import PublishingMixin
from articles.admin.recovery import RecoveryMixin
from articles.admin.related import RelatedMixin
from articles.admin.reviewing import ReviewMixin
from articles.admin.sharing import SharingMixin
from articles.admin.stale import StaleMixin
from articles.admin.templates import StartMixin
from articles.admin.trash import TrashFilter, TrashMixin
from articles.admin.words import WordsMixin
from articles.forms import CHOSEN, ArticleForm
from articles.models import Article, Edition
from articles.related.reasons import reasons
from articles.row_choices import KnownChoiceField, KnownSelect
from articles.status import said
from articles.tag_field import TagSelect, TagsField
from articles.timeline import timeline

LATEST = 6  # editions beside the form; the rest is on a page of its own

REVIEW = ("reviewer", "reviewer_credentials", "reviewed_on", "review_due_on")

OPENING = (
    "title",
    "excerpt",
    ("topic", "slug"),
    ("author", "tags"),
    ("hero_shown", "hero"),
)


@admin.register(Article)
class ArticleAdmin(
    BulkMixin,
    ChecksMixin,
    DuplicatingMixin,
    RelatedMixin,
    HistoryMixin,
    ImportingMixin,
    LinksMixin,
    StartMixin,
    SharingMixin,
    PreviewMixin,
    RecoveryMixin,
    StaleMixin,
    WordsMixin,
    TrashMixin,
    ReviewMixin,
    PublishingMixin,
    OwnGuidesMixin,
    SortableAdminBase,
    admin.ModelAdmin,
):
    form = ArticleForm
    fieldsets = (
        (_("Opening"), {"fields": OPENING}),
        (
            _("Introduction"),
            {"fields": ("introduction", ("takeaways_heading", "faq_heading"))},
        ),
        (
            _("Review"),
            {
                "fields": (("reviewer", "reviewer_credentials"), ("reviewed_on", "review_due_on")),
                "classes": ("after-the-parts",),
            },
        ),
        (
            _("Search"),
            {"fields": ("meta_title", "meta_description"), "classes": ("after-the-parts",)},
        ),
    )
    inlines = INLINES
    autocomplete_fields = (*CHOSEN, "tags")
    readonly_fields = ("hero_shown",)
    prepopulated_fields = {"slug": ("title",)}
    list_display = (
        "title",
        "pictured",
        "chip",
        "checked",
        "topic",
        "author",
        "next_change",
        "changed",
    )
    list_filter = (
        StatusFilter,
        ReviewFilter,
        ChecksFilter,
        RecommendedFilter,
        "topic",
        "author",
        MineFilter,
        TrashFilter,
    )
    list_select_related = ("topic", "author")
    list_per_page = 50
    search_fields = ("title", "excerpt", "introduction", "sections__heading", "sections__body")
    search_help_text = _("In titles, excerpts and the text of sections.")

    class Media:
        js = [
            Script("js/admin/ordered-rows.js", type="module"),
            Script("js/admin/folding-row.js", type="module"),
            Script("js/admin/choices.js", type="module"),
            Script("js/admin/link-chooser.js", type="module"),
            Script("js/admin/live-checks.js", type="module"),
            Script("js/admin/live-preview.js", type="module"),
            Script("js/admin/recovery-copy.js", type="module"),
            Script("js/admin/shortcuts.js", type="module"),
            Script("js/admin/unsaved.js", type="module"),
            Script("js/admin/first-error.js", type="module"),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        guides = super().get_queryset(request).select_related(*CHOSEN)
        return guides.with_status().with_review()

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        # The way here from a product's form.
        named = lookup == "sections__product__id__exact"
        return named or super().lookup_allowed(lookup, value, request)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fields = self.readonly_fields
        if not request.user.has_perm("articles.review_article"):
            fields += REVIEW
        if obj and obj.status.kind != "draft" and not self.may_publish(request):
            fields += ("slug",)  # readers follow it at once, unpublished
        return fields

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        # The address of a guide that has one changes by hand alone.
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field and field.widget, RelatedFieldWidgetWrapper):
            # A guide is no place to delete an author from, or to rename a topic.
            field.widget.can_delete_related = field.widget.can_view_related = False
            field.widget.can_change_related = db_field.name == "hero"
            field.widget.can_add_related &= db_field.name == "hero"
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in CHOSEN:
            # What is chosen came with the guide, and needs no query of its own.
            kwargs["widget"] = KnownSelect(db_field, self.admin_site)
            kwargs["form_class"] = KnownChoiceField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        # Tags are the one such field of a guide.
        kwargs |= {"form_class": TagsField, "widget": TagSelect(db_field, self.admin_site)}
        may_add = request.user.has_perm("articles.add_tag")
        return super().formfield_for_manytomany(db_field, request, may_add=may_add, **kwargs)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        if change and "slug" in form.changed_data:
            addresses.rename(obj, obj.slug)
        super().save_model(request, obj, form, change)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = context["original"]
        line = timeline(article) if article else None
        context |= self.stale_context(request, article)
        context["review"] = self.review_context(request, article)
        context["recovery"] = self.recovery_context(request, article)
        context |= {
            "can_publish": self.may_publish(request),
            "line": line,
            "editions": _history(article) if article else [],
            "related": reasons(article) if article else [],
            "former_slugs": article.former_slugs.all() if article else [],
        }
        if line and line.due and "live_at" in context["adminform"].form.fields:
            context["adminform"].form.fields["live_at"].initial = line.due.live_from
        context["checks"] = self.checks_context(request, context)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("picture"), empty_value="")
    def pictured(self, article: Article) -> str | None:
        return thumbnail(article.hero) if article.hero else None

    @admin.display(description=_("as saved"))
    def hero_shown(self, article: Article) -> str:
        return thumbnail(article.hero) if article.hero else _("No picture: the topic’s stands in.")

    @admin.display(description=_("checks"), ordering="worst", empty_value=_("Not yet"))
    def checked(self, article: Article) -> str | None:
        if not article.worst:
            return None
        words = article.get_worst_display()
        return format_html(
            '<span class="checked" data-severity="{}">{}</span>', article.worst, words
        )

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        # Who chooses a guide knows its name.
        return ("title", "excerpt") if is_chooser(request) else self.search_fields

    @admin.display(description=_("next change"), ordering="next_live_from", empty_value="")
    def next_change(self, article: Article) -> str | None:
        return said(article.next_live_from) if article.next_live_from else None

    @admin.display(description=_("changed"), ordering="changed_at")
    def changed(self, article: Article) -> str:
        return said(article.changed_at)

    @admin.display(description=_("status"))
    def chip(self, article: Article) -> str:
        status = article.status
        return format_html('<span class="chip" data-status="{}">{}</span>', status.kind, status)


def _history(article: Article) -> QuerySet[Edition]:
    return article.editions.select_related("created_by").defer("body", "text")[:LATEST]
