"""Publish, Schedule and Preview on a guide's form; cancel and unpublish on pages of their own."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import publishing
from articles.admin import preview
from articles.admin.loading import LoadingMixin, form_of
from articles.checks import gate
from articles.forms import EndForm
from articles.models import Article, Edition
from articles.status import said
from articles.timeline import timeline

TO_READERS = {"_publish", "_schedule"}  # the buttons that make an edition


class PublishingMixin(LoadingMixin):
    """Every save of the form is one transaction: all of it is kept, or none."""

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """To delete a guide that readers see, saw or will see is to decide what they see."""
        allowed = super().has_delete_permission(request, obj)
        if obj is None or not allowed or self.may_publish(request):
            return allowed
        return not obj.editions.dated().exists()

    def get_urls(self) -> list[URLPattern]:
        return [
            self.route("<path:object_id>/unpublish/", self.unpublish_view, "unpublish"),
            self.route("<path:object_id>/cancel/", self.cancel_view, "cancel"),
            *super().get_urls(),
        ]

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if TO_READERS & request.POST.keys() and not self.may_publish(request):
            raise PermissionDenied
        if request.method in {"GET", "HEAD"}:
            return super().changeform_view(request, *args, **kwargs)
        try:
            with transaction.atomic():
                response = super().changeform_view(request, *args, **kwargs)
                transaction.set_rollback("_preview" in request.POST)
                return response
        except ValidationError as refusal:
            # Refused after all checks, such as by another editor's edition that is due later.
            # What was saved is rolled back; the form is shown again with all that was typed.
            request.refusal = refusal
            return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    def save_related(self, request: HttpRequest, form: Any, *args: Any, **kwargs: Any) -> None:
        super().save_related(request, form, *args, **kwargs)
        if TO_READERS & request.POST.keys():
            self._publish(request, form)
        elif "_preview" not in request.POST:
            publishing.note_change(form.instance)

    def _publish(self, request: HttpRequest, form: Any) -> Edition:
        note, at = form.cleaned_data["note"], None
        sentence = _("Published edition %(number)d.")
        if "_schedule" in request.POST:
            at = form.cleaned_data["live_at"]
            sentence = _("Scheduled edition %(number)d for %(at)s.")
        reason = form.cleaned_data["reason"]
        edition = gate.publish(form.instance, by=request.user, note=note, at=at, reason=reason)
        sentence %= {"number": edition.number, "at": said(edition.live_from)}
        self.log_change(request, form.instance, gate.log_sentence(edition, sentence))
        return edition

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._response(request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self._response(request, obj)

    def _response(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Back to the form, with one sentence on what readers see now."""
        if "_preview" in request.POST:
            return preview.page(request, article)
        if "_publish" in request.POST:
            sentence = _("“{title}” is published. <a href='{address}'>See it on the site</a>")
        elif "_schedule" in request.POST:
            sentence = _("“{title}” is scheduled. {facts}")
        elif "_submit" in request.POST:
            sentence = _("“{title}” is saved and waits for review.")
        elif "_take_back" in request.POST:
            sentence = _("“{title}” is saved and does not wait for review any more.")
        else:
            sentence = _("“{title}” is saved. Readers see it once you publish it.")
        facts = timeline(article).sentence if "_schedule" in request.POST else ""
        address = article.get_absolute_url()
        sentence = format_html(sentence, title=article, address=address, facts=facts)
        self.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(form_of(article))

    def unpublish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks first: now, at a time, or not at all after all."""
        article = self.load_to_publish(request, object_id)
        line = timeline(article)
        form = EndForm(request.POST if "_end" in request.POST else None, label_suffix="")
        if "_now" in request.POST:
            publishing.unpublish(article)
            return self._done(request, article, _("Unpublished."))
        if "_stay" in request.POST and line.ends_at:
            publishing.expire(article, None)
            return self._done(request, article, _("It stays on the site."))
        if "_end" in request.POST and form.is_valid():
            at = form.cleaned_data["at"]
            try:
                publishing.expire(article, at)
            except ValidationError as refusal:
                form.add_error("at", refusal)
            else:
                sentence = _("It leaves the site on %(at)s.") % {"at": said(at)}
                return self._done(request, article, sentence)
        title = _("Unpublish this guide?")
        return self.page(request, "unpublish.html", article, title=title, form=form, line=line)

    def cancel_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks first; a POST withdraws the edition that is due."""
        article = self.load_to_publish(request, object_id)
        if request.method == "POST":
            edition = publishing.cancel(article)
            sentence = _("Nothing was scheduled.")
            if edition:
                sentence = _("Withdrew edition %(number)d.") % {"number": edition.number}
            return self._done(request, article, sentence)
        title, line = _("Cancel what is scheduled?"), timeline(article)
        return self.page(request, "cancel.html", article, title=title, line=line)

    def _done(self, request: HttpRequest, article: Article, sentence: str) -> HttpResponse:
        """Back to the form, with what was done and what readers see of it."""
        self.log_change(request, article, sentence)
        said_now = f"{sentence} {timeline(article).sentence}"
        self.message_user(request, said_now, messages.SUCCESS)
        return HttpResponseRedirect(form_of(article))
