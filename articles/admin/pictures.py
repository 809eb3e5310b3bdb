from django.contrib import admin
from django.forms.widgets import Script
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.forms import PictureForm
from articles.models import Picture


def thumbnail(picture: Picture) -> str:
    image = picture.as_image()
    return format_html(
        '<img class="thumbnail" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        image.url,
        image.width,
        image.height,
        image.alt,
    )


@admin.register(Picture)
class PictureAdmin(admin.ModelAdmin):
    form = PictureForm
    list_display = ("shown", "described", "dimensions", "added_at")
    list_display_links = ("shown", "described")
    search_fields = ("alt", "file")
    readonly_fields = ("focused", "dimensions")
    fields = ("focused", "file", "dimensions", "alt", "is_decorative", ("focus_x", "focus_y"))

    class Media:
        js = (Script("js/admin/focus-point.js", type="module"),)

    @admin.display(description=_("picture"))
    def shown(self, picture: Picture) -> str:
        return thumbnail(picture)

    @admin.display(description=_("picture"))
    def focused(self, picture: Picture) -> str:
        if not picture.pk:
            return _("Once it is saved, click on it to set the focus.")
        return format_html("<focus-point>{}</focus-point>", thumbnail(picture))

    @admin.display(description=_("description"), ordering="alt")
    def described(self, picture: Picture) -> str:
        return picture.alt or _("Decorative")

    @admin.display(description=_("size"), ordering="width")
    def dimensions(self, picture: Picture) -> str:
        return f"{picture.width} × {picture.height} px" if picture.width else ""
