"""The open form, kept while its editor types and offered back when it was not saved."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import URLPattern, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.loading import LoadingMixin
from articles.admin.stale import with_rows_that_are_there
from articles.models import Article, RecoveryCopy
from articles.status import said

LARGEST = 2_000_000  # characters of JSON
FULL = 413
NEW = "admin:articles_article_add"


class RecoveryMixin(LoadingMixin):
    def get_urls(self) -> list[URLPattern]:
        return [
            self.route("add/recovery/", self.recovery_view, "add_recovery"),
            self.route("<path:object_id>/recovery/", self.recovery_view, "recovery"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def recovery_view(self, request: HttpRequest, object_id: str | None = None) -> HttpResponse:
        """Keeps what the form sends, or throws away what was kept."""
        article = self.load_to_write(request, object_id) if object_id else None
        if article is None and not self.has_add_permission(request):
            raise PermissionDenied
        if "_discard" in request.POST:
            _own(request, article).delete()
            return HttpResponseRedirect(_form(article))
        words = (item for item in request.POST.lists() if not item[0].startswith(("_", "csrf")))
        fields = dict(words)
        if len(json.dumps(fields)) > LARGEST:
            return HttpResponse(status=FULL)
        RecoveryCopy.objects.update_or_create(
            user=request.user, article=article, defaults={"fields": fields}
        )
        return HttpResponse(status=204)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The button `_recover` brings the form back as it was kept, and saves nothing."""
        if "_recover" in request.POST:
            article = self.load_to_write(request, object_id) if object_id else None
            copy = _own(request, article).first()
            if copy is None:
                return HttpResponseRedirect(_form(article))
            fields = _as_sent(copy)
            request.POST = with_rows_that_are_there(fields, article) if article else fields
            sentence = _("This is what you typed until %(at)s. It is not saved yet.")
            request.refusal = ValidationError(sentence % {"at": said(copy.kept_at)})
        return super().changeform_view(request, object_id, *args, **kwargs)

    def recovery_context(self, request: HttpRequest, article: Article | None) -> dict[str, Any]:
        """The kept copy is offered to who opens the form, not to who comes back to it."""
        name = f"admin:articles_article_{'' if article else 'add_'}recovery"
        return {
            "copy": None if request.method == "POST" else _own(request, article).first(),
            "address": reverse(name, args=[article.pk] if article else []),
        }

    def response_add(self, request: HttpRequest, obj: Article, *args: Any) -> HttpResponse:
        return self._saved(request, None, super().response_add(request, obj, *args))

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self._saved(request, obj, super().response_change(request, obj))

    def _saved(
        self, request: HttpRequest, article: Article | None, response: HttpResponse
    ) -> HttpResponse:
        if "_preview" not in request.POST:
            _own(request, article).delete()
        return response


def _own(request: HttpRequest, article: Article | None) -> Any:
    return RecoveryCopy.objects.filter(user=request.user, article=article)


def _as_sent(copy: RecoveryCopy) -> QueryDict:
    fields = QueryDict(mutable=True)
    for name, values in copy.fields.items():
        fields.setlist(name, values)
    fields["_recover"] = "1"
    return fields


def _form(article: Article | None) -> str:
    return reverse("admin:articles_article_change", args=[article.pk]) if article else reverse(NEW)
