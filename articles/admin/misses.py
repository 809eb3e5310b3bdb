from django.contrib import admin
from django.http import HttpRequest

from articles.models import Miss


@admin.register(Miss)
class MissAdmin(admin.ModelAdmin):
    """Read and deleted, never written."""

    list_display = ("words", "times", "last_on")
    search_fields = ("words",)
    list_per_page = 100

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Miss | None = None) -> bool:
        return False
