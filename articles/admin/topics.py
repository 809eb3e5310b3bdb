from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import tag_merging
from articles.admin.used import count_of, guides_of
from articles.models import Tag, Topic


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ("name", "colour", "summary", "position", "guides")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("picture",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        return super().get_queryset(request).annotate(used=count_of("topic"))

    @admin.display(description=gettext_lazy("guides"), ordering="used")
    def guides(self, topic: Topic) -> str:
        return guides_of(topic, "topic")


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    list_display = ("name", "slug", "guides")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    actions = ("merge",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        return super().get_queryset(request).annotate(guides=Count("article"))

    @admin.display(description=gettext_lazy("guides"), ordering="guides")
    def guides(self, tag: Tag) -> int:
        return tag.guides

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """A merge changes every guide that has the tags, and what readers see of it."""
        every = ("articles.publish_article", "articles.any_article")
        return self.has_delete_permission(request) and request.user.has_perms(every)

    @admin.action(description=gettext_lazy("Merge the selected tags"), permissions=["merge"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Tag]) -> HttpResponse | None:
        """Asks first which tag remains, and says which guides change."""
        tags = list(queryset.order_by("-guides", "name"))
        if len(tags) < 2:
            sentence = _("Choose at least two tags: those that go, and the one that remains.")
            self.message_user(request, sentence, messages.ERROR)
            return None
        remaining = {str(tag.pk): tag for tag in tags}.get(request.POST.get("into", ""))
        if remaining:
            self._merge(request, tags, remaining)
            return None
        context: dict[str, Any] = {
            "title": _("Merge these tags?"),
            "opts": self.opts,
            "tags": tags,
            "guides": tag_merging.guides_with(tags),
            "action_checkbox_name": ACTION_CHECKBOX_NAME,
        }
        everywhere = self.admin_site.each_context(request)
        return TemplateResponse(request, "admin/articles/tag/merge.html", everywhere | context)

    def _merge(self, request: HttpRequest, tags: list[Tag], remaining: Tag) -> None:
        changed = tag_merging.merge(tags, remaining)
        names = ", ".join(tag.name for tag in tags if tag != remaining)
        sentence = ngettext(
            "“%(gone)s” became “%(name)s” in %(count)d guide.",
            "“%(gone)s” became “%(name)s” in %(count)d guides.",
            len(changed),
        ) % {"gone": names, "name": remaining.name, "count": len(changed)}
        self.log_change(request, remaining, sentence)
        self.message_user(request, sentence, messages.SUCCESS)
