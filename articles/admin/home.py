from adminsortable2.admin import SortableAdminBase
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from articles.admin.parts import PartInline
from articles.forms import DeskForm
from articles.models import HomePage, PathStep


class PathStepInline(PartInline):
    model = PathStep
    fields = ("article",)
    autocomplete_fields = ("article",)


@admin.register(HomePage)
class HomePageAdmin(SortableAdminBase, admin.ModelAdmin):
    """The one row, without a list before it."""

    form = DeskForm
    fields = ("lead", "path_introduction")
    autocomplete_fields = ("lead",)
    inlines = (PathStepInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: HomePage | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None):
        if not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)
        home, _made = HomePage.objects.get_or_create()
        return HttpResponseRedirect(reverse("admin:articles_homepage_change", args=[home.pk]))

    def response_post_save_change(self, request: HttpRequest, obj: HomePage) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:index"))
