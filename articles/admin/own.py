"""Whose guides somebody works on: every view of the desk loads its guide through these."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from articles.models import Article, Edition


class OwnGuidesMixin:
    """Without `any_article` only one's own guides are there; the others are not found."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        guides = super().get_queryset(request)
        if is_chooser(request):
            return choosable(guides, request)
        return guides.open_to(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_view_permission(request, obj) and self._is_open(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_open(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self._is_open(request, obj)

    def _is_open(self, request: HttpRequest, article: Article | None) -> bool:
        if article is None or request.user.has_perm("articles.any_article"):
            return True
        return article.created_by_id == request.user.pk

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)


def is_chooser(request: HttpRequest) -> bool:
    """Whether this fills a field in which a guide is chosen."""
    return bool(request.resolver_match) and request.resolver_match.url_name == "autocomplete"


def choosable(guides: QuerySet[Article], request: HttpRequest) -> QuerySet[Article]:
    """Whatever is on somebody's desk, and what every reader knows."""
    if request.user.has_perm("articles.any_article"):
        return guides
    live = Edition.objects.live().values("article")
    return guides.filter(Q(created_by=request.user) | Q(pk__in=live))
