"""Addresses of an old site: a list of them, taken in by the list."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import former_paths
from articles.importing.reading import Unreadable, decoded
from articles.models import FormerPath

LARGEST = 1024 * 1024  # bytes of a list


class ListForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("A line an address, and where it leads"),
        required=False,
        max_length=LARGEST,
        widget=forms.Textarea(
            attrs={"rows": 12, "class": "vLargeTextField", "spellcheck": "false"}
        ),
        help_text=gettext_lazy("For example: /2019/05/first-pull-up/, first-pull-up"),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        help_text=gettext_lazy("CSV with the same two columns; at most 1 MB."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file and file.size > LARGEST:
            self.add_error("file", _("This file is larger than 1 MB; split it."))
        elif file:
            try:
                cleaned["text"] = decoded(file.name, file.read())
            except Unreadable as refusal:
                self.add_error("file", str(refusal))
        elif not self.errors and not cleaned["text"].strip():
            self.add_error("text", _("Write a line, or choose a file."))
        return cleaned


@admin.register(FormerPath)
class FormerPathAdmin(admin.ModelAdmin):
    """Taken in by the list and deleted one by one."""

    list_display = ("path", "leads_to", "added_at")
    list_select_related = ("article",)
    search_fields = ("path", "page", "article__title", "article__slug")
    list_per_page = 100

    @admin.display(description=gettext_lazy("leads to"))
    def leads_to(self, former: FormerPath) -> str:
        return former.page or str(former.article)

    def has_change_permission(self, request: HttpRequest, obj: FormerPath | None = None) -> bool:
        return False

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ListForm(request.POST or None, request.FILES or None, label_suffix="")
        refused: list[tuple[str, str]] = []
        if form.is_valid():
            added = former_paths.add(form.cleaned_data["text"])
            refused = added.refused
            if added.count or not refused:
                sentence = ngettext(
                    "%d address was added.", "%d addresses were added.", added.count
                )
                self.message_user(request, sentence % added.count, messages.SUCCESS)
            if not refused:
                return HttpResponseRedirect(reverse("admin:articles_formerpath_changelist"))
            # What is left is what was refused, to be mended and sent again.
            form = ListForm({"text": "\n".join(line for line, _why in refused)}, label_suffix="")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Add old addresses"),
            "form": form,
            "refused": refused,
        }
        return TemplateResponse(request, "admin/articles/formerpath/add.html", context)
