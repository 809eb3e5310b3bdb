from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.used import count_of, guides_of
from articles.models import Author


@admin.register(Author)
class AuthorAdmin(admin.ModelAdmin):
    list_display = ("name", "role", "credentials", "guides")
    search_fields = ("name", "role")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("portrait",)
    fields = ("name", "slug", "role", "credentials", "bio", "portrait", "user")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Author]:
        return super().get_queryset(request).annotate(used=count_of("author"))

    @admin.display(description=_("guides"), ordering="used")
    def guides(self, author: Author) -> str:
        return guides_of(author, "author")
