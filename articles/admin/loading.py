"""The guide that an address names, for whoever may do with it what the address is for."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles.models import Article


class LoadingMixin:
    """Each `load_` refuses whoever lacks the permission, then what is not there."""

    def may_publish(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.publish_article")

    def load_to_read(self, request: HttpRequest, object_id: str) -> Article:
        return self._load(request, object_id, self.has_view_or_change_permission)

    def load_to_write(self, request: HttpRequest, object_id: str) -> Article:
        return self._load(request, object_id, self.has_change_permission)

    def load_to_delete(self, request: HttpRequest, object_id: str) -> Article:
        return self._load(request, object_id, self.has_delete_permission)

    def load_to_publish(self, request: HttpRequest, object_id: str) -> Article:
        return self._load(
            request, object_id, lambda request, _guide=None: self.may_publish(request)
        )

    def _load(self, request: HttpRequest, object_id: str, may: Any) -> Article:
        if not may(request):
            raise PermissionDenied
        article = self.get_object(request, unquote(object_id))
        if article is None:
            raise Http404
        if not may(request, article):
            raise PermissionDenied
        return article

    def route(self, address: str, view: Any, name: str) -> URLPattern:
        return path(address, self.admin_site.admin_view(view), name=f"articles_article_{name}")

    def page(
        self, request: HttpRequest, template: str, article: Article, **context: Any
    ) -> HttpResponse:
        """A page of the desk about one guide."""
        everywhere = self.admin_site.each_context(request)
        about = {"opts": self.opts, "original": article, "subtitle": None}
        return TemplateResponse(
            request, f"admin/articles/article/{template}", {**everywhere, **about, **context}
        )


def form_of(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])
