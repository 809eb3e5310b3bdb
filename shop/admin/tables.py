"""Products out of the shop and into it as a table."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.catalogue import tables
from shop.catalogue.importing import take_in
from shop.catalogue.tables import Row, Unreadable
from shop.models import Product, Variant


class TableForm(forms.Form):
    """A file; or the text of one that was looked at already."""

    file = forms.FileField(
        label=gettext_lazy("Table"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )
    text = forms.CharField(required=False, strip=False, max_length=tables.SIZE)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text")
        if not file and not text:
            raise forms.ValidationError(_("Choose a file."))
        if file and file.size > tables.SIZE:
            raise forms.ValidationError(_("The table is larger than 1 MB. Take it in by parts."))
        content = file.read() if file else text.encode()
        try:
            self.rows: list[Row] = tables.read(content)
        except Unreadable as error:
            raise forms.ValidationError(error.sentence) from error
        self.read_text = content.decode("utf-8-sig")
        return cleaned


class TablesAdmin(ModelAdmin):
    """Adds two pages to the list of products."""

    change_list_template = "admin/shop/product/list.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("export/", view(self.export), name="shop_product_export"),
            path("import/", view(self.take_in), name="shop_product_import"),
            *super().get_urls(),
        ]

    def export(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        name = f"products-{timezone.localdate():%Y-%m-%d}.csv"
        return HttpResponse(
            tables.write(Product.objects.prefetch_related("variants", "collections")),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    def take_in(self, request: HttpRequest) -> HttpResponse:
        """Looks at a table first; keeps it when it is sent again with `keep`."""
        if not (self.has_change_permission(request) and self._may_write_variants(request)):
            raise PermissionDenied
        form = TableForm(request.POST or None, request.FILES or None)
        report = None
        if form.is_valid():
            keep = "keep" in request.POST
            report = take_in(form.rows, keep=keep)
            if keep and not report.problems:
                messages.success(request, _("The table was taken in."))
                return redirect("admin:shop_product_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Take in a table"),
            "opts": self.opts,
            "form": form,
            "report": report,
            "columns": tables.COLUMNS,
        }
        return TemplateResponse(request, "admin/shop/product/import.html", context)

    def _may_write_variants(self, request: HttpRequest) -> bool:
        names = [f"{Variant._meta.app_label}.{act}_variant" for act in ("add", "change")]
        return self.has_add_permission(request) and request.user.has_perms(names)
