"""Templates: kept by editors in a list of their own, and what a guide can be started from."""

from typing import Any

from adminsortable2.admin import SortableAdminBase
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.forms import Media
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import starting
from articles.admin.loading import LoadingMixin, form_of
from articles.admin.parts import PartInline
from articles.forms import FewLines, PartForm, SectionFormSet, StartForm, TakeawayForm
from articles.models import (
    GuideTemplate,
    TemplateQuestion,
    TemplateSection,
    TemplateTakeaway,
)


class StartMixin(LoadingMixin):
    def get_urls(self) -> list[URLPattern]:
        return [self.route("start/", self.start_view, "start"), *super().get_urls()]

    def start_view(self, request: HttpRequest) -> HttpResponse:
        """Asks for a template and a title, and leads on to the draft's form."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        templates = GuideTemplate.objects.prefetch_related("takeaways", "sections", "questions")
        form = StartForm(request.POST or None, label_suffix="")
        if form.is_valid():
            template = form.cleaned_data["template"]
            article = starting.start(template, form.cleaned_data["title"], by=request.user)
            self.log_addition(request, article, _("Started from “%s”.") % template)
            return HttpResponseRedirect(form_of(article))
        context = {
            "title": _("Start from a template"),
            "opts": self.opts,
            "form": form,
            "templates": templates,
            "chosen": form["template"].value() or "",
            "may_keep": request.user.has_perm("articles.add_guidetemplate"),
        }
        everywhere = self.admin_site.each_context(request)
        return TemplateResponse(
            request, "admin/articles/article/start.html", {**everywhere, **context}
        )


class TemplateSectionForm(PartForm):
    class Meta:
        widgets = {"prompt": FewLines}


class TemplateSectionInline(PartInline):
    model = TemplateSection
    form = TemplateSectionForm
    formset = SectionFormSet
    fields = ("heading", "level", "kind", "prompt")


class TemplateTakeawayInline(PartInline):
    model = TemplateTakeaway
    form = TakeawayForm
    fields = ("label", "text")


class TemplateQuestionInline(PartInline):
    model = TemplateQuestion
    fields = ("question",)


@admin.register(GuideTemplate)
class GuideTemplateAdmin(SortableAdminBase, admin.ModelAdmin):
    list_display = ("name", "section_count")
    search_fields = ("name",)
    inlines = (TemplateTakeawayInline, TemplateSectionInline, TemplateQuestionInline)

    @property
    def media(self) -> Media:
        rows = Media(js=[Script("js/admin/ordered-rows.js", type="module")])
        return super().media + rows

    def get_queryset(self, request: HttpRequest) -> QuerySet[GuideTemplate]:
        return super().get_queryset(request).annotate(section_count=Count("sections"))

    @admin.display(description=gettext_lazy("sections"), ordering="section_count")
    def section_count(self, template: Any) -> int:
        return template.section_count
