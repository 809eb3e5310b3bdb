"""Links to a draft, for people without a login: made, listed, revoked."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import publishing, sharing
from articles.admin.loading import LoadingMixin
from articles.status import said


class SharingMixin(LoadingMixin):
    def get_urls(self) -> list[URLPattern]:
        return [
            self.route("<path:object_id>/share/", self.share_view, "share"),
            *super().get_urls(),
        ]

    def share_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        article = self.load_to_write(request, object_id)
        if request.method == "POST":
            key = request.POST.get("_revoke", "")
            if key.isdecimal() and len(key) < 19:
                article.share_links.filter(pk=key).delete()
                self.message_user(request, _("The link is revoked."), messages.SUCCESS)
            elif "_share" in request.POST:
                try:
                    publishing.compose(article)
                except ValidationError as refusal:
                    self.message_user(request, " ".join(refusal.messages), messages.ERROR)
                else:
                    sharing.share(article, by=request.user)
            return HttpResponseRedirect(request.path)
        links = article.share_links.filter(expires_at__gt=timezone.now())
        rows = [
            (link, request.build_absolute_uri(sharing.address(link)), said(link.expires_at))
            for link in links.select_related("created_by")
        ]
        return self.page(request, "share.html", article, title=_("Share the draft"), rows=rows)
