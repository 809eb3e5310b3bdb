"""Django's plain admin around the rich text field, without the newsroom's own forms."""

from adminsortable2.admin import SortableAdminBase, SortableStackedInline
from django.conf import settings
from django.contrib import admin
from django.test import override_settings
from django.urls import path

from articles.models import Article, Section


class SectionInline(SortableStackedInline):
    model = Section
    fields = ["heading", "body", "position"]
    ordering = ["position"]
    extra = 0


class ArticleAdmin(SortableAdminBase, admin.ModelAdmin):
    fields = ["title", "slug", "introduction"]
    inlines = [SectionInline]


class PlainDesk(override_settings):
    """This admin in place of the site's, and none of the site's templates."""

    def __init__(self) -> None:
        templates = [{**settings.TEMPLATES[0], "DIRS": []}]
        super().__init__(ROOT_URLCONF=__name__, TEMPLATES=templates)


site = admin.AdminSite()
site.register(Article, ArticleAdmin)
urlpatterns = [path("admin/", site.urls)]
