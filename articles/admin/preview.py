"""The guide as readers would meet it, from what stands in the form and in no table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse

from articles import publishing
from articles.admin.loading import LoadingMixin
from articles.models import Article
from articles.reading import private_page
from fitblog.lib import headers

BESIDE = "beside"  # the value of `_preview` that asks for the page in a frame of the form


class PreviewMixin(LoadingMixin):
    def changeform_view(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().changeform_view(request, *args, **kwargs)
        if request.POST.get("_preview") != BESIDE:
            return response
        if isinstance(response, TemplateResponse):
            # The form came back, with errors. A frame has room for their sentences alone.
            context = {"errors": response.context_data["errors"]}
            response = render(request, "admin/articles/article/preview_refused.html", context)
        framed = headers.PUBLIC | {"frame-ancestors": "'self'"}
        response.headers["Content-Security-Policy"] = headers.policy(framed)
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response


def page(request: HttpRequest, article: Article) -> HttpResponse:
    """The real page of the desk copy.

    The caller has saved the form and rolls that back: so the page is rendered here and now.
    """
    publishing.name_anchors(article)
    composed = publishing.compose(article)
    return private_page(request, composed.edition, composed.tags)
