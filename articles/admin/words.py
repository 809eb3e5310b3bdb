"""A guide's words as a file, to take along: Markdown or HTML."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import URLPattern

from articles import publishing
from articles.admin.loading import LoadingMixin, form_of
from articles.markdown import as_markdown
from articles.models import Edition
from fitblog.lib.site import absolute

TYPES = {"md": "text/markdown", "html": "text/html"}


class WordsMixin(LoadingMixin):
    def get_urls(self) -> list[URLPattern]:
        route = self.route("<path:object_id>/words.<str:kind>", self.words_view, "words")
        return [route, *super().get_urls()]

    def words_view(self, request: HttpRequest, object_id: str, kind: str) -> HttpResponse:
        """The desk copy as it was last saved."""
        article = self.load_to_read(request, object_id)
        if kind not in TYPES:
            raise Http404
        try:
            edition = publishing.compose(article).edition
        except ValidationError as lacking:
            self.message_user(request, " ".join(lacking.messages), messages.ERROR)
            return HttpResponseRedirect(form_of(article))
        written = _html if kind == "html" else as_markdown
        address = absolute(request, edition.get_absolute_url())
        return HttpResponse(
            written(edition, address),
            content_type=f"{TYPES[kind]}; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{article.slug}.{kind}"',
                "Cache-Control": "no-store",
            },
        )


def _html(edition: Edition, address: str) -> str:
    context = {"edition": edition, "body": edition.body, "address": address}
    return render_to_string("articles/words.html", context)
