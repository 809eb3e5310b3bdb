"""Begin a guide from the words of another one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils.translation import gettext as _

from articles import duplicating
from articles.admin.loading import LoadingMixin, form_of


class DuplicatingMixin(LoadingMixin):
    def get_urls(self) -> list[URLPattern]:
        route = self.route("<path:object_id>/duplicate/", self.duplicate_view, "duplicate")
        return [route, *super().get_urls()]

    def duplicate_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Says first what a copy takes along."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        article = self.load_to_read(request, object_id)
        if request.method != "POST":
            title = _("Make a copy of this guide?")
            return self.page(request, "duplicate.html", article, title=title)
        copy = duplicating.duplicate(article, by=request.user)
        self.log_addition(request, copy, _("Copied from “%s”.") % article)
        sentence = _("This is the copy, a draft. “%s” stays as it is.") % article
        self.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(form_of(copy))
