"""Deleting a guide is throwing it away: it can be put back for a month."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles import trash
from articles.admin.loading import LoadingMixin, form_of
from articles.admin.own import is_chooser
from articles.models import Article
from articles.status import said

Deleted = tuple[list[str], dict[str, int], set[str], list[str]]


class TrashFilter(admin.SimpleListFilter):
    """The list shows what is not in the trash, until one looks into that."""

    title = gettext_lazy("trash")
    parameter_name = "trash"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return (("1", _("In the trash")),)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(trashed_at__isnull=self.value() != "1")


class TrashMixin(LoadingMixin):
    """What is in the trash can be read, put back or deleted for good, and not be changed."""

    delete_confirmation_template = "admin/articles/article/throw_away.html"
    delete_selected_confirmation_template = "admin/articles/article/throw_away_selected.html"

    def get_urls(self) -> list[URLPattern]:
        route = self.route("<path:object_id>/put-back/", self.put_back_view, "put_back")
        return [route, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        guides = super().get_queryset(request)
        return guides.filter(trashed_at=None) if is_chooser(request) else guides

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and not (obj and obj.trashed_at)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        if "delete_selected" in actions and request.GET.get(TrashFilter.parameter_name) != "1":
            act, name, _words = actions["delete_selected"]
            actions["delete_selected"] = act, name, _("Move the selected guides to the trash")
        return actions

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = context["original"]
        if article and article.trashed_at:
            context["trashed_until"] = said(trash.goes_on(article))
        return super().render_change_form(request, context, *args, **kwargs)

    @method_decorator(require_POST)
    def put_back_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        article = self.load_to_delete(request, object_id)
        if article.trashed_at:
            trash.take_back(article)
            self.log_change(request, article, _("Put back from the trash."))
            sentence = _("“%s” is back, as a draft. Readers see it once you publish it.") % article
            self.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(form_of(article))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Deleted:
        """Nothing goes along but when a guide in the trash is deleted for good."""
        guides = list(objs)
        if any(article.trashed_at for article in guides):
            return super().get_deleted_objects(guides, request)
        name = str(self.opts.verbose_name_plural)
        closed = [one for one in guides if not self.has_delete_permission(request, one)]
        refused = {_("guide “%s”") % one for one in closed}
        return [str(one) for one in guides], {name: len(guides)}, refused, []

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        if obj.trashed_at:
            super().delete_model(request, obj)
        else:
            trash.throw_away(obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        guides = list(queryset)
        for article in guides:
            self.delete_model(request, article)
        kept = [trash.goes_on(article) for article in guides if article.trashed_at and article.pk]
        if kept:
            sentence = _("They lie in the trash until %s, and can be put back.") % said(min(kept))
            self.message_user(request, sentence, messages.SUCCESS)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: Any) -> HttpResponse:
        article = Article.objects.filter(pk=obj_id).first()
        if article is None:
            return super().response_delete(request, obj_display, obj_id)
        sentence = _("“{title}” is in the trash until {until}. <a href='{address}'>Look at it</a>")
        until, address = said(trash.goes_on(article)), form_of(article)
        sentence = format_html(sentence, title=article, until=until, address=address)
        self.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:articles_article_changelist"))
