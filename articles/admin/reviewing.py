"""Submit for review on a guide's form; read, approve or send back on pages of their own."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import publishing, reviewing
from articles.admin.loading import LoadingMixin, form_of
from articles.models import Article, ReviewStep
from articles.reading import private_page
from articles.review_form import ReviewForm

LATEST = 5  # steps beside the form


class ReviewMixin(LoadingMixin):
    def may_review(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.review_article")

    def load_to_review(self, request: HttpRequest, object_id: str) -> Article:
        def may(request: HttpRequest, article: Article | None = None) -> bool:
            may_look = self.has_view_or_change_permission(request, article)
            return may_look and self.may_review(request)

        return self._load(request, object_id, may)

    def get_urls(self) -> list[URLPattern]:
        return [
            self.route("<path:object_id>/review/", self.review_view, "review"),
            self.route("<path:object_id>/draft/", self.draft_view, "draft"),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def draft_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The desk copy as a page, for whoever may read the desk."""
        article = self.load_to_read(request, object_id)
        try:
            composed = publishing.compose(article)
        except ValidationError as lacking:
            self.message_user(request, " ".join(lacking.messages), messages.ERROR)
            return HttpResponseRedirect(form_of(article))
        return private_page(request, composed.edition, composed.tags)

    def review_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Approves or sends back the guide as it was when the page was opened, or says why not."""
        article = self.load_to_review(request, object_id)
        form = ReviewForm(request.POST or None, article=article, user=request.user)
        is_stale = request.method == "POST" and request.POST.get("seen") != article.version
        if request.method == "POST" and form.is_valid() and not is_stale:
            try:
                step = form.decide()
            except ValidationError as refusal:
                form.say(refusal)
            else:
                self.log_change(request, article, _sentence(step))
                self.message_user(request, _sentence(step), messages.SUCCESS)
                return HttpResponseRedirect(form_of(article))
        context = {
            "title": _("Review"),
            "form": form,
            "is_stale": is_stale,
            "review": self.review_context(request, article),
        }
        return self.page(request, "review.html", article, **context)

    def review_context(self, request: HttpRequest, article: Article | None) -> dict[str, Any]:
        """What `_review.html` needs. One query."""
        steps = list(article.review_steps.select_related("by")[:LATEST]) if article else []
        latest = steps[0] if steps else None
        is_waiting = bool(latest) and latest.kind == ReviewStep.Kind.SUBMITTED
        return {
            "steps": steps,
            "is_waiting": is_waiting,
            "has_changed": bool(latest)
            and latest.kind == ReviewStep.Kind.APPROVED
            and latest.fingerprint != article.fingerprint,
            "may_review": self.may_review(request),
        }

    def save_related(self, request: HttpRequest, form: Any, *args: Any, **kwargs: Any) -> None:
        super().save_related(request, form, *args, **kwargs)
        if "_submit" in request.POST:
            form.instance.refresh_from_db(fields=["fingerprint"])
            comment = form.cleaned_data["note"]
            step = reviewing.submit(form.instance, by=request.user, comment=comment)
            self.log_change(request, form.instance, _sentence(step))
        elif "_take_back" in request.POST:
            comment = form.cleaned_data["note"]
            step = reviewing.take_back(form.instance, by=request.user, comment=comment)
            self.log_change(request, form.instance, _sentence(step))


def _sentence(step: ReviewStep) -> str:
    return {
        ReviewStep.Kind.SUBMITTED: _("Submitted for review."),
        ReviewStep.Kind.APPROVED: _("Approved. Readers see the review once you publish the guide."),
        ReviewStep.Kind.RETURNED: _("Returned with your comment."),
        ReviewStep.Kind.WITHDRAWN: _("Taken back from review."),
    }[step.kind]
