"""Shelves across the catalogue."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from shop.models import Collection


@admin.register(Collection)
class CollectionAdmin(admin.ModelAdmin):
    list_display = ["title", "size", "is_listed", "position"]
    list_editable = ["position"]
    list_filter = ["is_listed"]
    search_fields = ["title", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["products"]
    fields = ["title", "slug", "summary", "description", "products", "is_listed", "position"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Collection]:
        return super().get_queryset(request).annotate(size=Count("products"))

    @admin.display(description=_("products"), ordering="size")
    def size(self, collection: Collection) -> int:
        return collection.size
