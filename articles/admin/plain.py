from django.contrib import admin

from articles.models import PlainPage


@admin.register(PlainPage)
class PlainPageAdmin(admin.ModelAdmin):
    list_display = ("title", "slug", "is_in_footer", "position", "changed_at")
    list_editable = ("position",)
    search_fields = ("title", "text")
    prepopulated_fields = {"slug": ("title",)}
    fields = ("title", "slug", "description", "text", "is_in_footer", "position")
